"""When an agreement can be left or extended: notice by its own counting rule, and its options."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.domain.register.validity import CountsFrom, Renewal, Terms, add_months, period_end

_ONE_DAY = timedelta(days=1)
_MONTHS_IN = {
    CountsFrom.MONTH_END: 1,
    CountsFrom.QUARTER_END: 3,
    CountsFrom.HALF_YEAR_END: 6,
    CountsFrom.YEAR_END: 12,
}


def begins_to_count(given_on: date, rule: CountsFrom) -> date:
    """Return the day from which a notice given that day runs, by the agreement's rule."""
    length = _MONTHS_IN.get(rule)
    if length is None:
        return given_on
    month = -(-given_on.month // length) * length
    return date(given_on.year, month, monthrange(given_on.year, month)[1])


def notice_has_run(given_on: date, months: int, rule: CountsFrom) -> date:
    """Return the last day of the notice period of a notice given that day."""
    return add_months(begins_to_count(given_on, rule), months)


def last_day_to_give(end: date, months: int, rule: CountsFrom) -> date:
    """Return the latest day on which a notice can be given that has run by the day `end`."""
    latest = add_months(end, -months)
    if add_months(latest, months) > end:  # 28 February counts to 31 May, past 30 May
        latest -= _ONE_DAY
    if rule is CountsFrom.THE_DAY or begins_to_count(latest, rule) == latest:
        return latest
    begun = date(latest.year, latest.month, 1)
    while begun.month % _MONTHS_IN[rule] != 1 % _MONTHS_IN[rule]:
        begun = add_months(begun, -1)
    return begun - _ONE_DAY


def ending(terms: Terms, today: date) -> date | None:
    """Return the last day of the first period, today's or later, that it may be ended with."""
    bound = terms.irrevocable_until
    return period_end(terms, max(today, bound) if bound else today)


def notice_day(terms: Terms, today: date) -> date | None:
    """Return the last day to give notice so that it ends with its period; None without either."""
    end = ending(terms, today)
    if end is None or terms.notice_months is None:
        return None
    return last_day_to_give(end, terms.notice_months, terms.notice_from)


def earliest_end(terms: Terms, given_on: date) -> date | None:
    """Return the last day it would hold if notice were given that day.

    One with a period ends with a period; one until further notice when the notice has run; none
    before the day it cannot be ended before. None where no notice is agreed, or nothing is left.
    """
    if terms.notice_months is None:
        return None
    run = notice_has_run(given_on, terms.notice_months, terms.notice_from)
    run = max(run, terms.irrevocable_until) if terms.irrevocable_until else run
    if terms.ongoing:
        return run
    if terms.valid_until is not None and terms.renewal is not Renewal.RENEWS:
        return terms.valid_until if terms.valid_until >= given_on else None
    return period_end(terms, run)


@dataclass(frozen=True, slots=True)
class Options:
    """How often it can still be extended, by how much, and until when at most."""

    left: int
    months: int
    next_end: date
    at_most: date
    use_by: date


def options(terms: Terms) -> Options | None:
    """Return what is left of the options to extend; None for none, or nothing to extend.

    An option is used by the last day to give notice where notice is agreed, else by the last day.
    """
    left, months, end = terms.options_left, terms.option_months, terms.valid_until
    if not left or not months or end is None or terms.ongoing or terms.terminated_on:
        return None
    at_most = end
    for _time in range(left):
        at_most = add_months(at_most, months)
    use_by = end
    if terms.notice_months is not None:
        use_by = last_day_to_give(end, terms.notice_months, terms.notice_from)
    return Options(left, months, add_months(end, months), at_most, use_by)


class Moment(StrEnum):
    """What happens on one day of an agreement's life."""

    SIGNED = "signed"
    BEGINS = "begins"
    IRREVOCABLE = "irrevocable"
    NOTICE_BY = "notice_by"
    OPTION_BY = "option_by"
    RENEWS = "renews"
    ENDS = "ends"
    TERMINATED = "terminated"
    AT_MOST = "at_most"
    EARLIEST_END = "earliest_end"


@dataclass(frozen=True, slots=True)
class Event:
    """One day that matters, and what it is the day of."""

    day: date
    moment: Moment


def timeline(terms: Terms, today: date) -> tuple[Event, ...]:
    """Return the days of the agreement's life in order, as they look today."""
    return tuple(sorted(_events(terms, today), key=lambda event: (event.day, event.moment)))


def _events(terms: Terms, today: date) -> Iterator[Event]:
    over = terms.terminated_on - _ONE_DAY if terms.terminated_on else None
    written = (
        (terms.signed_on, Moment.SIGNED),
        (terms.valid_from, Moment.BEGINS),
        (terms.irrevocable_until, Moment.IRREVOCABLE),
        (over, Moment.TERMINATED),
    )
    yield from (Event(day, moment) for day, moment in written if day)
    if over is None:
        yield from _worked_out(terms, today)


def _worked_out(terms: Terms, today: date) -> Iterator[Event]:
    end, chance = period_end(terms, today), options(terms)
    renews = terms.renewal is Renewal.RENEWS and bool(terms.renewal_months)
    if end:
        yield Event(end, Moment.RENEWS if renews else Moment.ENDS)
    if chance:
        yield Event(chance.use_by, Moment.OPTION_BY)
        yield Event(chance.at_most, Moment.AT_MOST)
    elif day := notice_day(terms, today):
        yield Event(day, Moment.NOTICE_BY)
    earliest = earliest_end(terms, today)
    if earliest and not chance and (terms.ongoing or earliest != end):
        yield Event(earliest, Moment.EARLIEST_END)


class Question(StrEnum):
    """What somebody must decide before a day."""

    NOTICE = "notice"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A decision to be made by a day, and the end of the period it is about."""

    question: Question
    by: date
    end: date


def open_question(terms: Terms, today: date) -> OpenQuestion | None:
    """Return what must be decided next: notice or option. None once it is settled.

    It is settled by a termination, or by a decision to keep it past the end of the period.
    """
    if terms.terminated_on:
        return None
    chance = options(terms)
    if chance and terms.valid_until:
        asked = OpenQuestion(Question.OPTION, chance.use_by, terms.valid_until)
    else:
        day, end = notice_day(terms, today), ending(terms, today)
        if day is None or end is None:
            return None
        asked = OpenQuestion(Question.NOTICE, day, end)
    settled = terms.kept_until is not None and terms.kept_until >= asked.end
    return None if settled else asked
