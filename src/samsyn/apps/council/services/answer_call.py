"""Answer a call: comes, perhaps, declines. Who declines is stood in for by a substitute."""

from __future__ import annotations

from samsyn.apps.council.models import Attendance, Meeting
from samsyn.apps.council.queries.agenda import attendances_of, mine_at
from samsyn.apps.council.services.attending import (
    call_a_substitute,
    send_what_waits,
    stand_down,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

Answer = Attendance.Answer


@use_case(Permission.COUNCIL_TAKE_PART)
def answer_call(actor: Actor, *, meeting_id: int, answer: str, note: str = "") -> Attendance:
    """Answer for oneself. Raises Refused where one is not called, or the meeting has begun."""
    meeting = Meeting.owned_by(actor).get(pk=meeting_id)
    row = mine_at(actor, meeting)
    if row is None:
        raise Refused([Objection(Flaw.NOT_YOURS)])
    return _keep(actor, meeting, row.pk, answer, note)


@use_case(Permission.COUNCIL_WRITE)
def answer_for(
    actor: Actor, *, meeting_id: int, attendance_id: int, answer: str, note: str = ""
) -> Attendance:
    """Write down what somebody said on the telephone. Raises Refused as `answer_call` does."""
    meeting = Meeting.owned_by(actor).get(pk=meeting_id)
    return _keep(actor, meeting, attendance_id, answer, note)


def _keep(actor: Actor, meeting: Meeting, pk: int, answer: str, note: str) -> Attendance:
    refuse_if(_hindrances(meeting))
    row = attendances_of(actor, meeting).select_for_update(of=("self",)).get(pk=pk)
    before = row.answer
    row.answer, row.answer_note, row.answered_at = Answer(answer), note.strip()[:300], clock.now()
    row.save(update_fields=["answer", "answer_note", "answered_at"])
    if answer == Answer.DECLINES and before != Answer.DECLINES:
        _stand_in(actor, meeting, row)
    elif before == Answer.DECLINES and answer != Answer.DECLINES:
        stand_down(actor, meeting, row)
        send_what_waits(meeting)
    return row


def _hindrances(meeting: Meeting) -> list[Objection]:
    if meeting.state == Meeting.State.CALLED and meeting.starts_at > clock.now():
        return []
    code = Flaw.NOT_CALLED if meeting.state == Meeting.State.PLANNED else Flaw.BEGUN
    return [Objection(code)]


def _stand_in(actor: Actor, meeting: Meeting, row: Attendance) -> None:
    """Call the next substitute: of the member, also where it is a substitute who declines."""
    absent = row.substitutes or row
    if call_a_substitute(actor, meeting, absent):
        send_what_waits(meeting)
