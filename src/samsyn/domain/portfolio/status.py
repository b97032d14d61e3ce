"""How an initiative is getting on, against what was said: silence, and drift from the plan."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

DAYS_IN_A_WEEK = 7


class StatusFlaw(StrEnum):
    """What is wrong with a status report."""

    HAS_ENDED = "has_ended_already"
    HELP_NOT_NAMED = "help_not_named"


def days_silent(*, last: date | None, since: date | None, today: date) -> int | None:
    """Return the days since anybody last said how it goes, or since it started; None if unknown."""
    heard = last or since
    return None if heard is None else (today - heard).days


def weeks_behind(planned: date, real: date) -> int:
    """Return how many whole weeks later than planned something is; 0 where it is not."""
    return max(0, (real - planned).days // DAYS_IN_A_WEEK)
