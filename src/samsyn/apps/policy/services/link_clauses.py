"""Say which rules check a clause, or take that back."""

from __future__ import annotations

from collections.abc import Collection

from samsyn.apps.policy.models import Clause, ClauseRule
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.policy.objections import PolicyObjection
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.rules import rule_by_code
from samsyn.kernel.use_case import use_case


@use_case(Permission.POLICY_WRITE)
def link_clause_to_rule(actor: Actor, *, clause_id: int, rule_code: str) -> None:
    """Let a rule check one of our clauses; doing it twice changes nothing.

    Raises Refused for a rule nobody declared, and for a clause that is not ours.
    """
    refuse_if(_objections(actor, clause_id, [rule_code]))
    _link(actor, clause_id, [rule_code])


@use_case(Permission.POLICY_WRITE)
def unlink_clause_from_rule(actor: Actor, *, clause_id: int, rule_code: str) -> None:
    """Let a rule no longer check one of our clauses."""
    ClauseRule.owned_by(actor).filter(clause_id=clause_id, rule_code=rule_code).delete()


@use_case(Permission.POLICY_WRITE)
def choose_rules_of_clause(actor: Actor, *, clause_id: int, rule_codes: Collection[str]) -> None:
    """Let exactly these rules check one of our clauses. Raises Refused, with every objection."""
    refuse_if(_objections(actor, clause_id, rule_codes))
    links = ClauseRule.owned_by(actor).filter(clause_id=clause_id)
    links.exclude(rule_code__in=rule_codes).delete()
    _link(actor, clause_id, rule_codes)


def _link(actor: Actor, clause_id: int, codes: Collection[str]) -> None:
    linked = ClauseRule.owned_by(actor).filter(clause_id=clause_id)
    known = set(linked.values_list("rule_code", flat=True))
    ClauseRule.everything.bulk_create(
        ClauseRule(organisation_id=actor.organisation_id, clause_id=clause_id, rule_code=code)
        for code in sorted(set(codes) - known)
    )


def _objections(actor: Actor, clause_id: int, codes: Collection[str]) -> list[Objection]:
    """Own rules (OWN-…) name their clause themselves and are not linked here."""
    objections = [
        Objection(PolicyObjection.RULE_UNKNOWN, {"code": code})
        for code in codes
        if rule_by_code(code) is None
    ]
    if not Clause.owned_by(actor).filter(pk=clause_id).exists():
        objections.append(Objection(PolicyObjection.CLAUSE_UNKNOWN))
    return objections
