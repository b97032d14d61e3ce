"""Notice is counted by the agreement's own rule: the last day works, and the day after doesn't."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.register.notice import (
    Moment,
    Question,
    begins_to_count,
    earliest_end,
    ending,
    last_day_to_give,
    notice_day,
    notice_has_run,
    open_question,
    options,
    timeline,
)
from samsyn.domain.register.validity import CountsFrom, Renewal, Terms, add_months

DAYS = st.dates(date(2001, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(0, 36)
RULES = st.sampled_from(list(CountsFrom))
DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)


@given(DAYS, MONTHS, RULES)
def test_the_last_day_to_give_notice_works_and_the_day_after_does_not(
    end: date, months: int, rule: CountsFrom
) -> None:
    latest = last_day_to_give(end, months, rule)

    assert notice_has_run(latest, months, rule) <= end
    assert notice_has_run(latest + DAY, months, rule) > end


@given(DAYS, MONTHS, RULES)
def test_a_later_notice_never_ends_earlier(given_on: date, months: int, rule: CountsFrom) -> None:
    assert notice_has_run(given_on, months, rule) <= notice_has_run(given_on + DAY, months, rule)
    assert begins_to_count(given_on, rule) >= given_on


@pytest.mark.parametrize(
    ("rule", "counted_from", "last_day"),
    [
        (CountsFrom.THE_DAY, date(2026, 2, 15), date(2026, 5, 15)),
        (CountsFrom.MONTH_END, date(2026, 2, 28), date(2026, 5, 31)),
        (CountsFrom.QUARTER_END, date(2026, 3, 31), date(2026, 6, 30)),
        (CountsFrom.HALF_YEAR_END, date(2026, 6, 30), date(2026, 9, 30)),
        (CountsFrom.YEAR_END, date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_months_from_the_middle_of_february(
    rule: CountsFrom, counted_from: date, last_day: date
) -> None:
    given_on = date(2026, 2, 15)
    assert begins_to_count(given_on, rule) == counted_from
    assert notice_has_run(given_on, 3, rule) == last_day
    assert earliest_end(Terms(ongoing=True, notice_months=3, notice_from=rule), given_on) == (
        last_day
    )


@pytest.mark.parametrize(
    ("rule", "latest"),
    [
        (CountsFrom.THE_DAY, date(2026, 9, 30)),
        (CountsFrom.MONTH_END, date(2026, 9, 30)),
        (CountsFrom.QUARTER_END, date(2026, 9, 30)),
        (CountsFrom.HALF_YEAR_END, date(2026, 6, 30)),
        (CountsFrom.YEAR_END, date(2025, 12, 31)),
    ],
)
def test_the_latest_day_for_three_months_to_the_end_of_the_year(
    rule: CountsFrom, latest: date
) -> None:
    terms = Terms(valid_until=date(2026, 12, 31), notice_months=3, notice_from=rule)
    assert notice_day(terms, date(2026, 1, 1)) == latest


terms_that_renew = st.builds(
    Terms,
    valid_until=DAYS,
    renewal=st.just(Renewal.RENEWS),
    renewal_months=st.integers(1, 36),
    notice_months=MONTHS,
    notice_from=RULES,
    irrevocable_until=st.none() | DAYS,
)


@given(terms_that_renew, DAYS)
def test_notice_given_in_time_ends_with_the_period_and_later_with_a_later_one(
    terms: Terms, today: date
) -> None:
    latest, end = notice_day(terms, today), ending(terms, today)
    assert latest is not None
    assert end is not None
    after = earliest_end(terms, latest + DAY)
    bound = terms.irrevocable_until or date.min
    in_time = earliest_end(terms, latest)
    assert in_time is not None
    assert in_time <= end  # sooner where a quarter's notice can't hit a month's period
    assert after is not None
    assert after > end
    assert after >= bound


@given(st.builds(Terms, ongoing=st.just(value=True), notice_months=MONTHS, notice_from=RULES,
                 irrevocable_until=st.none() | DAYS), DAYS)  # fmt: skip
def test_an_ongoing_agreement_ends_when_notice_has_run_but_never_before_it_may(
    terms: Terms, given_on: date
) -> None:
    end = earliest_end(terms, given_on)
    assert end is not None
    run = notice_has_run(given_on, terms.notice_months or 0, terms.notice_from)
    assert end == max(run, terms.irrevocable_until or run)


def test_without_a_word_about_notice_nothing_can_be_told() -> None:
    assert earliest_end(Terms(ongoing=True), TODAY) is None
    assert notice_day(Terms(valid_until=TODAY), TODAY) is None
    assert notice_day(Terms(ongoing=True, notice_months=3), TODAY) is None
    assert earliest_end(Terms(valid_until=TODAY - DAY, notice_months=1), TODAY) is None


def test_a_fixed_period_ends_when_it_ends_whatever_notice_says() -> None:
    terms = Terms(valid_until=date(2026, 12, 31), notice_months=6)
    assert earliest_end(terms, TODAY) == date(2026, 12, 31)


def test_what_cannot_be_ended_yet_is_asked_about_at_its_first_end_after() -> None:
    terms = Terms(
        valid_until=date(2026, 12, 31),
        renewal=Renewal.RENEWS,
        renewal_months=12,
        notice_months=3,
        irrevocable_until=date(2028, 6, 30),
    )
    assert ending(terms, TODAY) == date(2028, 12, 31)
    assert notice_day(terms, TODAY) == date(2028, 9, 30)
    assert earliest_end(terms, TODAY) == date(2028, 12, 31)


@given(DAYS, st.integers(1, 48), st.integers(1, 6))
def test_options_extend_one_by_one_to_the_very_last_day(end: date, months: int, left: int) -> None:
    terms = Terms(valid_until=end, option_months=months, options_left=left)
    found = options(terms)
    assert found is not None
    assert found.use_by == end
    used = Terms(valid_until=found.next_end, option_months=months, options_left=left - 1)
    rest = options(used)
    assert found.at_most == (rest.at_most if rest else found.next_end)


@pytest.mark.parametrize(
    "said",
    [
        {"options_left": 0},
        {"option_months": None},
        {"valid_until": None},
        {"terminated_on": TODAY},
        {"ongoing": True},
    ],
)
def test_no_option_is_left(said: dict[str, object]) -> None:
    begun = {"valid_until": TODAY, "option_months": 12, "options_left": 2}
    assert options(Terms(**{**begun, **said})) is None  # type: ignore[arg-type]


def test_an_option_is_used_by_the_notice_day_and_asked_about_instead_of_notice() -> None:
    terms = Terms(valid_until=date(2027, 3, 31), option_months=12, options_left=2, notice_months=3)
    asked = open_question(terms, TODAY)
    assert asked is not None
    assert (asked.question, asked.by, asked.end) == (
        Question.OPTION,
        date(2026, 12, 31),
        date(2027, 3, 31),
    )
    assert Moment.NOTICE_BY not in [event.moment for event in timeline(terms, TODAY)]


def test_the_timeline_tells_the_days_in_order() -> None:
    terms = Terms(
        signed_on=date(2024, 11, 1),
        valid_from=date(2025, 1, 1),
        valid_until=date(2026, 12, 31),
        renewal=Renewal.RENEWS,
        renewal_months=12,
        notice_months=3,
        irrevocable_until=date(2026, 6, 30),
    )
    assert [(e.day, e.moment) for e in timeline(terms, TODAY)] == [
        (date(2024, 11, 1), Moment.SIGNED),
        (date(2025, 1, 1), Moment.BEGINS),
        (date(2026, 6, 30), Moment.IRREVOCABLE),
        (date(2026, 9, 30), Moment.NOTICE_BY),
        (date(2026, 12, 31), Moment.RENEWS),
        (date(2027, 12, 31), Moment.EARLIEST_END),
    ]


@given(DAYS, DAYS)
def test_months_added_and_taken_away_keep_the_order(one: date, other: date) -> None:
    assert (one <= other) <= (add_months(one, 7) <= add_months(other, 7))
