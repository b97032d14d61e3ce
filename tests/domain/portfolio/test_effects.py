"""Effects from assumptions: their range, and which of them matters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.portfolio.effects import (
    FACTORS,
    Assumed,
    Effect,
    EffectFlaw,
    Factor,
    flaws_of,
    reckon,
)
from samsyn.domain.portfolio.realisation import moments_of, overdue, progress
from samsyn.domain.portfolio.years import fiscal_year_of


def said(low: str, likely: str, high: str) -> Assumed:
    return Assumed(Decimal(low), Decimal(likely), Decimal(high))


MEETINGS = {
    Factor.TIMES: said("100", "120", "150"),
    Factor.PEOPLE: said("6", "8", "8"),
    Factor.MINUTES_SAVED: said("30", "60", "60"),
    Factor.HOURLY_COST: said("500", "500", "500"),
    Factor.COST_EACH: said("0", "100", "100"),
    Factor.SHARE: said("20", "50", "60"),
}


def test_digital_meetings_are_worth_the_travel_they_save() -> None:
    told = reckon(Effect.MEETINGS, MEETINGS)

    assert told.likely == 120 * 8 * (500 + 100) / 2
    assert told.low == 100 * 6 * 250 / 5
    assert told.high == 150 * 8 * 600 * 6 / 10
    assert told.swings[Factor.SHARE] == (Decimal(115_200), Decimal(345_600))
    assert told.swings[Factor.HOURLY_COST] == (told.likely, told.likely)


def test_everything_wrong_with_assumptions_is_said() -> None:
    wrong = {
        Factor.TIMES: said("-1", "1", "2"),
        Factor.MINUTES_SAVED: said("3", "2", "4"),
        Factor.SHARE: said("1", "50", "101"),
    }

    assert [(o.code, o.field) for o in flaws_of(Effect.HANDLING, wrong)] == [
        (EffectFlaw.NEGATIVE, "times-low"),
        (EffectFlaw.NOT_IN_ORDER, "minutes_saved-likely"),
        (EffectFlaw.MISSING, "hourly_cost-likely"),
        (EffectFlaw.OVER_ALL, "share-high"),
    ]


@given(
    effect=st.sampled_from(Effect),
    figures=st.lists(
        st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted), min_size=6, max_size=6
    ),
)
def test_the_lowest_assumptions_give_the_lowest_effect(
    effect: Effect, figures: list[list[int]]
) -> None:
    assumed = {
        factor: said(*map(str, figures[place])) for place, factor in enumerate(FACTORS[effect])
    }
    told = reckon(effect, assumed)

    assert told.low <= told.likely <= told.high
    assert all(told.low <= low <= high <= told.high for low, high in told.swings.values())


def test_a_benefit_is_measured_after_half_one_and_two_years() -> None:
    moments = moments_of(date(2024, 8, 31), [date(2025, 3, 1), date(2024, 9, 1)])

    assert [(m.months, m.due, m.measured) for m in moments] == [
        (6, date(2025, 2, 28), True),
        (12, date(2025, 8, 31), False),
        (24, date(2026, 8, 31), False),
    ]
    assert moments_of(None, []) == []


@pytest.mark.parametrize(
    ("measured", "today", "months"),
    [
        ([], date(2025, 4, 29), None),
        ([], date(2025, 4, 30), 6),
        ([date(2025, 3, 1)], date(2025, 10, 31), 12),
        ([], date(2025, 11, 1), 12),
        ([date(2025, 9, 1)], date(2026, 8, 1), None),
    ],
)
def test_only_the_last_moment_that_passed_is_asked_for(
    measured: list[date], today: date, months: int | None
) -> None:
    late = overdue(moments_of(date(2024, 8, 31), measured), today=today, days=60)

    assert (late.months if late else None) == months


def test_the_way_to_a_target_may_lead_downwards() -> None:
    assert progress(Decimal(25), Decimal(10), Decimal(19)) == 40
    assert progress(Decimal(25), Decimal(25), Decimal(19)) is None
    assert progress(None, Decimal(25), Decimal(19)) is None


def test_a_fiscal_year_may_begin_in_another_month() -> None:
    assert fiscal_year_of(date(2026, 2, 1), 1) == 2026
    assert fiscal_year_of(date(2026, 2, 1), 7) == 2025
    assert fiscal_year_of(date(2026, 7, 1), 7) == 2026
