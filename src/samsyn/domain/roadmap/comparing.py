"""Plans beside each other: what each promises, and what moved from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.roadmap.picture import Lane, Picture, Piece, Placed
from samsyn.domain.scheduling.bindings import Bind
from samsyn.domain.scheduling.outcome import Objective

TIGHT_SHARE, TIGHT_WEEKS = 90, 4
"""A role is tight where at least so many weeks take at least this share of what there is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One initiative in one plan: when it is in use, if it is in the plan at all."""

    is_in: bool
    finish: date | None = None
    late: int = 0
    later: int | None = None
    """Weeks later than in the first plan; negative is earlier, None where one of them has none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative over all plans."""

    key: int
    name: str
    legal: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Tell whether any plan treats it otherwise than the first."""
        first = self.cells[0]
        return any(cell.is_in != first.is_in or cell.later for cell in self.cells[1:])


class Fact(StrEnum):
    """What is compared of whole plans, and in this order."""

    PLACED = "placed"
    LATE = "late"
    WEEKS_LATE = "weeks_late"
    BENEFIT = "benefit"
    ONE_OFF = "one_off"
    RUNNING = "running"
    TIGHT = "tight"


MORE_IS_BETTER = frozenset({Fact.PLACED, Fact.BENEFIT})
NEITHER_IS_BETTER = frozenset({Fact.ONE_OFF, Fact.RUNNING})


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact of one plan; `better` than the first plan, worse (False), or neither (None)."""

    value: int
    better: bool | None = None
    names: tuple[str, ...] = ()


def side_by_side(pictures: Sequence[Picture]) -> list[Row]:
    """List every initiative of any plan with its place in each, what differs first."""
    names: dict[int, tuple[str, str]] = {}
    for picture in pictures:
        names |= {one.key: (one.name, one.legal) for one in picture.missing}
        names |= {one.key: (one.name, one.legal) for one in picture.placed}
    found = [{placed.key: placed for placed in picture.placed} for picture in pictures]
    rows = [
        Row(key, name, legal, tuple(_cells(key, pictures, found)))
        for key, (name, legal) in names.items()
    ]
    return sorted(rows, key=lambda row: (not row.differs, _first_day(row), row.name))


def _first_day(row: Row) -> date:
    return min((cell.finish for cell in row.cells if cell.finish), default=date.max)


def _cells(
    key: int, pictures: Sequence[Picture], found: Sequence[dict[int, Placed]]
) -> Iterator[Cell]:
    first = _finish(pictures[0], found[0].get(key))
    for picture, placed_by in zip(pictures, found, strict=True):
        placed = placed_by.get(key)
        finish = _finish(picture, placed)
        later = (finish - first).days // 7 if finish and first else None
        yield Cell(placed is not None, finish, placed.late if placed else 0, later)


def _finish(picture: Picture, placed: Placed | None) -> date | None:
    if placed is None or placed.finish is None:
        return None
    return picture.calendar.date_of(placed.finish)


def figures_of(pictures: Sequence[Picture]) -> dict[Fact, list[Figure]]:
    """Return the facts of each plan, marked better or worse than those of the first."""
    table: dict[Fact, list[Figure]] = {}
    for fact in Fact:
        told = [_figure(fact, picture) for picture in pictures]
        first = told[0].value
        table[fact] = [
            Figure(one.value, _better(fact, one.value, first), one.names) for one in told
        ]
    return table


def _better(fact: Fact, value: int, first: int) -> bool | None:
    if value == first or fact in NEITHER_IS_BETTER:
        return None
    return (value > first) == (fact in MORE_IS_BETTER)


def _figure(fact: Fact, picture: Picture) -> Figure:
    if fact is Fact.TIGHT:
        names = tuple(lane.name for lane in picture.lanes if is_tight(lane))
        return Figure(len(names), names=names)
    values = {
        Fact.PLACED: len(picture.placed),
        Fact.LATE: sum(1 for placed in picture.placed if placed.legal and placed.late),
        Fact.WEEKS_LATE: sum(placed.late for placed in picture.placed),
        Fact.BENEFIT: Objective(*picture.verdict.objective).benefit,
        Fact.ONE_OFF: sum(purse.one_off for purse in picture.purses),
        Fact.RUNNING: sum(purse.running for purse in picture.purses),
    }
    return Figure(values[fact])


def is_tight(lane: Lane) -> bool:
    """Tell whether a role is nearly or wholly taken for a month or more."""
    pairs = zip(lane.takes, lane.has, strict=True)
    return sum(1 for takes, has in pairs if takes and takes * 100 >= has * TIGHT_SHARE) >= (
        TIGHT_WEEKS
    )


class Fate(StrEnum):
    """What became of an initiative from one version to the next."""

    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Move:
    """An initiative that lies elsewhere; pieces are the phases whose reasons explain its finish."""

    fate: Fate
    key: int
    name: str
    was: date | None
    now: date | None
    weeks: int
    """Weeks later; negative is earlier, 0 for what is new or gone."""
    then_piece: Piece | None
    now_piece: Piece | None


def moves_between(old: Picture, new: Picture) -> list[Move]:
    """List what is not where it was: what moved most first, then what is new, and what is gone."""
    before = {placed.key: placed for placed in old.placed}
    after = {placed.key: placed for placed in new.placed}
    moves = []
    for key in before.keys() | after.keys():
        then, now = before.get(key), after.get(key)
        was, is_now = _end(old, then), _end(new, now)
        if was == is_now:
            continue
        fate = Fate.GONE if now is None else Fate.NEW if then is None else Fate.MOVED
        weeks = (is_now - was).days // 7 if was and is_now else 0
        name = (now or then).name if now or then else ""  # type: ignore[union-attr]
        pieces = (deciding(then) if then else None, deciding(now) if now else None)
        moves.append(Move(fate, key, name, was, is_now, weeks, *pieces))
    order = list(Fate)
    return sorted(moves, key=lambda m: (order.index(m.fate), -abs(m.weeks), m.name))


def _end(picture: Picture, placed: Placed | None) -> date | None:
    """Return when an initiative is in use; for one that never is, when its last phase ends."""
    if placed is None:
        return None
    last = max(piece.end for piece in placed.pieces)
    return picture.calendar.date_of(last if placed.finish is None else placed.finish)


def deciding(placed: Placed) -> Piece:
    """Return the phase that something from outside binds, looking back from the last phase."""
    own = {f"p{piece.key}": piece for piece in placed.pieces}
    at = max(placed.pieces, key=lambda piece: piece.end)
    seen = {at.key}
    while at.bindings and at.bindings[0]["code"] == Bind.PREDECESSOR:
        before = own.get(str(at.bindings[0]["facts"]["before"]))
        if before is None or before.key in seen:
            break
        seen.add(before.key)
        at = before
    return at
