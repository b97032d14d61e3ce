"""Decide about needs: one of three outcomes, each with who, when and why, and none forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samsyn.apps.needs.events import NeedTriaged
from samsyn.apps.needs.models import Need, TriageDecision
from samsyn.apps.needs.services._steps import locked_need
from samsyn.apps.needs.services.settling import solve_with
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import STATE_AFTER, NeedState, Outcome
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.events import publish
from samsyn.kernel.use_case import use_case


@use_case(Permission.NEEDS_WRITE)
def triage_need(
    actor: Actor,
    *,
    need_id: int,
    outcome: Outcome,
    reason: str = "",
    means: str = "",
    again_on: date | None = None,
) -> TriageDecision:
    """Decide that a need is lifted, solved with what we have, or not now. Raises Refused.

    `means` is what solves it: routine, training, setting, other. A later decision replaces an
    earlier one and both are kept; what an initiative has taken up is decided there.
    """
    need = locked_need(actor, need_id)
    said = reason.strip()
    refuse_if(_against(need, outcome, said, means, again_on))
    decided = TriageDecision.everything.create(
        organisation_id=actor.organisation_id,
        visibility=need.visibility,
        need=need,
        outcome=outcome.value,
        means=means if outcome is Outcome.SOLVE else "",
        reason=said,
        decided_on=clock.today(),
        decided_by=actor.name[:150],
        again_on=again_on if outcome is Outcome.NOT_NOW else None,
    )
    need.state = Need.State(STATE_AFTER[outcome].value)
    need.triaged_on = decided.decided_on
    need.save()
    if outcome is Outcome.SOLVE:
        solve_with(actor, need, said)
    publish(actor, NeedTriaged(need_id=need.pk, outcome=outcome.value))
    return decided


def mark_taken_up(actor: Actor, need_ids: Iterable[int]) -> None:
    """Say, inside an act of a room above, that an initiative answers these needs."""
    for need in _ours(actor, need_ids):
        need.state = Need.State.TAKEN_UP
        need.triaged_on = need.triaged_on or clock.today()
        need.save()


def mark_let_go(actor: Actor, need_ids: Iterable[int]) -> None:
    """Say, inside an act of a room above, that no initiative answers these needs any more."""
    for need in _ours(actor, need_ids):
        if need.state == Need.State.TAKEN_UP:
            need.state = Need.State.TRIAGED
            need.save()


def _ours(actor: Actor, need_ids: Iterable[int]) -> list[Need]:
    rows = Need.owned_by(actor).select_for_update(of=("self",)).filter(pk__in=list(need_ids))
    return list(rows.order_by("pk"))


def _against(
    need: Need, outcome: Outcome, reason: str, means: str, again_on: date | None
) -> Iterable[Objection]:
    if need.state == NeedState.TAKEN_UP:
        yield Objection(Obstacle.TAKEN_UP)
    if not reason and outcome is not Outcome.LIFT:
        missing = Obstacle.WHAT_WAS_DONE if outcome is Outcome.SOLVE else Obstacle.REASON_MISSING
        yield Objection(missing, field="reason")
    if outcome is Outcome.SOLVE and means not in TriageDecision.Means.values:
        yield Objection(Obstacle.MEANS_MISSING, field="means")
    if outcome is Outcome.NOT_NOW and again_on is not None and again_on <= clock.today():
        yield Objection(Obstacle.DAY_PASSED, field="again_on")
