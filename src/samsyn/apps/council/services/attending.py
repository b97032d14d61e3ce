"""Who is to come to a meeting: kept in step with who sits on the forum. Steps inside an act."""

from __future__ import annotations

from samsyn.apps.council.models import Attendance, ForumMember, Meeting
from samsyn.apps.council.queries.agenda import attendances_of
from samsyn.apps.council.queries.forums import members_of, stands_in_for
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel import clock, tasks

CALL = "council.call"


def seat_everybody(actor: Actor, meeting: Meeting) -> None:
    """Give each who sits on the forum that day a place at the meeting; substitutes wait."""
    there = {row.member_id for row in attendances_of(actor, meeting)}
    for member in members_of(actor, meeting.forum_id, meeting.starts_at.date()):
        if member.seat != ForumMember.Seat.SUBSTITUTE and member.pk not in there:
            place_of(meeting, member)


def place_of(
    meeting: Meeting, member: ForumMember, substitutes: Attendance | None = None
) -> Attendance:
    """Make somebody's place at a meeting; a substitute's has the right of whom it is for."""
    represents = member.represents.name if member.represents else ""
    return Attendance.everything.create(
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        member=member,
        person=member.person,
        who=member.person.name,
        email=member.person.email,
        represents=represents,
        part=_part(member),
        right=substitutes.right if substitutes else member.right,
        substitutes=substitutes,
    )


def _part(member: ForumMember) -> str:
    if member.seat == ForumMember.Seat.SECRETARY:
        return Attendance.Part.SECRETARY
    if member.seat == ForumMember.Seat.SUBSTITUTE:
        return Attendance.Part.SUBSTITUTE
    return Attendance.Part.MEMBER


def follow_seats(actor: Actor, forum_id: int) -> None:
    """After seats changed: place the new at meetings to come, and tell calendars of the rest."""
    coming = Meeting.owned_by(actor).filter(
        forum=forum_id,
        starts_at__gt=clock.now(),
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
    )
    for meeting in coming.select_related("forum"):
        seat_everybody(actor, meeting)
        if meeting.state == Meeting.State.CALLED:
            send_what_waits(meeting)


def send_what_waits(meeting: Meeting) -> None:
    """Let the queue mail what those who are called have not got yet, as Samsyn itself."""
    tasks.start(samsyn_for(meeting.organisation_id), CALL, about=meeting.pk)


def call_a_substitute(actor: Actor, meeting: Meeting, absent: Attendance) -> Attendance | None:
    """Give the next substitute who may sit in a place, or None where there is nobody left."""
    if absent.member is None:
        return None
    asked = {row.member_id for row in attendances_of(actor, meeting)}
    for member in members_of(actor, meeting.forum_id, meeting.starts_at.date()):
        is_one = member.seat == ForumMember.Seat.SUBSTITUTE and member.pk not in asked
        if is_one and stands_in_for(member, absent.member):
            return place_of(meeting, member, absent)
    return None


def stand_down(actor: Actor, meeting: Meeting, back: Attendance) -> None:
    """Let those who were to sit in for somebody go again: the member comes."""
    rows = attendances_of(actor, meeting).filter(substitutes=back)
    for row in rows.exclude(presence=Attendance.Presence.PRESENT):
        row.substitutes, row.answer = None, Attendance.Answer.DECLINES
        row.save(update_fields=["substitutes", "answer"])
