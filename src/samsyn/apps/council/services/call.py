"""Call a meeting: what must be in place first, and what each who is called has or has not got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samsyn.apps.council.models import AgendaItem, Attendance, CallSent, Meeting
from samsyn.apps.council.queries.agenda import (
    Agenda,
    agenda_of,
    attendances_of,
    digest_of,
    is_expected,
)
from samsyn.apps.council.queries.decisions import moves_told
from samsyn.apps.council.services.attending import seat_everybody, send_what_waits
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import Flaw, lacking
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.COUNCIL_WRITE)
def send_call(actor: Actor, *, meeting_id: int) -> Meeting:
    """Call everybody to a meeting, or tell those who are called what has changed since.

    Where nothing they see has changed, only those who have not got it yet are mailed. Raises
    Refused with all that is missing.
    """
    meeting = Meeting.owned_by(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    seat_everybody(actor, meeting)
    agenda = agenda_of(actor, meeting)
    refuse_if(hindrances(actor, meeting, agenda))
    seen = digest_of(meeting, agenda, moves_told(actor, agenda.items))
    meeting.sequence += bool(meeting.called_digest) and meeting.called_digest != seen
    meeting.called_digest, meeting.state = seen, Meeting.State.CALLED
    meeting.revision += 1
    meeting.save(update_fields=["state", "sequence", "called_digest", "revision"])
    send_what_waits(meeting)
    return meeting


def hindrances(actor: Actor, meeting: Meeting, agenda: Agenda) -> Iterator[Objection]:
    """Yield all that stands in the way of a call."""
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CALLED}:
        yield Objection(Flaw.BEGUN)
    elif meeting.starts_at <= clock.now():
        yield Objection(Flaw.IN_THE_PAST)
    if not agenda.lines:
        yield Objection(Flaw.NOTHING_ON_IT)
    people = [row for row in attendances_of(actor, meeting) if is_expected(row, meeting)]
    if not any(row.email for row in people):
        yield Objection(Flaw.NOBODY_TO_CALL)
    yield from lacking(i for i in agenda.items if i.type == AgendaItem.Type.DECISION)


def wanted(row: Attendance, meeting: Meeting) -> str:
    """Return what somebody's calendar is to be told, an empty text for nothing.

    Nothing goes out for what has begun, is over or was never called.
    """
    if meeting.starts_at <= clock.now():
        return ""
    if meeting.state == Meeting.State.CANCELLED:
        return CallSent.Method.CANCEL
    if meeting.state != Meeting.State.CALLED:
        return ""
    expected = is_expected(row, meeting)
    return CallSent.Method.REQUEST if expected else CallSent.Method.CANCEL


@dataclass(frozen=True, slots=True)
class Told:
    """What one calendar has been told: the last mail, and how often it was told off before."""

    last: CallSent | None = None
    cancels: int = 0

    def number(self, meeting: Meeting, method: str) -> int:
        """Return a SEQUENCE above all that this calendar has seen (RFC 5545, 3.8.7.4)."""
        base: int = meeting.sequence + 2 * self.cancels
        return base + (method == CallSent.Method.CANCEL)

    def needs(self, meeting: Meeting, method: str) -> bool:
        """Tell whether a mail is due."""
        if not method:
            return False
        if method == CallSent.Method.CANCEL:  # nobody is told off who was never called
            return self.last is not None and self.last.method == CallSent.Method.REQUEST
        if self.last is None or self.last.method != method:
            return True
        return self.last.sequence < self.number(meeting, method)


def told(actor: Actor, meeting: Meeting) -> Mapping[int, Told]:
    """Return what each calendar has been told, by attendance."""
    found: dict[int, Told] = {}
    sent = CallSent.owned_by(actor).filter(attendance__meeting=meeting, sent_at__isnull=False)
    for one in sent.order_by("sequence", "pk"):
        before = found.get(one.attendance_id, Told())
        cancels = before.cancels + (one.method == CallSent.Method.CANCEL)
        found[one.attendance_id] = Told(one, cancels)
    return found


def waiting(actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Return those whose calendars do not say yet what they are to say."""
    known = told(actor, meeting)
    rows = attendances_of(actor, meeting).exclude(email="")
    return [r for r in rows if known.get(r.pk, Told()).needs(meeting, wanted(r, meeting))]
