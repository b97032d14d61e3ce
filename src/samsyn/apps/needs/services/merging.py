"""Merge frictions that turned out to be one, and undo it: nobody's minutes or words are lost."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.apps.needs.models import FrictionReport
from samsyn.apps.needs.services._steps import locked
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import FrictionState
from samsyn.domain.needs.merging import below
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.NEEDS_WRITE)
def merge_friction(
    actor: Actor, *, friction_id: int, into_id: int, reason: str = ""
) -> FrictionReport:
    """Let one friction stand for another; returns the one that stands. Raises Refused.

    Whatever had been merged into the first follows it. Reports and me-toos stay what they were:
    undone, everybody is where they came from.
    """
    del reason  # kept with the act
    head_id = _head_of(actor, into_id)
    first, second = sorted({friction_id, head_id}) if friction_id != head_id else (head_id, 0)
    rows = {pk: locked(actor, pk) for pk in (first, second) if pk}
    friction, head = rows[friction_id], rows[head_id]
    refuse_if(_against(friction, head))
    through = head if into_id == head_id else FrictionReport.owned_by(actor).get(pk=into_id)
    FrictionReport.owned_by(actor).filter(merged_into=friction).update(merged_into=head)
    friction.merged_into, friction.merged_through = head, through
    friction.save()
    friction.reckon()
    head.reckon()
    return head


@use_case(Permission.NEEDS_WRITE)
def unmerge_friction(actor: Actor, *, friction_id: int, reason: str = "") -> FrictionReport:
    """Let a merged friction stand for itself again, with what had been merged into it before."""
    del reason  # kept with the act
    friction = locked(actor, friction_id)
    if friction.merged_into_id is None:
        raise Refused([Objection(Obstacle.NOT_MERGED)])
    head = locked(actor, friction.merged_into_id)
    through = dict(head.merged.values_list("pk", "merged_through_id"))
    friction.merged_into, friction.merged_through = None, None
    friction.save()
    followers = below(friction.pk, through)
    FrictionReport.owned_by(actor).filter(pk__in=followers).update(merged_into=friction)
    friction.reckon()
    head.reckon()
    return friction


def _head_of(actor: Actor, friction_id: int) -> int:
    found = FrictionReport.owned_by(actor).values_list("merged_into_id", flat=True)
    return found.get(pk=friction_id) or friction_id


def _against(friction: FrictionReport, head: FrictionReport) -> Iterable[Objection]:
    if friction.pk == head.pk:
        yield Objection(Obstacle.SAME_ONE)
        return
    if friction.merged_into_id is not None:
        yield Objection(Obstacle.MERGED)
    if head.state == FrictionState.SOLVED:
        yield Objection(Obstacle.INTO_SOLVED)
    if friction.visibility != head.visibility:
        yield Objection(Obstacle.OTHER_READERS)
