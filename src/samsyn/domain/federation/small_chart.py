"""A small chart of levels over years: where the points and the lines between them are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.domain.federation.maturity import MOST, Mean

WIDTH, HEIGHT = 160, 72
_SIDE, _TOP = 10, 8
_AXIS = f"M0 {HEIGHT - _TOP}H{WIDTH}M0 {_TOP}H{WIDTH}"


@dataclass(frozen=True, slots=True)
class Dot:
    """One year's point; `whole` where everything was assessed."""

    x: str
    y: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Points, the lines that join neighbouring years, and the two lines of level 0 and the most.

    A year in which nothing was assessed leaves a gap: no line is drawn over it.
    """

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    axis: str


def chart(means: Sequence[Mean]) -> Chart:
    """Lay out one mean a year, from left to right."""
    floor, ceiling = HEIGHT - _TOP, _TOP
    step = (WIDTH - 2 * _SIDE) / max(len(means) - 1, 1)
    dots: list[Dot] = []
    lines: list[str] = []
    run: list[Dot] = []
    for nth, mean in enumerate(means):
        if mean.value is None:
            lines += _joined(run)
            run = []
            continue
        y = floor - (floor - ceiling) * mean.value / MOST
        run.append(Dot(f"{_SIDE + step * nth:.1f}", f"{y:.1f}", mean.whole))
        dots.append(run[-1])
    return Chart(tuple(dots), tuple(lines + _joined(run)), _AXIS)


def _joined(run: Sequence[Dot]) -> list[str]:
    return [" ".join(f"{dot.x},{dot.y}" for dot in run)] if len(run) > 1 else []
