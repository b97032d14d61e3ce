"""Open a meeting again that was closed by mistake: it sits, and what it had put off comes back."""

from __future__ import annotations

from django.db.models import Q

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Decision,
    DecisionEffect,
    Meeting,
    Minutes,
)
from samsyn.apps.council.services._sitting import enter
from samsyn.apps.council.services.plan_meeting import number_lines
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.models import Document
from samsyn.kernel.use_case import use_case

_WAITING = (AgendaItem.State.BACKLOG, AgendaItem.State.PLANNED)
_TO_COME = (Meeting.State.PLANNED, Meeting.State.CALLED)


@use_case(Permission.COUNCIL_TAKE_PART)
def reopen_meeting(actor: Actor, *, meeting_id: int, reason: str) -> Meeting:
    """Let a closed meeting sit again, until its minutes are sent to those who approve them.

    What was put off to a later meeting comes back, unless somebody has worked on it there. Raises
    Refused with all that is in the way.
    """
    meeting = enter(actor, meeting_id, sits=False)
    sent = Minutes.owned_by(actor).filter(meeting=meeting).exclude(state=Minutes.State.DRAFT)
    objections = []
    if meeting.state != Meeting.State.ENDED:
        objections.append(Objection(Hindrance.NOT_CLOSED))
    if sent.exists():
        objections.append(Objection(Hindrance.MINUTES_SENT))
    if not reason.strip():
        objections.append(Objection(Hindrance.NO_REASON, field="reason"))
    refuse_if(objections)
    meeting.state, meeting.closed_at = Meeting.State.SITTING, None
    meeting.save(update_fields=["state", "closed_at", "visibility", "forum"])
    _take_back(actor, meeting)
    return meeting


def _take_back(actor: Actor, meeting: Meeting) -> None:
    """Have again what was not reached: breaks and frames as they were, the rest from later."""
    left = AgendaItem.owned_by(actor).filter(meeting=meeting)
    breaks_and_frame = Q(is_break=True) | Q(order=1, proposed_on=None)
    for frame in left.filter(breaks_and_frame, state=AgendaItem.State.WITHDRAWN):
        frame.state = AgendaItem.State.PLANNED
        frame.save()
    elsewhere = set()
    for item in left.filter(state=AgendaItem.State.POSTPONED):
        again = _untouched(actor, item)
        if again is None:
            continue
        waiting = DecisionEffect.owned_by(actor).filter(item=again, decision=None)
        waiting.update(item=item)
        elsewhere.add(again.meeting_id)
        again.delete()
        item.state, item.ended_at = AgendaItem.State.PLANNED, None
        item.save()
    for later in Meeting.owned_by(actor).filter(pk__in=elsewhere - {None}):
        number_lines(list(AgendaItem.owned_by(actor).filter(meeting=later).order_by("order", "pk")))
        later.revision += 1
        later.save(update_fields=["revision"])


def _untouched(actor: Actor, item: AgendaItem) -> AgendaItem | None:
    """Return the row in which an item waits, where nobody has done anything with it."""
    rows = AgendaItem.owned_by(actor).filter(postponed_from=item, state__in=_WAITING)
    again = rows.filter(Q(meeting=None) | Q(meeting__state__in=_TO_COME)).first()
    if again is None or again.revision != item._meta.get_field("revision").default:
        return None
    hanging = (
        Decision.owned_by(actor).filter(item=again),
        Action.owned_by(actor).filter(item=again),
        Document.owned_by(actor).filter(table_name=AgendaItem._meta.db_table, row_id=again.pk),
    )
    return None if any(rows.exists() for rows in hanging) else again
