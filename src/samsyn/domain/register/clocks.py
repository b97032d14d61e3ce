"""Which clocks run when a supplier has an incident, and when each is out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samsyn.domain.register.validity import add_months


class Clock(StrEnum):
    """What must be done by when."""

    EARLY_WARNING = "early_warning"
    NOTIFICATION = "notification"
    FINAL_REPORT = "final_report"
    GDPR_AUTHORITY = "gdpr_authority"


class State(StrEnum):
    """How a clock stands."""

    DONE = "done"
    DONE_LATE = "done_late"
    SOON = "soon"
    RUNNING = "running"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Due:
    """One clock and the moment by which it must be answered."""

    clock: Clock
    at: datetime


_DAY, _THREE_DAYS = timedelta(hours=24), timedelta(hours=72)
_SOON = timedelta(hours=6)


def clocks_of(
    aware_at: datetime,
    *,
    significant: bool,
    personal_data: bool,
    notified_at: datetime | None = None,
) -> list[Due]:
    """Return the clocks that run from the moment we knew, in the order in which they run out.

    significant     it hits a service we provide so that the cyber security law speaks of it
    personal_data   it touches personal data we answer for, or nobody can rule it out
    notified_at     when the 72-hour notification was made: the month runs from then

    Source: Directive (EU) 2022/2555 (NIS 2) article 23(4), as the Nordic cyber security laws take
    it over; GDPR article 33(1).
    """
    due = []
    if significant:
        due += [Due(Clock.EARLY_WARNING, aware_at + _DAY)]
        due += [Due(Clock.NOTIFICATION, aware_at + _THREE_DAYS)]
    if personal_data:
        due.append(Due(Clock.GDPR_AUTHORITY, aware_at + _THREE_DAYS))
    if significant:
        start = notified_at or aware_at + _THREE_DAYS
        day = add_months(start.date(), 1)
        due.append(
            Due(Clock.FINAL_REPORT, start.replace(year=day.year, month=day.month, day=day.day))
        )
    return due


def state_of(due_at: datetime, done_at: datetime | None, now: datetime) -> State:
    """Return how a clock stands: answered in time or late, running, nearly out, or out."""
    if done_at is not None:
        return State.DONE if done_at <= due_at else State.DONE_LATE
    if now > due_at:
        return State.OUT
    return State.SOON if due_at - now <= _SOON else State.RUNNING
