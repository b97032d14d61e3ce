"""How much of a person is at work in a week, from employment, leave and public holidays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WORKDAYS = 5
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Leave:
    """Away from one day to another, both included, for a share (per cent) of the working time."""

    since: date
    until: date | None
    share: int = WHOLE


def presence(
    mondays: Sequence[date],
    *,
    first_day: date | None,
    last_day: date | None,
    leaves: Iterable[Leave],
    holidays: frozenset[date],
) -> tuple[int, ...]:
    """Return per cent of the own working time present in each week that begins on these Mondays.

    Leaves at the same time add up, to no more than the whole. Rounded down to whole per cent.
    """
    away = tuple(leaves)
    broken = frozenset(day - timedelta(days=day.weekday()) for day in holidays)

    def whole(monday: date) -> bool:
        """Tell whether nothing at all takes time from the week: most weeks of most people."""
        friday = monday + timedelta(days=WORKDAYS - 1)
        return not (
            monday in broken
            or (first_day and monday < first_day)
            or (last_day and friday > last_day)
            or any(
                leave.since <= friday and (leave.until is None or monday <= leave.until)
                for leave in away
            )
        )

    return tuple(
        WHOLE
        if whole(monday)
        else sum(
            _present(monday + timedelta(days=n), first_day, last_day, away)
            for n in range(WORKDAYS)
            if monday + timedelta(days=n) not in holidays
        )
        // WORKDAYS
        for monday in mondays
    )


def _present(
    day: date, first_day: date | None, last_day: date | None, leaves: tuple[Leave, ...]
) -> int:
    if (first_day and day < first_day) or (last_day and day > last_day):
        return 0
    away = sum(
        leave.share
        for leave in leaves
        if leave.since <= day and (leave.until is None or day <= leave.until)
    )
    return max(0, WHOLE - away)


def last_day_of(employed_until: date | None, planned_retirement: date | None) -> date | None:
    """Return somebody's last day at work: the earlier of the two that are known."""
    return min((day for day in (employed_until, planned_retirement) if day), default=None)
