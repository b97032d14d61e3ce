"""Plan a forum's next meeting: numbered, its members placed, what was postponed first on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from samsyn.apps.council.models import Action, AgendaItem, Forum, Meeting
from samsyn.apps.council.queries.agenda import backlog_of
from samsyn.apps.council.services.attending import seat_everybody, send_what_waits
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_FOLLOW_UP_MINUTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where, and what stands above the agenda."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    to_members: str = ""


@use_case(Permission.COUNCIL_WRITE)
def plan_meeting(actor: Actor, *, forum_id: int, plan: Plan, follow_up: str = "") -> Meeting:
    """Plan a meeting. `follow_up` names the line that opens it where actions are open.

    What was postponed comes next on its agenda. Raises Refused.
    """
    forum = Forum.owned_by(actor).select_for_update().get(pk=forum_id)
    objections = []
    if plan.ends_at <= plan.starts_at:
        objections.append(Objection(Flaw.ENDS_BEFORE, field="ends"))
    if plan.starts_at < clock.now():
        objections.append(Objection(Flaw.IN_THE_PAST, field="day"))
    refuse_if(objections)
    return begin_meeting(actor, forum, plan, follow_up)


@use_case(Permission.COUNCIL_WRITE)
def move_meeting(actor: Actor, *, meeting_id: int, plan: Plan, seen: int) -> Meeting:
    """Change when and where a meeting is; who is called is told when the change is sent.

    `seen` is the revision the person saw. Raises Refused.
    """
    meeting = Meeting.owned_by(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    objections = []
    if plan.ends_at <= plan.starts_at:
        objections.append(Objection(Flaw.ENDS_BEFORE, field="ends"))
    if plan.starts_at < clock.now():
        objections.append(Objection(Flaw.IN_THE_PAST, field="day"))
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CALLED}:
        objections.append(Objection(Flaw.BEGUN))
    if meeting.revision != seen:
        objections.append(Objection(Flaw.CHANGED_MEANWHILE))
    refuse_if(objections)
    meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
    meeting.place, meeting.link, meeting.to_members = plan.place, plan.link, plan.to_members
    meeting.revision += 1
    meeting.save()
    return meeting


def begin_meeting(actor: Actor, forum: Forum, plan: Plan, follow_up: str = "") -> Meeting:
    """Write down a meeting, on whatever day, with its members and what was postponed to it."""
    year = plan.starts_at.year
    held = Meeting.owned_by(actor).filter(forum=forum, year=year)
    number = (held.aggregate(last=Max("number"))["last"] or 0) + 1
    meeting = Meeting.everything.create(
        organisation_id=actor.organisation_id,
        forum=forum,
        name=f"{forum.short_name or forum.name} {number}/{year}",
        year=year,
        number=number,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        link=plan.link,
        to_members=plan.to_members,
    )
    seat_everybody(actor, meeting)
    if follow_up:
        _open_with_actions(actor, meeting, follow_up)
    place_postponed(actor, meeting)
    return meeting


def _open_with_actions(actor: Actor, meeting: Meeting, name: str) -> None:
    is_open = Action.owned_by(actor).filter(
        forum=meeting.forum, state__in=[Action.State.OPEN, Action.State.DOING]
    )
    if is_open.exists():
        AgendaItem.everything.create(
            organisation_id=actor.organisation_id,
            forum=meeting.forum,
            meeting=meeting,
            name=name,
            type=AgendaItem.Type.INFORMATION,
            minutes=_FOLLOW_UP_MINUTES,
            state=AgendaItem.State.PLANNED,
            order=1,
        )


def place_postponed(actor: Actor, meeting: Meeting) -> int:
    """Put what was postponed and has no meeting yet on an agenda, before all but the follow-up.

    Returns how many items were placed. A step inside an act; safe to call again.
    """
    waiting = list(backlog_of(actor, meeting.forum_id).filter(postponed_from__isnull=False))
    if not waiting:
        return 0
    there = list(AgendaItem.owned_by(actor).filter(meeting=meeting).order_by("order", "pk"))
    follows_up = [i for i in there[:1] if not i.is_break and i.proposed_on is None]
    lines = [*follows_up, *waiting, *(i for i in there if i not in follows_up)]
    for item in waiting:
        item.meeting, item.state = meeting, AgendaItem.State.PLANNED
    number_lines(lines)
    return len(waiting)


def number_lines(lines: list[AgendaItem]) -> None:
    """Write down lines in this order; breaks have no number."""
    number = 0
    for order, item in enumerate(lines, start=1):
        number += not item.is_break
        item.order, item.number = order, "" if item.is_break else str(number)
        item.save()


@use_case(Permission.COUNCIL_WRITE)
def cancel_meeting(actor: Actor, *, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off; its items go back to the backlog, and calendars are told."""
    meeting = Meeting.owned_by(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    objections = []
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CALLED}:
        objections.append(Objection(Flaw.BEGUN))
    if not reason.strip():
        objections.append(Objection(Flaw.NO_REASON, field="reason"))
    refuse_if(objections)
    was_called = meeting.state == Meeting.State.CALLED
    for item in AgendaItem.owned_by(actor).filter(meeting=meeting):
        if item.is_break:
            item.delete()
        else:
            item.meeting, item.state, item.number = None, AgendaItem.State.BACKLOG, ""
            item.save()
    meeting.state, meeting.cancelled_because = Meeting.State.CANCELLED, reason.strip()[:500]
    meeting.sequence += was_called
    meeting.revision += 1
    meeting.save()
    if was_called:
        send_what_waits(meeting)
    return meeting
