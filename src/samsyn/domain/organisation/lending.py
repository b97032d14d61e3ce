"""What is left of somebody's roles, and of their weeks, when a share is lent to a neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A share (per cent of full time) from one day to another, both included; None is open."""

    share: int
    since: date | None
    until: date | None

    def in_week_of(self, monday: date) -> bool:
        """Tell whether any day of the week is in it."""
        begun = self.since is None or self.since < monday + _WEEK
        return begun and (self.until is None or self.until >= monday)


def whole_weeks(piece: Piece) -> Piece:
    """Return the piece from a Monday to a Sunday: plans count in weeks, and none counts twice."""
    since, until = piece.since, piece.until
    return replace(
        piece,
        since=None if since is None else since - timedelta(days=since.weekday()),
        until=None if until is None else until + timedelta(days=6 - until.weekday()),
    )


def left_of(held: Sequence[Piece], lent: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces that are left of each share of one role; what is lent goes off the first.

    Nothing goes below zero: who has lent more than they hold has nothing left.
    """
    away = [whole_weeks(piece) for piece in lent]
    left = []
    for piece in held:
        kept, away = _less(piece, away)
        left.append(kept)
    return left


def _less(piece: Piece, away: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Take what is away off a piece; returns what is kept, and what is still to be taken off."""
    kept: list[Piece] = []
    rest: list[Piece] = []
    for since, until in _spans([piece, *away]):
        asked = sum(one.share for one in away if _covers(one, since, until))
        there = piece.share if _covers(piece, since, until) else 0
        taken = min(asked, there)
        if there > taken:
            _append(kept, Piece(there - taken, _open(since, date.min), _open(until, date.max)))
        if asked > taken:
            rest.append(Piece(asked - taken, _open(since, date.min), _open(until, date.max)))
    return kept, rest


def _spans(pieces: Sequence[Piece]) -> list[tuple[date, date]]:
    """Return the stretches of days between any two of the pieces' ends."""
    starts = {piece.since or date.min for piece in pieces}
    starts |= {piece.until + _DAY for piece in pieces if piece.until and piece.until < date.max}
    begun = sorted({*starts, date.min})
    ends = [day - _DAY for day in begun[1:]] + [date.max]
    return list(zip(begun, ends, strict=True))


def _covers(piece: Piece, since: date, until: date) -> bool:
    return (piece.since or date.min) <= since and until <= (piece.until or date.max)


def _open(day: date, end: date) -> date | None:
    return None if day == end else day


def _append(kept: list[Piece], piece: Piece) -> None:
    """Add a piece, as one with the last where nothing is between them."""
    last = kept[-1] if kept else None
    if last and last.share == piece.share and last.until and last.until + _DAY == piece.since:
        kept[-1] = replace(last, until=piece.until)
    else:
        kept.append(piece)


def lent_weeks(
    present: Sequence[int],
    mondays: Sequence[date],
    working_share: int,
    left: Sequence[Piece],
    lent: Sequence[Piece],
) -> tuple[int, ...]:
    """Return per cent present, less where somebody's roles would take what they have lent.

    Only who holds more than their working share is met: to others their own roles are left.
    """
    if not lent:
        return tuple(present)
    return tuple(
        _still(there, working_share, _in(left, monday), _in(lent, monday))
        for there, monday in zip(present, mondays, strict=True)
    )


def _in(pieces: Iterable[Piece], monday: date) -> int:
    return sum(piece.share for piece in pieces if piece.in_week_of(monday))


def _still(there: int, working_share: int, asked: int, away: int) -> int:
    before = min(asked, working_share)
    after = min(asked, max(working_share - away, 0))
    return there * after // before if before else there
