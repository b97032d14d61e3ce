"""Whether an agreement holds on a day, and every reason why it does or doesn't."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DEEPEST = 8  # parents above each other; more is a circle
_YEAR_END = 12


class Renewal(StrEnum):
    """What happens when the period ends and nobody does anything."""

    ENDS = "ends"
    RENEWS = "renews"
    OPTION = "option"


class Ground(StrEnum):
    """One thing that decides whether an agreement holds."""

    UNSIGNED = "unsigned"
    SIGNED_LATER = "signed_later"
    SIGNED = "signed"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    NO_PERIOD = "no_period"
    ENDED = "ended"
    RUNS_UNTIL = "runs_until"
    RENEWED_UNTIL = "renewed_until"
    ONGOING = "ongoing"
    TERMINATED = "terminated"
    TERMINATED_AS_OF = "terminated_as_of"
    PARENT_NOT_IN_FORCE = "parent_not_in_force"
    PARENT_IN_FORCE = "parent_in_force"
    PARENT_NOT_NEEDED = "parent_not_needed"


class CountsFrom(StrEnum):
    """From which day a notice begins to run: the day it is given, or the end of what it is in."""

    THE_DAY = "the_day"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    HALF_YEAR_END = "half_year_end"
    YEAR_END = "year_end"


_AGAINST = frozenset(
    {
        Ground.UNSIGNED,
        Ground.SIGNED_LATER,
        Ground.NOT_BEGUN,
        Ground.NO_PERIOD,
        Ground.ENDED,
        Ground.TERMINATED,
        Ground.PARENT_NOT_IN_FORCE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement says about itself; `parent` are the terms of the one it stands under."""

    title: str = ""
    signed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    ongoing: bool = False
    renewal: Renewal = Renewal.ENDS
    renewal_months: int | None = None
    notice_months: int | None = None
    notice_from: CountsFrom = CountsFrom.THE_DAY
    irrevocable_until: date | None = None
    option_months: int | None = None
    options_left: int | None = None
    terminated_on: date | None = None
    kept_until: date | None = None
    parent: Terms | None = None
    needs_parent: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground, with the day or the agreement it speaks of."""

    ground: Ground
    day: date | None = None
    title: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether this speaks for the agreement being in force."""
        return self.ground not in _AGAINST


@dataclass(frozen=True, slots=True)
class Validity:
    """The verdict on one day, with all reasons, those against it first."""

    in_force: bool
    reasons: tuple[Reason, ...]


def validity(terms: Terms, today: date) -> Validity:
    """Return whether the agreement is in force today: only when no reason speaks against it."""
    reasons = sorted(_reasons(terms, today, _DEEPEST), key=lambda reason: reason.holds)
    return Validity(all(reason.holds for reason in reasons), tuple(reasons))


def in_force(terms: Terms, today: date) -> bool:
    """Return only the verdict."""
    return all(reason.holds for reason in _reasons(terms, today, _DEEPEST))


def period_end(terms: Terms, today: date) -> date | None:
    """Return the last day of the period that today is in, renewals counted; None for no end.

    An agreement that renews itself and isn't terminated rolls on by whole renewal periods.
    """
    end = terms.valid_until
    if end is None or terms.ongoing:
        return None
    if terms.renewal is not Renewal.RENEWS or not terms.renewal_months or end >= today:
        return end
    behind = (today.year - end.year) * _YEAR_END + today.month - end.month
    periods = max(0, behind // terms.renewal_months)
    rolled = add_months(end, periods * terms.renewal_months)
    return rolled if rolled >= today else add_months(end, (periods + 1) * terms.renewal_months)


def last_day(terms: Terms, today: date) -> date | None:
    """Return the last day it holds, or held, as it looks today; None for one without a last day."""
    end = period_end(terms, today)
    if terms.terminated_on is None:
        return end
    over = terms.terminated_on - timedelta(days=1)
    return min(over, end) if end else over


def add_months(day: date, months: int) -> date:
    """Return the same day of another month; the last day stays the last day.

    31 January plus one month is 28 February, and 30 June plus one month is 31 July: contracts
    count to the end of the month.
    """
    count = day.year * _YEAR_END + day.month - 1 + months
    year, month = count // _YEAR_END, count % _YEAR_END + 1
    last = calendar.monthrange(year, month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))


def _reasons(terms: Terms, today: date, depth: int) -> Iterator[Reason]:
    yield _signature(terms, today)
    if terms.valid_from is not None:
        begun = terms.valid_from <= today
        yield Reason(Ground.BEGUN if begun else Ground.NOT_BEGUN, terms.valid_from)
    yield _end(terms, today)
    if terms.terminated_on is not None:
        over = terms.terminated_on <= today
        yield Reason(Ground.TERMINATED if over else Ground.TERMINATED_AS_OF, terms.terminated_on)
    if terms.parent is not None and not terms.needs_parent:
        yield Reason(Ground.PARENT_NOT_NEEDED, title=terms.parent.title)
    elif terms.parent is not None:
        sound = depth > 0 and all(r.holds for r in _reasons(terms.parent, today, depth - 1))
        ground = Ground.PARENT_IN_FORCE if sound else Ground.PARENT_NOT_IN_FORCE
        yield Reason(ground, title=terms.parent.title)


def _signature(terms: Terms, today: date) -> Reason:
    if terms.signed_on is None:
        return Reason(Ground.UNSIGNED)
    signed = terms.signed_on <= today
    return Reason(Ground.SIGNED if signed else Ground.SIGNED_LATER, terms.signed_on)


def _end(terms: Terms, today: date) -> Reason:
    if terms.ongoing:
        return Reason(Ground.ONGOING)
    end = period_end(terms, today)
    if end is None:
        return Reason(Ground.NO_PERIOD)
    if end < today:
        return Reason(Ground.ENDED, end)
    renewed = end != terms.valid_until
    return Reason(Ground.RENEWED_UNTIL if renewed else Ground.RUNS_UNTIL, end)
