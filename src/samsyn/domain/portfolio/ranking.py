"""Rank initiatives by published criteria, with the reasons, and with how much the order can bear.

A score is a weighted mean. What people judge is a share of the best mark; what is read from the
register is laid between the lowest and the highest among those compared. The order is sensitive
where another weight for one criterion would change it. Values are whole numbers in WHOLE, so that
equal things stay equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

WHOLE = 10_000
_HALVES = 2
#: In halves: a weight is tried at none, half, one and a half times and twice what it is.
_TRIED = (0, 1, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What counts, how much, and whether less of it is better."""

    key: int
    weight: int
    best: int | None = None
    """The best mark that people can give; None: read from the register, compared with others."""
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one criterion gives: `value` is 0 to WHOLE, None where nobody knows; `points` of 100."""

    criterion: int
    value: int | None
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One initiative in its place. `score` is 0 to 100; `range` the places it could have."""

    key: int
    place: int
    score: float
    contributions: tuple[Contribution, ...]
    range: tuple[int, int]
    turns_on: tuple[int, ...]
    """The criteria whose weight, changed alone, moves it to another place."""

    @property
    def is_firm(self) -> bool:
        """Tell whether no single weight that was tried moves it."""
        return self.range[0] == self.range[1]

    @property
    def unknown(self) -> tuple[int, ...]:
        """The criteria by which nobody has judged it; they give it nothing."""
        return tuple(part.criterion for part in self.contributions if part.value is None)


Marks = Mapping[int, Mapping[int, float | None]]
"""By initiative and criterion: the mark, or the figure that was read; None where unknown."""
Values = Mapping[int, Mapping[int, int | None]]


def rank(criteria: Sequence[Criterion], marks: Marks) -> list[Ranked]:
    """Return the initiatives, best first; equal scores share a place. Without weights all do."""
    values = _values(criteria, marks)
    now = _places(criteria, values)
    tried = {
        (criterion.key, halves): _places(_with(criteria, criterion.key, halves), values)
        for criterion in criteria
        for halves in _TRIED
        if criterion.weight
    }
    ranked = [_ranked(key, criteria, values, now, tried) for key in values]
    return sorted(ranked, key=lambda one: (one.place, one.key))


def _ranked(
    key: int,
    criteria: Sequence[Criterion],
    values: Values,
    now: Mapping[int, int],
    tried: Mapping[tuple[int, int], Mapping[int, int]],
) -> Ranked:
    total = sum(criterion.weight for criterion in criteria) * WHOLE
    parts = tuple(
        Contribution(
            criterion.key,
            value := values[key][criterion.key],
            100 * criterion.weight * (value or 0) / total if total else 0.0,
        )
        for criterion in criteria
    )
    places = [now[key], *(other[key] for other in tried.values())]
    turning = [name for (name, _), other in tried.items() if other[key] != now[key]]
    return Ranked(
        key=key,
        place=now[key],
        score=sum(part.points for part in parts),
        contributions=parts,
        range=(min(places), max(places)),
        turns_on=tuple(dict.fromkeys(turning)),
    )


def _values(criteria: Sequence[Criterion], marks: Marks) -> dict[int, dict[int, int | None]]:
    values: dict[int, dict[int, int | None]] = {key: {} for key in marks}
    for criterion in criteria:
        told = (mine.get(criterion.key) for mine in marks.values())
        known = [mark for mark in told if mark is not None]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        for key, mine in marks.items():
            values[key][criterion.key] = _value(criterion, mine.get(criterion.key), low, high)
    return values


def _value(criterion: Criterion, mark: float | None, low: float, high: float) -> int | None:
    if mark is None:
        return None
    if criterion.best is not None:
        value = round(WHOLE * mark / criterion.best)
    elif high == low:
        value = WHOLE // 2
    else:
        value = round(WHOLE * (mark - low) / (high - low))
    return WHOLE - value if criterion.less_is_better else value


def _places(criteria: Iterable[Criterion], values: Values) -> dict[int, int]:
    """Return the place of each by its score under these weights."""
    weights = {criterion.key: criterion.weight for criterion in criteria}
    scores = {
        key: sum(weights[name] * (value or 0) for name, value in mine.items())
        for key, mine in values.items()
    }
    total = sum(weights.values())
    first: dict[int, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        first.setdefault(score, place)
    return {key: first[score] if total else 1 for key, score in scores.items()}


def _with(criteria: Sequence[Criterion], key: int, halves: int) -> list[Criterion]:
    """Return all weights doubled, and one of them at so many halves of what it is."""
    return [
        replace(one, weight=one.weight * (halves if one.key == key else _HALVES))
        for one in criteria
    ]
