"""Pooled time: which offers fit a need and why, what was promised by month, and what stops it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

WHOLE = 100
_DAY = timedelta(days=1)
_SATURDAY = 5


class PoolObstacle(StrEnum):
    """What stands in the way of agreeing on time."""

    NOT_THERE = "time_not_there"
    OUR_OWN = "time_our_own"
    NOT_A_MEMBER = "time_not_a_member"
    WRONG_PERIOD = "time_wrong_period"
    WRONG_SHARE = "time_wrong_share"
    PERSON_MISSING = "time_person_missing"
    HOLDS_TOO_LITTLE = "time_holds_too_little"
    CHANGED_SINCE = "time_changed_since"
    SETTLED_ALREADY = "time_settled_already"
    DOES_NOT_HOLD = "time_does_not_hold"
    DAY_OUTSIDE = "time_day_outside"
    REASON_MISSING = "time_reason_missing"
    HOURS_WRONG = "time_hours_wrong"


class Reason(StrEnum):
    """Why an offer fits a need, or where it falls short."""

    WHOLE_PERIOD = "whole_period"
    PART_OF_PERIOD = "part_of_period"
    WHOLE_SHARE = "whole_share"
    PART_OF_SHARE = "part_of_share"
    PRICE_FITS = "price_fits"
    PRICE_ABOVE = "price_above"
    PRICE_UNSAID = "price_unsaid"
    SAME_PLACE = "same_place"
    AT_A_DISTANCE = "at_a_distance"
    OTHER_PLACE = "other_place"


#: What each kind of reason is worth at most; together a hundred.
_PERIOD, _SHARE, _PRICE, _PLACE = 45, 30, 10, 15


@dataclass(frozen=True, slots=True)
class Wish:
    """An offer or a request: a share of a role between two days, at a price, somewhere."""

    key: int
    role: int
    share: int
    since: date
    until: date
    price: Decimal | None = None
    place: str = ""
    remote: bool = True


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, with the figure that belongs to it (days, per cent or money)."""

    reason: Reason
    figure: Decimal | int | None = None
    good: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """How well one wish meets another: points of a hundred, the common period, and why."""

    key: int
    points: int
    since: date
    until: date
    share: int
    because: tuple[Because, ...]


def matches(need: Wish, offered: Iterable[Wish], *, lends: bool = True) -> tuple[Match, ...]:
    """Return what meets a need, best first; another role or no common day is no match.

    `lends`: the others offer. Turned round it finds requests for an offer; the price is asked
    by whoever lends.
    """
    found = [one for other in offered if (one := _match(need, other, lends=lends)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.points, one.key)))


def _match(need: Wish, other: Wish, *, lends: bool) -> Match | None:
    since, until = max(need.since, other.since), min(need.until, other.until)
    if need.role != other.role or until < since:
        return None
    share = min(need.share, other.share)
    asked, given = (need, other) if lends else (other, need)
    parts = (
        _period(need, (until - since).days + 1),
        _share(need, share),
        _price(asked.price, given.price),
        _place(need, other),
    )
    return Match(
        key=other.key,
        points=sum(points for points, _reason in parts),
        since=since,
        until=until,
        share=share,
        because=tuple(reason for _points, reason in parts),
    )


def _period(need: Wish, common: int) -> tuple[int, Because]:
    days = (need.until - need.since).days + 1
    if common == days:
        return _PERIOD, Because(Reason.WHOLE_PERIOD)
    return _PERIOD * common // days, Because(Reason.PART_OF_PERIOD, common, good=False)


def _share(need: Wish, share: int) -> tuple[int, Because]:
    if share == need.share:
        return _SHARE, Because(Reason.WHOLE_SHARE)
    return _SHARE * share // need.share, Because(Reason.PART_OF_SHARE, share, good=False)


def _price(most: Decimal | None, asked: Decimal | None) -> tuple[int, Because]:
    if most is None or asked is None:
        return _PRICE // 2, Because(Reason.PRICE_UNSAID, asked)
    if asked <= most:
        return _PRICE, Because(Reason.PRICE_FITS, asked)
    return 0, Because(Reason.PRICE_ABOVE, asked - most, good=False)


def _place(need: Wish, other: Wish) -> tuple[int, Because]:
    if need.place and need.place.casefold().strip() == other.place.casefold().strip():
        return _PLACE, Because(Reason.SAME_PLACE)
    if need.remote and other.remote:
        return _PLACE - 3, Because(Reason.AT_A_DISTANCE)
    return 0, Because(Reason.OTHER_PLACE, good=False)


@dataclass(frozen=True, slots=True)
class Month:
    """What was promised and given in one month, in hours."""

    month: date
    promised: Decimal
    given: Decimal | None
    over: bool
    """Whether the month is over, so that what was not given is missing."""


def promised_hours(
    share: int, since: date, until: date, a_day: Decimal, holidays: Collection[date]
) -> dict[date, Decimal]:
    """Return hours by month (its first day): a share of every working day from one to another."""
    hours: dict[date, Decimal] = {}
    day = since
    while day <= until:
        month = day.replace(day=1)
        works = day.weekday() < _SATURDAY and day not in holidays
        hours[month] = hours.get(month, Decimal(0)) + (a_day * share / WHOLE if works else 0)
        day += _DAY
    return {month: round(sum_, 1) for month, sum_ in hours.items()}


def shortfall(months: Iterable[Month]) -> tuple[Decimal, Decimal]:
    """Return what was promised and what was given in the months that are over."""
    over = [month for month in months if month.over]
    promised = sum((month.promised for month in over), Decimal(0))
    return promised, sum((month.given or Decimal(0) for month in over), Decimal(0))
