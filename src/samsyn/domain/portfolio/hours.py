"""The hours people give: what a week may hold, and what they are worth as shares of full time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection

#: Hours of full time in a week, by country: what collective agreements commonly say.
FULL_WEEK = {"SE": Decimal(40), "DK": Decimal(37), "NO": Decimal("37.5"), "FI": Decimal("38.25")}
USUAL_WEEK = Decimal(40)
MOST_HOURS = Decimal(80)
"""More than this in one week is a slip of the finger."""
WEEKS_LOOKED_AT = 8
LEAST_WEEKS = 4
"""With fewer reported weeks, what somebody gives is not known."""


class HoursFlaw(StrEnum):
    """What is wrong with a week as it was typed."""

    TOO_MANY = "too_many"
    NEGATIVE = "negative"
    WEEK_TO_COME = "week_to_come"
    NOT_AT_WORK = "not_at_work"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody promised and gave, in per cent of full time, over the weeks they reported."""

    promised: int
    given: int
    weeks: int

    @property
    def is_known(self) -> bool:
        """Tell whether enough weeks were reported to plan by them."""
        return self.weeks >= LEAST_WEEKS and self.promised > 0

    @property
    def per_cent(self) -> int:
        """How much of what was promised was given, at most all of it; all while not known."""
        if not self.is_known:
            return 100
        return min(100, round(100 * self.given / self.promised))


def full_week(country: str) -> Decimal:
    """Return the hours of full time in a week of a country (ISO 3166 alpha-2)."""
    return FULL_WEEK.get(country, USUAL_WEEK)


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def whole_weeks_before(today: date) -> tuple[date, date]:
    """Return the first and the last Monday of the weeks that are looked at: all of them over."""
    last = monday_of(today) - timedelta(weeks=1)
    return last - timedelta(weeks=WEEKS_LOOKED_AT - 1), last


def as_share(hours: Decimal, *, weeks: int, week: Decimal) -> int:
    """Return hours over some weeks as whole per cent of full time."""
    if not weeks:
        return 0
    share = 100 * hours / (weeks * week)
    return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def flaws_of_week(
    hours: Mapping[int, Decimal], *, known: Mapping[int, bool], week: date, today: date
) -> Iterator[Objection]:
    """Name everything wrong with one person's week.

    hours  by initiative
    known  whether time may be reported on each initiative
    """
    if monday_of(week) > today:
        yield Objection(HoursFlaw.WEEK_TO_COME, field="week")
    for initiative, given in hours.items():
        if given < 0:
            yield Objection(HoursFlaw.NEGATIVE, field=f"hours-{initiative}")
        if given and not known.get(initiative, False):
            yield Objection(HoursFlaw.NOT_AT_WORK, field=f"hours-{initiative}")
    if sum(hours.values(), Decimal(0)) > MOST_HOURS:
        yield Objection(HoursFlaw.TOO_MANY, {"most": int(MOST_HOURS)})
