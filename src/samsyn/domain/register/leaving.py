"""What stands in the way of ending, extending and following up an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from samsyn.domain.register.notice import earliest_end, options
from samsyn.domain.register.validity import Terms, period_end
from samsyn.domain.shared.refusal import Objection


class Bar(StrEnum):
    """Why an act on an agreement is refused."""

    TERMINATED = "agreement_terminated"
    GIVEN_LATER = "notice_given_later"
    ENDS_BEFORE_GIVEN = "ends_before_notice"
    TOO_EARLY = "ends_too_early"
    OVER = "agreement_over"
    NO_OPTION = "no_option_left"
    OPTION_TOO_LATE = "option_too_late"
    NO_PERIOD = "no_period_to_extend"
    NOT_LATER = "extended_to_no_later"
    ALREADY_DONE = "follow_up_done_already"
    DONE_LATER = "follow_up_done_later"
    NEXT_TOO_EARLY = "next_follow_up_too_early"
    RESULT_MISSING = "follow_up_without_result"


def objections_to_notice(
    terms: Terms, *, given_on: date, last_day: date, agreed: bool, today: date
) -> Iterator[Objection]:
    """Yield what is wrong with a notice; `agreed` says that the supplier accepts less of it."""
    yield from _over(terms, today)
    if given_on > today:
        yield Objection(Bar.GIVEN_LATER, field="given_on")
    if last_day < given_on:
        yield Objection(Bar.ENDS_BEFORE_GIVEN, field="last_day")
    earliest = earliest_end(terms, given_on)
    if earliest and last_day < earliest and not agreed:
        yield Objection(Bar.TOO_EARLY, {"day": earliest.isoformat()}, "last_day")


def objections_to_option(terms: Terms, *, agreed: bool, today: date) -> Iterator[Objection]:
    """Yield what is wrong with using an option today."""
    yield from _over(terms, today)
    left = options(terms)
    if left is None and terms.terminated_on is None:
        yield Objection(Bar.NO_OPTION)
    elif left and left.use_by < today and not agreed:
        yield Objection(Bar.OPTION_TOO_LATE, {"day": left.use_by.isoformat()})


def objections_to_extension(terms: Terms, *, until: date, today: date) -> Iterator[Objection]:
    """Yield what is wrong with extending the present period to a later day."""
    if terms.terminated_on is not None:
        yield Objection(Bar.TERMINATED, {"day": terms.terminated_on.isoformat()})
    end = period_end(terms, today)
    if end is None:
        yield Objection(Bar.NO_PERIOD)
    elif until <= end:
        yield Objection(Bar.NOT_LATER, {"day": end.isoformat()}, "until")


def objections_to_result(
    *, done_before: bool, done_on: date, result: str, next_on: date | None, today: date
) -> Iterator[Objection]:
    """Yield what is wrong with the result of a follow-up."""
    if done_before:
        yield Objection(Bar.ALREADY_DONE)
    if done_on > today:
        yield Objection(Bar.DONE_LATER, field="done_on")
    if not result:
        yield Objection(Bar.RESULT_MISSING, field="result")
    if next_on and next_on <= done_on:
        yield Objection(Bar.NEXT_TOO_EARLY, field="next_on")


def _over(terms: Terms, today: date) -> Iterator[Objection]:
    if terms.terminated_on is not None:
        yield Objection(Bar.TERMINATED, {"day": terms.terminated_on.isoformat()})
    end = period_end(terms, today)
    if end is not None and end < today:
        yield Objection(Bar.OVER, {"day": end.isoformat()})
