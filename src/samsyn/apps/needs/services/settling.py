"""Say what becomes of a friction: looked at, solved, lifted to a need, or not now; and tell it."""

from __future__ import annotations

from samsyn.apps.needs.models import FrictionReport, Need, NeedFriction
from samsyn.apps.needs.services._steps import (
    against_texts,
    locked,
    locked_need,
    must_stand_alone,
)
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import FrictionState, NeedState
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.use_case import use_case

TELL = "needs.tell"


@use_case(Permission.NEEDS_WRITE)
def look_at_friction(actor: Actor, *, friction_id: int) -> FrictionReport:
    """Say that somebody has seen it and finds out what can be done: oneself, unless named."""
    friction = _to_settle(actor, friction_id)
    friction.state = FrictionReport.State.LOOKED_AT
    friction.handler = friction.handler or person_of(actor)
    friction.answer, friction.settled_on, friction.settled_by = "", None, ""
    friction.save()
    return friction


@use_case(Permission.NEEDS_WRITE)
def solve_friction(actor: Actor, *, friction_id: int, done: str) -> FrictionReport:
    """Say what was done; everybody who reported it, or said "me too", is told. Raises Refused."""
    friction = _to_settle(actor, friction_id)
    _answer(actor, friction, FrictionState.SOLVED, done, Obstacle.WHAT_WAS_DONE)
    return friction


@use_case(Permission.NEEDS_WRITE)
def put_off_friction(actor: Actor, *, friction_id: int, reason: str) -> FrictionReport:
    """Say that nothing is done about it now, and why; those who reported it are told."""
    friction = _to_settle(actor, friction_id)
    _answer(actor, friction, FrictionState.NOT_NOW, reason, Obstacle.REASON_MISSING)
    return friction


@use_case(Permission.NEEDS_WRITE)
def reopen_friction(actor: Actor, *, friction_id: int, reason: str = "") -> FrictionReport:
    """Let a friction that was answered wait for an answer again. Raises Refused."""
    del reason  # kept with the act
    friction = locked(actor, friction_id)
    must_stand_alone(friction)
    if friction.state not in {FrictionState.SOLVED, FrictionState.NOT_NOW}:
        raise Refused([Objection(Obstacle.NOTHING_TO_REOPEN)])
    friction.state = FrictionReport.State.REPORTED
    friction.answer, friction.settled_on, friction.settled_by = "", None, ""
    friction.save()
    return friction


@use_case(Permission.NEEDS_WRITE)
def lift_friction(
    actor: Actor, *, friction_id: int, need_id: int | None = None, name: str = ""
) -> Need:
    """Let a need rest on this friction: one there is, or a new one. Raises Refused.

    A new need says what happens today in the reporter's words; the rest is asked for on its page.
    """
    friction = _to_settle(actor, friction_id)
    need = locked_need(actor, need_id) if need_id is not None else _new(actor, friction, name)
    if NeedFriction.owned_by(actor).filter(need=need, friction=friction).exists():
        raise Refused([Objection(Obstacle.LIFTED_ALREADY)])
    NeedFriction.everything.create(
        organisation_id=actor.organisation_id,
        visibility=friction.visibility,
        need=need,
        friction=friction,
    )
    friction.state = FrictionReport.State.LIFTED
    friction.answer = need.name
    friction.settled_on, friction.settled_by = clock.today(), actor.name[:150]
    friction.save()
    tasks.start(actor, TELL, about=friction.pk)
    return need


def solve_with(actor: Actor, need: Need, done: str) -> None:
    """Solve the frictions that a need rested on, inside the act that solved the need."""
    rested = FrictionReport.owned_by(actor).filter(
        lifted_to__need=need, state=FrictionState.LIFTED, merged_into=None
    )
    for friction in rested.select_for_update(of=("self",)):
        _settle(actor, friction, FrictionState.SOLVED, done)


def _to_settle(actor: Actor, friction_id: int) -> FrictionReport:
    friction = locked(actor, friction_id)
    must_stand_alone(friction)
    if friction.state == FrictionState.SOLVED:
        raise Refused([Objection(Obstacle.SOLVED_ALREADY)])
    return friction


def _answer(
    actor: Actor,
    friction: FrictionReport,
    state: FrictionState,
    said: str,
    missing: Obstacle,
) -> None:
    field = "done" if state is FrictionState.SOLVED else "reason"
    said = said.strip()
    unsaid = [] if said else [Objection(missing, field=field)]
    personal = [Objection(o.code, o.facts, field) for o in against_texts(actor, {"text": said})]
    refuse_if([*unsaid, *personal])
    _settle(actor, friction, state, said)


def _settle(actor: Actor, friction: FrictionReport, state: FrictionState, said: str) -> None:
    friction.state = FrictionReport.State(state.value)
    friction.answer = said
    friction.settled_on, friction.settled_by = clock.today(), actor.name[:150]
    friction.save()
    tasks.start(actor, TELL, about=friction.pk)


def _new(actor: Actor, friction: FrictionReport, name: str) -> Need:
    said = " ".join(name.split())
    if not said:
        raise Refused([Objection(Obstacle.SAYS_NOTHING, field="name")])
    refuse_if(against_texts(actor, {"name": said}))
    return Need.everything.create(
        organisation_id=actor.organisation_id,
        visibility=friction.visibility,
        name=said,
        today=friction.text or friction.name,
        unit_id=friction.unit_id,
        state=NeedState.COLLECTED,
        collected_on=clock.today(),
    )
