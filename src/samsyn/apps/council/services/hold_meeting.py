"""Open a meeting, move from item to item, close it; what was not reached goes on by itself."""

from __future__ import annotations

from samsyn.apps.council.models import AgendaItem, Decision, DecisionEffect, Meeting
from samsyn.apps.council.queries.agenda import next_meeting
from samsyn.apps.council.queries.sitting import seats_held, takes_part
from samsyn.apps.council.services._sitting import enter, item_of
from samsyn.apps.council.services.attending import seat_everybody
from samsyn.apps.council.services.plan_meeting import place_postponed
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_CARRIED = (
    "organisation_id",
    "forum_id",
    "name",
    "type",
    "consent",
    "minutes",
    "presenter_id",
    "presenter_name",
    "description",
    "proposal",
    "basis",
    "consequences",
    "closed_doors",
    "proposed_by_id",
    "proposed_on",
    "initiative_id",
    "poll_id",
    "plan_id",
    "rule_code",
    "finding_id",
)
_OPENABLE = (Meeting.State.PLANNED, Meeting.State.CALLED)


@use_case(Permission.COUNCIL_TAKE_PART)
def open_meeting(actor: Actor, *, meeting_id: int) -> Meeting:
    """Open a meeting: from now on it sits. Opened twice, it is opened once."""
    meeting = enter(actor, meeting_id, sits=False)
    if meeting.state == Meeting.State.SITTING:
        return meeting
    refuse_if([Objection(Hindrance.CANNOT_OPEN)] if meeting.state not in _OPENABLE else [])
    meeting.state, meeting.opened_at = Meeting.State.SITTING, clock.now()
    meeting.save(update_fields=["state", "opened_at", "visibility", "forum"])
    seat_everybody(actor, meeting)
    return meeting


@use_case(Permission.COUNCIL_TAKE_PART)
def begin_item(actor: Actor, *, meeting_id: int, item_id: int) -> AgendaItem:
    """Take up an item; the one before it is dealt with. An item may be taken up again."""
    meeting = enter(actor, meeting_id)
    item = item_of(actor, meeting, item_id)
    shut = item.state in {AgendaItem.State.WITHDRAWN, AgendaItem.State.POSTPONED}
    refuse_if([Objection(Hindrance.DEALT_WITH)] if shut else [])
    for other in AgendaItem.owned_by(actor).filter(meeting=meeting, state=AgendaItem.State.NOW):
        if other.pk != item.pk:
            _end(other)
    if item.state != AgendaItem.State.NOW:
        item.state = AgendaItem.State.NOW
        item.began_at, item.ended_at = item.began_at or clock.now(), None
        item.save()
    return item


@use_case(Permission.COUNCIL_TAKE_PART)
def end_item(actor: Actor, *, meeting_id: int, item_id: int) -> AgendaItem:
    """Say that the item being dealt with is dealt with."""
    item = item_of(actor, enter(actor, meeting_id), item_id)
    if item.state == AgendaItem.State.NOW:
        _end(item)
    return item


@use_case(Permission.COUNCIL_TAKE_PART)
def take_apart(actor: Actor, *, meeting_id: int, item_id: int) -> AgendaItem:
    """Take an item out of those that are decided together: somebody wants to discuss it.

    Anybody who speaks or votes there may ask for that.
    """
    meeting = enter(actor, meeting_id, keeps=False)
    if not takes_part(actor, seats_held(actor, meeting.forum_id)):
        raise NotAllowed(Permission.COUNCIL_TAKE_PART)
    item = item_of(actor, meeting, item_id)
    refuse_if([Objection(Hindrance.DEALT_WITH)] if item.state != AgendaItem.State.PLANNED else [])
    item.consent = False
    item.save()
    return item


@use_case(Permission.COUNCIL_TAKE_PART)
def close_meeting(actor: Actor, *, meeting_id: int) -> Meeting:
    """Close the meeting; items not reached are postponed to the next, or wait for one.

    What was to be decided and was not is postponed too, though its discussion had begun.
    """
    meeting = enter(actor, meeting_id)
    items = list(AgendaItem.owned_by(actor).filter(meeting=meeting).order_by("order", "pk"))
    decided = set(Decision.owned_by(actor).filter(item__in=items).values_list("item_id", flat=True))
    for item in items:
        undecided = item.type == AgendaItem.Type.DECISION and item.pk not in decided
        if item.state == AgendaItem.State.NOW and not undecided:
            _end(item)
        elif item.state in {AgendaItem.State.PLANNED, AgendaItem.State.NOW}:
            _postpone(actor, item)
    meeting.state, meeting.closed_at = Meeting.State.ENDED, clock.now()
    meeting.save(update_fields=["state", "closed_at", "visibility", "forum"])
    following = next_meeting(actor, meeting.forum_id, max(meeting.starts_at, clock.now()))
    if following is not None:
        place_postponed(actor, following)
    return meeting


def _end(item: AgendaItem) -> None:
    item.state, item.ended_at = AgendaItem.State.DONE, clock.now()
    item.save()


def _postpone(actor: Actor, item: AgendaItem) -> None:
    """Let an item wait again as a new row; the old one keeps what was said here, and its papers."""
    is_a_frame = item.is_break or (item.order == 1 and item.proposed_on is None)
    item.ended_at = clock.now() if item.began_at else None
    item.state = AgendaItem.State.WITHDRAWN if is_a_frame else AgendaItem.State.POSTPONED
    item.save()
    if is_a_frame:  # breaks and the line that opens every meeting belong to this one alone
        return
    carried = {name: getattr(item, name) for name in _CARRIED}
    again = AgendaItem.everything.create(**carried, postponed_from=item)
    waiting = DecisionEffect.owned_by(actor).filter(item=item, decision=None)
    waiting.update(item=again)
