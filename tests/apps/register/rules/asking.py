"""Ask one rule as the engine does: Samsyn itself, for one organisation, on one day."""

from __future__ import annotations

from datetime import date

from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.rules import Hit, Question, rule_by_code
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.register.conftest import TODAY
from tests.support.builders import Town


def hits(code: str, town: Town, today: date = TODAY, **thresholds: int) -> list[Hit]:
    """Return what the rule finds in a town, in order of title."""
    rule = rule_by_code(code)
    assert rule is not None
    parameters = {p.name: p.default for p in rule.parameters} | thresholds
    actor = samsyn_for(town.id)
    with acting_for(actor):
        found = list(rule.answer(Question(actor=actor, today=today, parameters=parameters)))
    return sorted(found, key=lambda hit: hit.title)


def sentences(code: str, town: Town, today: date = TODAY, **thresholds: int) -> list[str]:
    """Return what the rule says about each hit, as `title: sentence`."""
    rule = rule_by_code(code)
    assert rule is not None
    found = hits(code, town, today, **thresholds)
    told = [f"{hit.title}: {rule.says({**hit.facts, 'title': hit.title})}" for hit in found]
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in told]


def titles(code: str, town: Town, today: date = TODAY, **thresholds: int) -> list[str]:
    """Return only which rows the rule finds."""
    return [hit.title for hit in hits(code, town, today, **thresholds)]
