"""Which clauses of our own stand behind a rule, and what checks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from samsyn.apps.checks.models import OwnRule
from samsyn.apps.checks.queries.findings import counts_by_rule
from samsyn.apps.checks.queries.rules import RuleHere, in_words, own_rules
from samsyn.apps.policy.public import CheckLine, Clause, clauses_of_rules
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission


def clauses_by_rule(actor: Actor, codes: Sequence[str]) -> dict[str, list[Clause]]:
    """Return the clauses behind each rule: linked to it, or named by a rule of our own."""
    if not actor.may(Permission.POLICY_READ):
        return {}
    found = clauses_of_rules(actor, codes)
    for own in _own_with_clause(actor):
        if own.clause is not None:
            found.setdefault(own.code, []).append(own.clause)
    return found


def clauses_behind(actor: Actor, code: str) -> list[Clause]:
    """Return the clauses behind one rule."""
    return clauses_by_rule(actor, [code]).get(code, [])


def _own_with_clause(actor: Actor) -> Iterable[OwnRule]:
    rows = OwnRule.owned_by(actor).filter(clause__isnull=False)
    return rows.select_related("clause__document")


def checks_of(actor: Actor, linked: Mapping[int, Sequence[str]]) -> dict[int, list[CheckLine]]:
    """Tell the margin of a steering document every rule behind a clause, and what it found."""
    if not actor.may(Permission.CHECKS_READ):
        return {}
    codes = {pk: list(given) for pk, given in linked.items()}
    own = list(own_rules(actor))
    for one in own:
        if one.clause_id in codes:
            codes[one.clause_id].append(one.code)
    rules = in_words(own) if any(codes.values()) else {}
    counts = counts_by_rule(actor) if rules else {}
    return {
        pk: [_line(rules[code], counts.get(code, 0)) for code in given if code in rules]
        for pk, given in codes.items()
    }


def _line(here: RuleHere, findings: int) -> CheckLine:
    return CheckLine(
        code=here.code,
        title=str(here.rule.title),
        findings=findings,
        url=f"{reverse('checks:findings')}?rule={here.code}",
    )
