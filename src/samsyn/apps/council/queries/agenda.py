"""What meetings and their agendas look like: lines with times, papers, who is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from samsyn.apps.council.models import AgendaItem, Attendance, DecisionEffect, Meeting
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.agenda import Slot, overrun, slots
from samsyn.kernel import clock

COMING = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.SITTING)
MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda with its time."""

    item: AgendaItem
    slot: Slot


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's lines in order; `over` is by how many minutes they outlast it."""

    lines: Sequence[Line]
    over: int

    @property
    def items(self) -> list[AgendaItem]:
        """The items themselves."""
        return [line.item for line in self.lines]


def items_on(actor: Actor, meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of a meeting that the actor may read, in order."""
    found = AgendaItem.owned_by(actor).filter(meeting=meeting)
    return found.select_related("presenter").order_by("order", "pk")


def agenda_of(actor: Actor, meeting: Meeting) -> Agenda:
    """Return a meeting's agenda: every line with when it begins and ends."""
    return agenda_from(meeting, items_on(actor, meeting))


def agenda_from(meeting: Meeting, items: Iterable[AgendaItem]) -> Agenda:
    """Return the agenda that these items make of a meeting."""
    kept = [item for item in items if item.state != AgendaItem.State.WITHDRAWN]
    minutes = [item.minutes for item in kept]
    times = slots(meeting.starts_at, minutes)
    return Agenda(
        [Line(item, slot) for item, slot in zip(kept, times, strict=True)],
        overrun(meeting.starts_at, meeting.ends_at, minutes),
    )


def backlog_of(actor: Actor, forum_id: int) -> QuerySet[AgendaItem]:
    """Return what waits for a meeting of the forum: what was postponed first, then the oldest."""
    waiting = AgendaItem.owned_by(actor).filter(
        forum=forum_id, meeting=None, state=AgendaItem.State.BACKLOG
    )
    first = waiting.select_related("presenter", "postponed_from", "proposed_by")
    fresh = ExpressionWrapper(Q(postponed_from=None), output_field=BooleanField())
    return first.order_by(fresh, "proposed_on", "pk")


def attendances_of(actor: Actor, meeting: Meeting) -> QuerySet[Attendance]:
    """Return everybody who is called to a meeting or was there."""
    found = Attendance.owned_by(actor).filter(meeting=meeting)
    return found.select_related("member", "person", "substitutes").order_by("pk")


def mine_at(actor: Actor, meeting: Meeting) -> Attendance | None:
    """Return the actor's own place at a meeting, unless the seat behind it has ended."""
    rows = attendances_of(actor, meeting).filter(person__user=actor.user_id)
    return next((row for row in rows if is_expected(row, meeting)), None)


def is_expected(row: Attendance, meeting: Meeting) -> bool:
    """Tell whether somebody is to come: the seat holds that day, the substitute is needed."""
    if row.part in {Attendance.Part.GUEST, Attendance.Part.PRESENTER}:
        return True
    member = row.member
    day = meeting.starts_at.date()
    if member is None or (member.until is not None and member.until < day):
        return False
    stood_down = row.part == Attendance.Part.SUBSTITUTE and row.substitutes_id is None
    return not (stood_down and row.answer == Attendance.Answer.DECLINES)


def meetings_of(actor: Actor, forum_id: int) -> QuerySet[Meeting]:
    """Return a forum's meetings, the latest first."""
    return Meeting.owned_by(actor).filter(forum=forum_id).order_by("-starts_at")


def next_meeting(actor: Actor, forum_id: int, after: datetime | None = None) -> Meeting | None:
    """Return the forum's next meeting that has not begun, or None where none is planned."""
    waiting = Meeting.owned_by(actor).filter(
        forum=forum_id,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
        starts_at__gt=after or clock.now(),
    )
    return waiting.order_by("starts_at").first()


def digest_of(meeting: Meeting, agenda: Agenda, moves: Iterable[DecisionEffect]) -> str:
    """Return a fingerprint of what those who are called see of a meeting (SHA-256, hex).

    `moves` are what is planned to happen when its items are decided.
    """
    told = sorted(_moved(one) for one in moves)
    seen: dict[str, object] = {
        "name": meeting.name,
        "begins": meeting.starts_at.isoformat(),
        "ends": meeting.ends_at.isoformat(),
        "place": meeting.place,
        "link": meeting.link,
        "words": meeting.to_members,
        "lines": [_seen(line.item) for line in agenda.lines],
        **({"moves": told} if told else {}),
    }
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _seen(item: AgendaItem) -> list[object]:
    if item.closed_doors:
        return ["closed", item.minutes, item.type]
    presenter = item.presenter.name if item.presenter else item.presenter_name
    return [item.name, item.minutes, item.type, presenter, item.is_break]


def _moved(effect: DecisionEffect) -> str:
    about = (effect.initiative_id, effect.poll_id, effect.plan_id, effect.fund_id)
    facts = [effect.item_id, effect.kind, *about, str(effect.amount or ""), effect.choice]
    return json.dumps([*facts, effect.parameters], sort_keys=True)
