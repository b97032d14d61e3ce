"""The plan's weeks: which Monday is week 7, and which fiscal year does it belong to.

Weeks in which nobody works (a closed July, Christmas) are left out of the numbering, so that a
phase of ten weeks may begin in June and end in September without anyone working in between.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta

DAYS_PER_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A horizon of numbered working weeks; week 0 is the first one on or after `start`."""

    start: date
    weeks: int
    closed: frozenset[date] = frozenset()
    """Mondays of the weeks in which no work is planned."""
    fiscal_year_month: int = 1
    """The month in which a fiscal year begins; the year is named after its first day."""
    _mondays: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        monday = self.start - timedelta(days=self.start.weekday())
        mondays: list[date] = []
        while len(mondays) <= self.weeks:
            if monday not in self.closed:
                mondays.append(monday)
            monday += timedelta(days=7)
        object.__setattr__(self, "_mondays", tuple(mondays))

    def date_of(self, week: int) -> date:
        """Give the Monday of a week; weeks before the horizon count back without closed weeks."""
        if week < 0:
            return self._mondays[0] + timedelta(days=7 * week)
        if week >= len(self._mondays):
            return self._mondays[-1] + timedelta(days=7 * (week - len(self._mondays) + 1))
        return self._mondays[week]

    def week_of(self, day: date) -> int:
        """Give the first week that starts on or after the day's own Monday."""
        monday = day - timedelta(days=day.weekday())
        if monday < self._mondays[0]:
            return (monday - self._mondays[0]).days // 7
        if monday > self._mondays[-1]:
            return len(self._mondays) - 1 + (monday - self._mondays[-1]).days // 7
        return bisect_left(self._mondays, monday)

    def deadline_week(self, day: date) -> int:
        """Give the latest week number a finish may have to be done by the end of the day.

        A finish of 7 means that week 6 is the last week worked; a Friday deadline allows its week.
        """
        return self.week_of(day + timedelta(days=3))

    def fiscal_year_of(self, week: int) -> int:
        """Name the fiscal year in which a week starts."""
        day = self.date_of(week)
        return day.year if day.month >= self.fiscal_year_month else day.year - 1

    def fiscal_year_end(self, year: int) -> date:
        """Give the first day after a fiscal year."""
        return date(year + 1, self.fiscal_year_month, 1)
