"""Put findings and this room's refusals into words of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.utils.translation import gettext as _

from samsyn.apps.checks.queries.rules import RuleHere
from samsyn.domain.findings.conditions import ConditionObjection
from samsyn.domain.findings.settling import SettlingObjection
from samsyn.domain.shared.refusal import Objection

log = structlog.get_logger(__name__)


def sentence(here: RuleHere | None, title: str, facts: Mapping[str, Any]) -> str:
    """Say what is wrong. A rule whose words no longer fit old facts says its title instead."""
    if here is None:
        return title
    try:
        return str(here.rule.says({**facts, "title": title}))
    except Exception:
        log.exception("checks.rule_has_no_words", rule=here.code)
        return str(here.rule.title)


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    words = _SENTENCES[str(objection.code)]() % dict(objection.facts)
    number = objection.facts.get("number")
    return (
        _("Condition %(number)s: %(what)s") % {"number": number, "what": words} if number else words
    )


_SENTENCES: Mapping[str, Callable[[], str]] = {
    SettlingObjection.REASON_MISSING: lambda: _("Say why, so that others understand it later."),
    SettlingObjection.DATE_PAST: lambda: _("Choose a day after today."),
    SettlingObjection.DATE_TOO_FAR: lambda: _(
        "Choose a day within a year. What shall never be asked is a rule to switch off."
    ),
    SettlingObjection.ALREADY_CLOSED: lambda: _("The cause is gone and the finding is closed."),
    SettlingObjection.RULE_UNKNOWN: lambda: _("There is no rule %(code)s."),
    ConditionObjection.UNKNOWN_FIELD: lambda: _("Choose what to look at."),
    ConditionObjection.UNFIT_TEST: lambda: _("That comparison does not fit what is looked at."),
    ConditionObjection.VALUE_MISSING: lambda: _("Write what to compare with."),
    ConditionObjection.NOT_A_NUMBER: lambda: _("Write a number."),
    ConditionObjection.NOT_A_DATE: lambda: _(
        "Write a day as 2026-12-31, or as days from today: +90 or -365."
    ),
    ConditionObjection.NOT_A_CHOICE: lambda: _("Choose one of the values in the list."),
    ConditionObjection.NO_CONDITIONS: lambda: _("Add at least one condition."),
    ConditionObjection.NAME_TAKEN: lambda: _("There is already a rule of your own with this name."),
    ConditionObjection.UNKNOWN_RECORD: lambda: _("Choose what kind of record it is about."),
}
