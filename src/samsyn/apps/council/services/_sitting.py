"""The steps that every act at a meeting begins with: one at a time, by those who may."""

from __future__ import annotations

from samsyn.apps.council.models import AgendaItem, Attendance, Meeting, MeetingPulse
from samsyn.apps.council.models.locking import is_locked
from samsyn.apps.council.queries.sitting import may_keep, seats_held
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if


def enter(actor: Actor, meeting_id: int, *, keeps: bool = True, sits: bool = True) -> Meeting:
    """Return a meeting with its pulse locked: whoever else writes at it waits until we are done.

    Raises DoesNotExist for a meeting out of sight, NotAllowed where `keeps` is asked for and the
    actor doesn't write for it, Refused unless it sits.
    """
    MeetingPulse.owned_by(actor).select_for_update().get(meeting=meeting_id)
    meeting = Meeting.owned_by(actor).select_related("forum").get(pk=meeting_id)
    if keeps and not may_keep(actor, seats_held(actor, meeting.forum_id)):
        raise NotAllowed(Permission.COUNCIL_WRITE)
    refuse_if([Objection(Hindrance.NOT_SITTING)] if sits and not _sits(meeting) else [])
    late = meeting.state == Meeting.State.ENDED and is_locked("council_meeting", meeting.pk)
    refuse_if([Objection(Hindrance.LOCKED)] if late else [])
    return meeting


def _sits(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.SITTING


def item_of(actor: Actor, meeting: Meeting, item_id: int) -> AgendaItem:
    """Return one of the meeting's items. Raises Refused for one that is not on its agenda."""
    item = AgendaItem.owned_by(actor).filter(pk=item_id, meeting=meeting).first()
    if item is None:
        raise Refused([Objection(Hindrance.NOT_ON_THE_AGENDA)])
    return item


def attendance_of(actor: Actor, meeting: Meeting, attendance_id: int) -> Attendance:
    """Return somebody's place at the meeting. Raises Refused for one of another meeting."""
    rows = Attendance.owned_by(actor).select_related("member")
    row = rows.filter(pk=attendance_id, meeting=meeting).first()
    if row is None:
        raise Refused([Objection(Hindrance.NOT_AT_THE_MEETING)])
    return row
