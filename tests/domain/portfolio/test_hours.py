"""Hours as shares of full time, and what a week may hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from samsyn.domain.portfolio.hours import (
    Given,
    HoursFlaw,
    as_share,
    flaws_of_week,
    full_week,
    whole_weeks_before,
)
from samsyn.domain.portfolio.status import days_silent, weeks_behind

WEDNESDAY = date(2026, 3, 4)


def codes(hours: dict[int, str], **options: object) -> list[object]:
    given = {
        "known": {1: True, 2: True, 3: False},
        "week": date(2026, 3, 2),
        "today": WEDNESDAY,
        **options,
    }
    typed = {key: Decimal(value) for key, value in hours.items()}
    return [objection.code for objection in flaws_of_week(typed, **given)]  # type: ignore[arg-type]


def test_a_usual_week_is_fine() -> None:
    assert codes({1: "10", 2: "29.5", 3: "0"}) == []


def test_everything_wrong_with_a_week_is_said_at_once() -> None:
    assert codes({1: "-1", 2: "80", 3: "3", 4: "1"}, week=date(2026, 3, 9)) == [
        HoursFlaw.WEEK_TO_COME,
        HoursFlaw.NEGATIVE,
        HoursFlaw.NOT_AT_WORK,
        HoursFlaw.NOT_AT_WORK,
        HoursFlaw.TOO_MANY,
    ]


@pytest.mark.parametrize(("hours", "flaws"), [("80", []), ("80.01", [HoursFlaw.TOO_MANY])])
def test_eighty_hours_are_the_most(hours: str, flaws: list[HoursFlaw]) -> None:
    assert codes({1: hours}) == flaws


def test_the_weeks_looked_at_are_over() -> None:
    assert whole_weeks_before(WEDNESDAY) == (date(2026, 1, 5), date(2026, 2, 23))


def test_hours_are_worth_more_of_a_shorter_week() -> None:
    assert as_share(Decimal(40), weeks=4, week=full_week("SE")) == 25
    assert as_share(Decimal(40), weeks=4, week=full_week("DK")) == 27
    assert as_share(Decimal(40), weeks=0, week=full_week("SE")) == 0


@pytest.mark.parametrize(
    ("given", "per_cent"),
    [
        (Given(promised=80, given=40, weeks=4), 50),
        (Given(promised=80, given=90, weeks=8), 100),
        (Given(promised=80, given=1, weeks=3), 100),
        (Given(promised=0, given=20, weeks=8), 100),
    ],
)
def test_only_what_is_known_to_be_less_is_planned_with(given: Given, per_cent: int) -> None:
    assert given.per_cent == per_cent


def test_silence_counts_from_the_last_word_or_the_start() -> None:
    start, said = date(2026, 1, 4), date(2026, 2, 4)

    assert days_silent(last=said, since=start, today=WEDNESDAY) == 28
    assert days_silent(last=None, since=start, today=WEDNESDAY) == 59
    assert days_silent(last=None, since=None, today=WEDNESDAY) is None


def test_early_is_not_behind() -> None:
    assert weeks_behind(WEDNESDAY, date(2026, 3, 24)) == 2
    assert weeks_behind(WEDNESDAY, date(2026, 1, 1)) == 0
