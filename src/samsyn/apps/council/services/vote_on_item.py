"""Votes by name: from the member's own device, or as the secretary records them."""

from __future__ import annotations

from samsyn.apps.council.models import AgendaItem, Attendance, ConflictOfInterest, Meeting, Vote
from samsyn.apps.council.queries.agenda import attendances_of, mine_at
from samsyn.apps.council.queries.sitting import voters_among
from samsyn.apps.council.services._sitting import attendance_of, enter, item_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.COUNCIL_TAKE_PART)
def cast_vote(actor: Actor, *, meeting_id: int, item_id: int, choice: str) -> None:
    """Vote for oneself on the item that is being dealt with; an empty choice takes it back."""
    meeting = enter(actor, meeting_id, keeps=False)
    mine = mine_at(actor, meeting)
    if mine is None:
        raise Refused([Objection(Hindrance.MAY_NOT_VOTE)])
    _cast(actor, meeting, item_id, mine, choice)


@use_case(Permission.COUNCIL_TAKE_PART)
def record_vote(
    actor: Actor, *, meeting_id: int, item_id: int, attendance_id: int, choice: str
) -> None:
    """Record how somebody voted in the room; an empty choice takes it back."""
    meeting = enter(actor, meeting_id)
    _cast(actor, meeting, item_id, attendance_of(actor, meeting, attendance_id), choice)


@use_case(Permission.COUNCIL_TAKE_PART)
def record_all(actor: Actor, *, meeting_id: int, item_id: int, choice: str) -> int:
    """Record the same vote for all who may vote and have not; returns how many."""
    meeting = enter(actor, meeting_id)
    item = _voted_on(actor, meeting, item_id)
    said = set(Vote.owned_by(actor).filter(item=item).values_list("attendance", flat=True))
    waiting = [row for row in _voters(actor, meeting, item) if row.pk not in said]
    for row in waiting:
        _write(actor, item, row, choice)
    return len(waiting)


def _cast(actor: Actor, meeting: Meeting, item_id: int, row: Attendance, choice: str) -> None:
    item = _voted_on(actor, meeting, item_id)
    may = row.pk in {voter.pk for voter in _voters(actor, meeting, item)}
    refuse_if([] if may else [Objection(Hindrance.MAY_NOT_VOTE, {"who": row.who})])
    _write(actor, item, row, choice)


def _write(actor: Actor, item: AgendaItem, row: Attendance, choice: str) -> None:
    known = Vote.owned_by(actor).filter(item=item, attendance=row).first()
    if choice not in Vote.Choice.values:
        if known is not None:
            known.delete()
    elif known is None:
        Vote.everything.create(
            organisation_id=actor.organisation_id, item=item, attendance=row, choice=choice
        )
    elif known.choice != choice:
        known.choice = choice
        known.save()


def _voted_on(actor: Actor, meeting: Meeting, item_id: int) -> AgendaItem:
    """Return the item, while it is being dealt with and nothing has been decided about it."""
    item = item_of(actor, meeting, item_id)
    is_open = item.state == AgendaItem.State.NOW and not item.decisions.exists()
    refuse_if([] if is_open else [Objection(Hindrance.NOT_BEING_VOTED_ON)])
    return item


def _voters(actor: Actor, meeting: Meeting, item: AgendaItem) -> list[Attendance]:
    rows = ConflictOfInterest.owned_by(actor).filter(item=item)
    aside = frozenset(rows.values_list("attendance_id", flat=True))
    return voters_among(attendances_of(actor, meeting), aside)
