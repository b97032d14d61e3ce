"""When benefits are to be measured, and how what was promised compares with what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.register.validity import add_months

#: Months after a benefit is to begin at which it is measured.
MOMENTS = (6, 12, 24)


class MeasureFlaw(StrEnum):
    """What is wrong with a measurement."""

    DAY_TO_COME = "day_to_come"
    NOTHING_SAID = "nothing_said"


@dataclass(frozen=True, slots=True)
class Moment:
    """One time at which a benefit is to be measured, and whether it was."""

    months: int
    due: date
    measured: bool


def moments_of(begins: date | None, measured_on: Iterable[date]) -> list[Moment]:
    """Return the three moments of a benefit that begins on a day; none while nobody knows when.

    A measurement counts for the last moment that it is not before.
    """
    if begins is None:
        return []
    due = [add_months(begins, months) for months in MOMENTS]
    days = sorted(measured_on)
    return [
        Moment(months, first, any(first <= day < after for day in days))
        for months, first, after in zip(MOMENTS, due, [*due[1:], date.max], strict=True)
    ]


def overdue(moments: Iterable[Moment], *, today: date, days: int) -> Moment | None:
    """Return the last moment that passed more than some days ago without being measured."""
    late = [m for m in moments if not m.measured and (today - m.due).days > days]
    later = [m for m in moments if m.measured]
    if not late or (later and later[-1].due > late[-1].due):
        return None
    return late[-1]


def progress(before: Decimal | None, target: Decimal | None, now: Decimal | None) -> int | None:
    """Return how much of the way from before to target has been gone, in whole per cent."""
    if before is None or target is None or now is None or target == before:
        return None
    return round(100 * (now - before) / (target - before))
