"""What the pages of a meeting that sits show, drawn once for each beat and kind of onlooker.

Forty devices that ask for the same beat get the same text. Nothing in it is about the person who
looks: that is `own_part`, and who may look is asked every time, before (`pulse_of`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import get_language

from samsyn.apps.council.models import AgendaItem, Attendance, ItemNote, Meeting, Minutes, Vote
from samsyn.apps.council.queries.forums import stands_in_for
from samsyn.apps.council.queries.sitting import (
    Pulse,
    Sitting,
    Told,
    is_expected,
    is_here,
    sitting_of,
)
from samsyn.apps.council.wording.sitting import VERDICTS
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.council.voting import Verdict
from samsyn.kernel.tenancy.session import acting_for

DESK, INSIDE, OUTSIDE, WALL = "desk", "inside", "outside", "wall"
_MOST_KEPT = 64
_TEMPLATES = {WALL: "council/fragments/_sitting_wall.html"}
_WITHOUT_DOORS = frozenset({DESK, INSIDE})


@dataclass(frozen=True, slots=True)
class Picture:
    """One beat of one meeting, and the text drawn of it for one kind of onlooker."""

    sitting: Sitting
    html: str


class _Shelf:
    """Keeps the last things made, and lets only one thread make each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    def get(self, key: tuple[object, ...], make: Any) -> Any:  # noqa: ANN401 - whatever is kept
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


_SITTINGS, _DRAWN = _Shelf(), _Shelf()


def onlooker(pulse: Pulse, view: str = "") -> str:
    """Return as what somebody looks. The wall is seen by all, so no closed door opens there."""
    if view == WALL:
        return WALL
    if pulse.keeps:
        return DESK
    return INSIDE if pulse.inside else OUTSIDE


def picture_of(actor: Actor, pulse: Pulse, look: str) -> Picture:
    """Return what a kind of onlooker sees at this beat, drawn by whoever asks first."""
    sitting = sitting_at(actor, pulse)
    key = (get_script_prefix(), pulse.uid, pulse.beat, look, get_language())
    return Picture(sitting, _DRAWN.get(key, lambda: _drawn(sitting, look)))


def sitting_at(actor: Actor, pulse: Pulse) -> Sitting:
    """Return the meeting at this beat; read as Samsyn itself, after the actor's own doors."""

    def read() -> Sitting:
        samsyn = samsyn_for(actor.organisation_id)
        with acting_for(samsyn):
            return sitting_of(samsyn, pulse.meeting_id, pulse.beat)

    found: Sitting = _SITTINGS.get((pulse.uid, pulse.beat), read)
    return found


def _drawn(sitting: Sitting, look: str) -> str:
    template = _TEMPLATES.get(look, "council/fragments/_sitting_regions.html")
    return render_to_string(template, context_of(sitting, look))


def context_of(sitting: Sitting, look: str) -> dict[str, Any]:
    """Return what the shared part of a page shows."""
    keeps, hears = look == DESK, look in _WITHOUT_DOORS
    items = [_item(sitting, told, hears=hears) for told in sitting.items]
    now = next((one for one in items if one["is_now"]), None)
    waiting = _waiting(items)
    meeting = sitting.meeting
    return {
        "meeting": meeting,
        "forum": meeting.forum,
        "beat": sitting.beat,
        "look": look,
        "keeps": keeps and meeting.state == "sitting",
        "keeps_after": keeps and meeting.state in {"sitting", "ended"},
        "may_open": keeps and meeting.state in {"planned", "called"},
        "items": items,
        "now": now,
        "next": waiting[0] if waiting else None,
        "after": waiting[1:4],
        "waiting": len(waiting),
        "together": [one for one in waiting if one["item"].consent],
        "people": [_person(sitting, row) for row in sitting.attendances],
        "expected": sum(map(is_expected, sitting.attendances)),
        "here": sitting.here,
        "needed": sitting.needed,
        "has_quorum": sitting.here >= sitting.needed,
    }


def _waiting(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items not reached yet: those after the one at hand, then those passed by."""
    here = next((nth for nth, one in enumerate(items) if one["is_now"]), 0)
    return [one for one in (*items[here:], *items[:here]) if one["is_waiting"]]


def _item(sitting: Sitting, told: Told, *, hears: bool) -> dict[str, Any]:
    item = told.item
    closed = item.closed_doors and not hears
    is_now = item.state == AgendaItem.State.NOW
    decided = bool(told.decisions)
    voting = is_now and not decided and (item.type == "B" or bool(told.votes))
    return {
        "item": item,
        "number": item.number,
        "closed": closed,
        "begins": told.line.slot.begins,
        "is_now": is_now,
        "is_waiting": item.state == AgendaItem.State.PLANNED,
        "is_over": item.state not in {AgendaItem.State.PLANNED, AgendaItem.State.NOW},
        "presenter": item.presenter.name if item.presenter else item.presenter_name,
        "notes": () if closed else [_note(note, told) for note in told.notes],
        "voting": voting and not closed,
        "ballots": _ballots(sitting, told, voting=voting) if not closed else (),
        "tally": told.tally,
        "verdict": VERDICTS[told.tally.verdict],
        "even": told.tally.verdict in {Verdict.CASTING_VOTE, Verdict.CHAIR_HAS_NOT_SAID},
        "cast": sum(1 for row in told.voters if row.pk in told.votes),
        "all_cast": all(row.pk in told.votes for row in told.voters) or not voting,
        "may_cast": len(told.voters),
        "aside": [row for row in sitting.attendances if row.pk in told.aside],
        "decisions": () if closed else told.decisions,
        "actions": () if closed else told.actions,
    }


def _note(note: ItemNote, told: Told) -> dict[str, Any]:
    rivals = {one.rival_of_id for one in told.notes if one.rival_of_id}
    return {
        "note": note,
        "by": note.by.who if note.by else "",
        "in_doubt": note.rival_of_id is not None or note.pk in rivals,
    }


def _ballots(sitting: Sitting, told: Told, *, voting: bool) -> list[dict[str, Any]]:
    """Return how each voted; while there is a vote, also who may and has not."""
    voters = {row.pk for row in told.voters} if voting else set()
    rows = [row for row in sitting.attendances if row.pk in voters or row.pk in told.votes]
    words = dict(Vote.Choice.choices)
    return [
        {
            "row": row,
            "choice": told.votes.get(row.pk, ""),
            "said": words.get(told.votes.get(row.pk, ""), ""),
        }
        for row in rows
    ]


def _person(sitting: Sitting, row: Attendance) -> dict[str, Any]:
    now = sitting.now
    known = {other.pk: other for other in sitting.attendances}
    instead_of = known.get(row.substitutes_id or 0)
    return {
        "row": row,
        "here": is_here(row),
        "left": row.left_at is not None,
        "absent": row.presence == Attendance.Presence.ABSENT,
        "is_substitute": row.part == Attendance.Part.SUBSTITUTE,
        "instead_of": instead_of,
        "for_whom": _for_whom(sitting, row),
        "aside_now": now is not None and row.pk in now.aside,
        "seat": _seat(row),
    }


def _for_whom(sitting: Sitting, row: Attendance) -> list[Attendance]:
    """Return the absent members that a substitute may sit in for."""
    if row.part != Attendance.Part.SUBSTITUTE or row.substitutes_id:
        return []
    taken = {other.substitutes_id for other in sitting.attendances}
    return [
        other
        for other in sitting.attendances
        if other.part == Attendance.Part.MEMBER
        and not is_here(other)
        and other.pk not in taken
        and (row.member is None or other.member is None or stands_in_for(row.member, other.member))
    ]


def _seat(row: Attendance) -> str:
    if row.member and row.member.seat in {"chair", "vice_chair"}:
        return str(row.member.get_seat_display())
    return "" if row.part == Attendance.Part.MEMBER else str(row.get_part_display())


def own_part(actor: Actor, sitting: Sitting, pulse: Pulse, look: str) -> Mapping[str, Any]:
    """Return what the page says to the one who looks: here or not, may vote, how they voted."""
    mine = next(
        (r for r in sitting.attendances if r.person and r.person.user_id == actor.user_id), None
    )
    now = sitting.now
    hidden = now is not None and now.item.closed_doors and not pulse.inside
    asked = now if now is not None and not hidden else None
    may_vote = asked is not None and mine is not None and not asked.decisions
    may_vote = may_vote and any(row.pk == mine.pk for row in asked.voters)  # type: ignore[union-attr]
    return {
        "mine": mine,
        "look": look,
        "beat": sitting.beat,
        "sits": sitting.meeting.state == "sitting",
        "here": mine is not None and is_here(mine),
        "asked": asked,
        "may_vote": may_vote and asked is not None and (asked.item.type == "B" or asked.votes),
        "choice": asked.votes.get(mine.pk, "") if asked and mine else "",
        "aside": asked is not None and mine is not None and mine.pk in asked.aside,
        "reserves": asked is not None and mine is not None and mine.right == "vote",
        "choices": Vote.Choice.choices,
        "may_reopen": look == DESK and _may_reopen(actor, sitting),
        "meeting": sitting.meeting,
    }


def _may_reopen(actor: Actor, sitting: Sitting) -> bool:
    """Tell whether the meeting was closed and its minutes are not on their way yet."""
    if sitting.meeting.state != Meeting.State.ENDED:
        return False
    sent = Minutes.owned_by(actor).filter(meeting=sitting.meeting)
    return not sent.exclude(state=Minutes.State.DRAFT).exists()
