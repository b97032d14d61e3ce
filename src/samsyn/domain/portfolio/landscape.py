"""Lay initiatives out by effort and benefit, so that one sees what is cheap and worth much.

In pixels of one picture. Both axes grow as the square root, as a few large undertakings would else
press all others into a corner. Marks that would cover each other are moved apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 16, 44
RADIUS = 13
_STEPS = (1, 2, 5)
_FEWEST_TICKS = 4
_STEP = 6  # pixels


@dataclass(frozen=True, slots=True)
class Spot:
    """An initiative: what it takes, and what it gives each year."""

    key: int
    effort: float
    benefit: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Where it is drawn."""

    key: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, and what it stands for."""

    at: int
    value: int


@dataclass(frozen=True, slots=True)
class Landscape:
    """The picture's marks and grid."""

    marks: tuple[Mark, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def lay_out(spots: Iterable[Spot]) -> Landscape:
    """Return where each initiative is drawn. What is negative is drawn at nothing."""
    rows = sorted(spots, key=lambda spot: (-spot.benefit, spot.effort, spot.key))
    most_effort = max((spot.effort for spot in rows), default=0.0)
    most_benefit = max((spot.benefit for spot in rows), default=0.0)
    placed: list[Mark] = []
    for spot in rows:
        wanted = Mark(spot.key, _across(spot.effort, most_effort), _up(spot.benefit, most_benefit))
        placed.append(_apart(wanted, placed))
    return Landscape(
        marks=tuple(placed),
        across=tuple(Tick(_across(v, most_effort), v) for v in _ticks(most_effort)),
        up=tuple(Tick(_up(v, most_benefit), v) for v in _ticks(most_benefit)),
    )


def _across(effort: float, most: float) -> int:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * _share(effort, most))


def _up(benefit: float, most: float) -> int:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * _share(benefit, most))


def _share(value: float, most: float) -> float:
    return sqrt(max(value, 0.0) / most) if most > 0 else 0.0


def _ticks(most: float) -> list[int]:
    """Return round figures up to the highest, a handful of them."""
    if most < 1:
        return []
    step = 1
    for power in range(16):
        for first in _STEPS:
            if first * 10**power * _FEWEST_TICKS <= most:
                step = first * 10**power
    return [step * n for n in range(int(most // step) + 1)]


def _apart(mark: Mark, placed: Sequence[Mark]) -> Mark:
    """Move a mark as little as it takes to cover no other; it stays in the picture."""
    near = 2 * RADIUS - 2
    x = min(max(mark.x, LEFT + RADIUS), WIDTH - RIGHT - RADIUS)
    y = min(max(mark.y, TOP + RADIUS), HEIGHT - BOTTOM - RADIUS)
    for across, up in _ROUND_ABOUT:
        there = Mark(mark.key, x + across, y + up)
        inside = LEFT <= there.x <= WIDTH - RIGHT and TOP <= there.y <= HEIGHT - BOTTOM
        if inside and all((there.x - o.x) ** 2 + (there.y - o.y) ** 2 >= near**2 for o in placed):
            return there
    return Mark(mark.key, x, y)


def _round_about() -> tuple[tuple[int, int], ...]:
    """Return the steps to try, the shortest first, and first along the axis of effort."""
    steps = range(-WIDTH // _STEP, WIDTH // _STEP + 1)
    found = [(across * _STEP, up * _STEP) for across in steps for up in steps]
    return tuple(sorted(found, key=lambda s: (s[0] ** 2 + s[1] ** 2, abs(s[1]), -s[0], s[1])))


_ROUND_ABOUT = _round_about()
