"""What the pages of a meeting that sits ask: its pulse, who looks, and everything it has so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    ForumMember,
    ItemNote,
    Meeting,
    MeetingPulse,
    Vote,
)
from samsyn.apps.council.queries.agenda import Line, agenda_from, attendances_of, items_on
from samsyn.apps.council.queries.assembly import voters
from samsyn.apps.council.queries.forums import holds_on
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.quorum import votes_needed
from samsyn.domain.council.voting import Ballot, Rule, Tally, count, may_vote
from samsyn.kernel import clock
from samsyn.kernel.asking import ready, together

_KEEPING = frozenset({"chair", "vice_chair", "secretary"})
_HEARING = frozenset({"vote", "speak"})
Seats = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pulse:
    """One meeting as an open page asks for it: how far it has come, and what the asker may."""

    meeting_id: int
    uid: UUID
    state: str
    beat: int
    keeps: bool
    """Writes for the meeting: its secretary, its chair, or who writes for every forum."""
    inside: bool
    """Hears what is said behind closed doors."""


def pulse_of(actor: Actor, meeting_id: int) -> Pulse | None:
    """Return a meeting's pulse in one question, or None for one the actor may not see (any more).

    Every door and seat is asked anew: who has just been removed from the forum gets None.
    """
    asked = ready(_beating, actor, meeting=meeting_id, today=clock.today())
    row = next(iter(together([asked])[0]), None)
    if row is None:
        return None
    seats = [tuple(seat.split(":")) for seat in row["seats"]]
    keeps = may_keep(actor, seats)
    inside = takes_part(actor, seats)
    return Pulse(meeting_id, row["uid"], row["state"], row["beat"] or 0, keeps, inside)


def _beating(actor: Actor, *, meeting: int, today: date) -> QuerySet[Meeting, Any]:
    beats = MeetingPulse.owned_by(actor).filter(meeting=OuterRef("pk")).values("beat")
    mine = _seats(actor, today).filter(forum=OuterRef("forum_id"))
    told = mine.annotate(told=Concat("seat", Value(":"), "right")).values("told")
    rows = Meeting.owned_by(actor).filter(pk=meeting)
    return rows.values("uid", "state", beat=Subquery(beats[:1]), seats=ArraySubquery(told))


def _seats(actor: Actor, today: date) -> QuerySet[ForumMember]:
    return (
        ForumMember.owned_by(actor).filter(holds_on(today), person__user=actor.user_id).order_by()
    )


def seats_held(actor: Actor, forum_id: int) -> list[tuple[str, str]]:
    """Return the seats that the actor holds on a forum today, each with its right."""
    rows = _seats(actor, clock.today()).filter(forum=forum_id)
    return list(rows.values_list("seat", "right"))


def may_keep(actor: Actor, seats: Seats) -> bool:
    """Tell whether the actor writes for a meeting, holding these seats on its forum."""
    return actor.may(Permission.COUNCIL_WRITE) or any(seat in _KEEPING for seat, _right in seats)


def takes_part(actor: Actor, seats: Seats) -> bool:
    """Tell whether the actor speaks or votes on the forum, or writes for it."""
    held = list(seats)
    return may_keep(actor, held) or any(right in _HEARING for _seat, right in held)


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a meeting that sits, and everything said about it so far."""

    line: Line
    notes: Sequence[ItemNote]
    votes: Mapping[int, str]
    aside: frozenset[int]
    voters: Sequence[Attendance]
    tally: Tally
    decisions: Sequence[Decision]
    actions: Sequence[Action]

    @property
    def item(self) -> AgendaItem:
        """The item itself."""
        return self.line.item


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything that the pages of one meeting show, as it was at one beat."""

    meeting: Meeting
    beat: int
    attendances: Sequence[Attendance]
    items: Sequence[Told]
    here: int
    needed: int

    @property
    def now(self) -> Told | None:
        """The item that is being dealt with."""
        return next((t for t in self.items if t.item.state == AgendaItem.State.NOW), None)


def sitting_of(actor: Actor, meeting_id: int, beat: int) -> Sitting:
    """Return all that a meeting has so far: nine questions, however long it has sat.

    Ask as Samsyn itself, after the asker's own doors: one picture then serves everybody.
    """
    meeting = Meeting.owned_by(actor).select_related("forum").get(pk=meeting_id)
    people = list(attendances_of(actor, meeting))
    aside = _grouped(ConflictOfInterest.owned_by(actor).filter(item__meeting=meeting), "item_id")
    found = _Found(
        meeting,
        people,
        _grouped(_notes(actor, meeting), "item_id"),
        _grouped(Vote.owned_by(actor).filter(item__meeting=meeting).order_by("pk"), "item_id"),
        {item: frozenset(c.attendance_id for c in rows) for item, rows in aside.items()},
        _grouped(Decision.owned_by(actor).filter(meeting=meeting).order_by("pk"), "item_id"),
        _grouped(_actions(actor, meeting), "item_id"),
    )
    lines = agenda_from(meeting, items_on(actor, meeting)).lines
    seats = voters(actor, meeting.forum_id, meeting.starts_at.date()).count()
    return Sitting(
        meeting=meeting,
        beat=beat,
        attendances=people,
        items=[found.told(line) for line in lines],
        here=len(voters_among(people, frozenset())),
        needed=votes_needed(meeting.forum.quorum, meeting.forum.quorum_number, seats),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    meeting: Meeting
    people: Sequence[Attendance]
    notes: Mapping[int, list[ItemNote]]
    votes: Mapping[int, list[Vote]]
    aside: Mapping[int, frozenset[int]]
    decisions: Mapping[int, list[Decision]]
    actions: Mapping[int, list[Action]]

    def told(self, line: Line) -> Told:
        key = line.item.pk
        aside = self.aside.get(key, frozenset())
        votes = {vote.attendance_id: vote.choice for vote in self.votes.get(key, ())}
        return Told(
            line=line,
            notes=self.notes.get(key, ()),
            votes=votes,
            aside=aside,
            voters=voters_among(self.people, aside),
            tally=tally_of(self.meeting, self.people, votes, aside),
            decisions=self.decisions.get(key, ()),
            actions=self.actions.get(key, ()),
        )


def tally_of(
    meeting: Meeting, people: Iterable[Attendance], votes: Mapping[int, str], aside: frozenset[int]
) -> Tally:
    """Count the votes at one item; who stands aside is not counted, however they voted before."""
    cast = {who: Ballot(choice) for who, choice in votes.items() if who not in aside}
    chairs = sorted(_chairs(people), key=lambda row: row.member.seat)  # type: ignore[union-attr]
    chair = next((row for row in chairs if is_here(row) and row.pk not in aside), None)
    rule = Rule(meeting.forum.decides_by)
    return count(cast.values(), rule, cast.get(chair.pk) if chair else None)


def _chairs(people: Iterable[Attendance]) -> list[Attendance]:
    return [row for row in people if row.member and row.member.seat in {"chair", "vice_chair"}]


def voters_among(people: Iterable[Attendance], aside: frozenset[int]) -> list[Attendance]:
    """Return who may vote: here, with the right, not standing aside, one for each seat."""
    rows = list(people)
    here = {row.pk for row in rows if is_here(row)}
    taken: set[int] = set()
    found = []
    for row in rows:
        stands_in = row.substitutes_id is not None and row.substitutes_id not in here | taken
        if may_vote(
            right=row.right,
            is_substitute=row.part == Attendance.Part.SUBSTITUTE,
            stands_in=stands_in,
            is_here=row.pk in here,
            stands_aside=row.pk in aside,
        ):
            found.append(row)
            taken |= {row.substitutes_id} if row.substitutes_id is not None else set()
    return found


def is_here(row: Attendance) -> bool:
    """Tell whether somebody is in the room now."""
    return row.presence == Attendance.Presence.PRESENT and row.left_at is None


def is_expected(row: Attendance) -> bool:
    """Tell whether somebody said they would come, and nobody has noted anything of them yet."""
    waits = row.presence == Attendance.Presence.UNKNOWN
    return waits and row.answer == Attendance.Answer.COMES


def _notes(actor: Actor, meeting: Meeting) -> QuerySet[ItemNote]:
    rows = ItemNote.owned_by(actor).filter(item__meeting=meeting)
    return rows.select_related("by").order_by("place", F("rival_of").asc(nulls_first=True), "pk")


def _actions(actor: Actor, meeting: Meeting) -> QuerySet[Action]:
    rows = Action.owned_by(actor).filter(Q(meeting=meeting), item__isnull=False)
    return rows.select_related("responsible").order_by("pk")


def _grouped(rows: QuerySet[Any, Any], by: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return dict(found)
