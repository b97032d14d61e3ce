"""What pages and other rooms ask about documents, clauses and the rules that check them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from samsyn.domain.access.actor import Actor
from samsyn.kernel.rules import rule_by_code


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One rule in the margin of a clause: how many findings it has open, and where they are."""

    code: str
    title: str
    findings: int | None = None
    url: str = ""


#: Tells, for clauses with the codes linked to them, every rule that checks each.
ChecksOf = Callable[[Actor, Mapping[int, Sequence[str]]], Mapping[int, Sequence[CheckLine]]]
_told_by: list[ChecksOf] = []


def tell_checks_by(checks_of: ChecksOf) -> None:
    """Let the room that keeps findings count them in the margin of steering documents."""
    _told_by[:] = [checks_of]


def margin(actor: Actor, document: SteeringDocument) -> list[dict[str, Any]]:
    """Return the clauses of a document in order, each with the rules that check it.

    Costs two queries, and what the room that keeps findings needs.
    """
    clauses = sorted(
        Clause.visible_to(actor).filter(document_id=document.pk).prefetch_related("checked_by"),
        key=lambda clause: clause.place,
    )
    checks = checks_of(actor, clauses)
    return [{"clause": clause, "checks": checks[clause.pk]} for clause in clauses]


def checks_of(actor: Actor, clauses: Iterable[Clause]) -> dict[int, list[CheckLine]]:
    """Return the rules that check each clause, also where nobody counts findings."""
    codes = {clause.pk: [link.rule_code for link in clause.checked_by.all()] for clause in clauses}
    told = _told_by[0](actor, codes) if _told_by else {}
    return {
        pk: sorted(
            told.get(pk) or [CheckLine(code=code, title=_title(code)) for code in linked],
            key=lambda line: line.code,
        )
        for pk, linked in codes.items()
    }


def _title(code: str) -> str:
    rule = rule_by_code(code)
    return str(rule.title) if rule else code


def clauses_of_rules(actor: Actor, codes: Sequence[str]) -> dict[str, list[Clause]]:
    """Return our own clauses that each rule checks, in one query."""
    links = (
        ClauseRule.owned_by(actor)
        .filter(rule_code__in=codes)
        .select_related("clause__document")
        .order_by("clause__document__sort_key", "clause_id")
    )
    found: dict[str, list[Clause]] = {}
    for link in links:
        found.setdefault(link.rule_code, []).append(link.clause)
    return found


def clauses_of_rule(actor: Actor, code: str) -> list[Clause]:
    """Return our own clauses that one rule checks."""
    return clauses_of_rules(actor, [code]).get(code, [])
