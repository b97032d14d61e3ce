"""Stop rules: set one, settle one, move one. Each is an act of its own, told in the history."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import StopRule
from samsyn.apps.portfolio.services._course import stop_here, to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.stop_rules import (
    DECIDED,
    Fate,
    Settlement,
    objections_to_moving,
    objections_to_setting,
    objections_to_settling,
)
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def set_stop_rule(
    actor: Actor, *, initiative_id: int, evidence: str, by: date, decider_id: int | None = None
) -> StopRule:
    """Promise to look at something by a day. Raises Refused for a day that has passed."""
    initiative = to_change(actor, initiative_id)
    state = State(initiative.state)
    refuse_if(objections_to_setting(evidence=evidence, by=by, state=state, today=clock.today()))
    return StopRule.everything.create(
        initiative=initiative, evidence=evidence.strip(), by=by, decider_id=decider_id
    )


@use_case(Permission.PORTFOLIO_WRITE)
def show_evidence(
    actor: Actor, *, stop_rule_id: int, settlement: Settlement, reason: str = ""
) -> StopRule:
    """Say what was seen: the rule is kept. Raises Refused where nothing was."""
    return _settle(actor, stop_rule_id, settlement, reason)


@use_case(Permission.PORTFOLIO_DECIDE)
def decide_stop_rule(
    actor: Actor, *, stop_rule_id: int, settlement: Settlement, reason: str = ""
) -> StopRule:
    """Decide without the evidence: to go on, to change course, or to stop the initiative."""
    return _settle(actor, stop_rule_id, settlement, reason)


@use_case(Permission.PORTFOLIO_DECIDE)
def move_stop_rule(
    actor: Actor, *, stop_rule_id: int, by: date, decider_id: int | None = None, reason: str
) -> StopRule:
    """Give a rule another day, for a reason that its history keeps."""
    rule = _to_change(actor, stop_rule_id)
    refuse_if(
        objections_to_moving(
            to=by,
            by=rule.by,
            now=Fate(rule.outcome),
            state=State(rule.initiative.state),
            today=clock.today(),
            reason=reason,
        )
    )
    rule.by = by
    rule.decider_id = decider_id or rule.decider_id
    rule.revision += 1
    rule.save()
    return rule


def _settle(actor: Actor, stop_rule_id: int, settlement: Settlement, _reason: str) -> StopRule:
    rule = _to_change(actor, stop_rule_id)
    initiative = to_change(actor, rule.initiative_id)
    if settlement.fate in DECIDED:
        actor.must(Permission.PORTFOLIO_DECIDE)
    refuse_if(
        objections_to_settling(
            settlement,
            now=Fate(rule.outcome),
            state=State(initiative.state),
            today=clock.today(),
        )
    )
    rule.outcome = settlement.fate.value
    rule.shown, rule.reason = settlement.shown, settlement.reason
    rule.settled_by, rule.settled_on = settlement.by.strip(), settlement.on
    rule.revision += 1
    rule.save()
    if settlement.fate is Fate.STOPPED:
        stop_here(initiative)
    return rule


def _to_change(actor: Actor, stop_rule_id: int) -> StopRule:
    rows = StopRule.owned_by(actor).select_for_update(of=("self",)).select_related("initiative")
    return rows.get(pk=stop_rule_id)
