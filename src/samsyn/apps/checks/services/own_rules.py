"""Write, change and remove the rules that an organisation makes itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.apps.checks.models import OwnRule
from samsyn.apps.checks.queries.own_rules import faults, record_named
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.findings.conditions import Condition, ConditionObjection
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.rules import Severity
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRuleDraft:
    """What somebody wrote: every row of `record` that meets all conditions is a finding."""

    name: str
    record: str
    conditions: Sequence[Condition]
    severity: Severity = Severity.MEDIUM
    text: str = ""
    fix: str = ""
    clause_id: int | None = None


@use_case(Permission.CHECKS_CONFIGURE)
def save_own_rule(actor: Actor, *, draft: OwnRuleDraft, rule_id: int | None = None) -> OwnRule:
    """Make an own rule or change it. Raises Refused with everything that is wrong with it."""
    refuse_if(objections_to(actor, draft, rule_id))
    rule = OwnRule.owned_by(actor).get(pk=rule_id) if rule_id else OwnRule()
    rule.organisation_id = actor.organisation_id
    rule.name, rule.record = draft.name.strip(), draft.record
    rule.conditions = [condition.as_json() for condition in draft.conditions]
    rule.severity, rule.text, rule.fix = draft.severity.value, draft.text, draft.fix
    rule.clause_id = draft.clause_id
    rule.save()
    return rule


@use_case(Permission.CHECKS_CONFIGURE)
def delete_own_rule(actor: Actor, *, rule_id: int, reason: str = "") -> None:  # noqa: ARG001 - kept with the act
    """Remove an own rule; its findings close."""
    OwnRule.owned_by(actor).filter(pk=rule_id).delete()


def objections_to(actor: Actor, draft: OwnRuleDraft, rule_id: int | None) -> list[Objection]:
    """Return everything that is wrong with a draft, at once."""
    objections = list(_faulty(draft))
    same = OwnRule.owned_by(actor).filter(name=draft.name.strip()).exclude(pk=rule_id or 0)
    if same.exists():
        objections.append(Objection(ConditionObjection.NAME_TAKEN, field="name"))
    return objections


def _faulty(draft: OwnRuleDraft) -> Iterable[Objection]:
    record = record_named(draft.record)
    if record is None:
        yield Objection(ConditionObjection.UNKNOWN_RECORD, field="record")
        return
    if not draft.conditions:
        yield Objection(ConditionObjection.NO_CONDITIONS)
    for number, condition in enumerate(draft.conditions, start=1):
        for fault in faults(record, condition):
            yield Objection(fault, {"number": number})
