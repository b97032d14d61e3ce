"""Weeks, fiscal years and what a finish is worth, to the day and the unit."""

from datetime import date, timedelta

import pytest

from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.money import ledger, worth_of_finish
from samsyn.domain.scheduling.problem import Budget, Initiative, Phase, Problem

JULY = frozenset(date(2027, 7, 5) + timedelta(weeks=week) for week in range(4))


def test_closed_weeks_have_no_number() -> None:
    plan = Calendar(start=date(2027, 6, 30), weeks=10, closed=JULY)
    assert [plan.date_of(week) for week in (-1, 0, 1)] == [
        date(2027, 6, 21),
        date(2027, 6, 28),
        date(2027, 8, 2),
    ]
    assert plan.week_of(date(2027, 7, 14)) == 1
    assert [plan.week_of(plan.date_of(week)) for week in range(-3, 13)] == list(range(-3, 13))


@pytest.mark.parametrize(
    ("day", "week"), [(date(2027, 1, 7), 0), (date(2027, 1, 8), 1), (date(2027, 1, 10), 1)]
)
def test_a_deadline_on_a_friday_allows_its_week(day: date, week: int) -> None:
    assert Calendar(start=date(2027, 1, 4), weeks=10).deadline_week(day) == week


def test_the_fiscal_year_begins_in_the_month_that_the_organisation_says() -> None:
    plan = Calendar(start=date(2027, 6, 28), weeks=2, fiscal_year_month=7)
    assert [plan.fiscal_year_of(week) for week in (0, 1)] == [2026, 2027]


def test_a_year_earlier_is_worth_a_year_of_benefit_less_the_one_off_cost() -> None:
    gain = Initiative(
        key="gain",
        phases=(Phase(key="work", weeks=1, cost=400),),
        mandatory=False,
        yearly_benefit=3650,
        yearly_cost=730,
    )
    problem = Problem(
        calendar=Calendar(start=date(2027, 1, 4), weeks=52),
        initiatives=(gain,),
        discount_rate=0.0,
    )
    worth = worth_of_finish(problem, gain)
    assert (worth[0], worth[51], worth[52]) == (364 * 8 - 400, 7 * 8 - 400, -400)


def test_budgets_are_laid_out_by_year_and_what_is_not_said_is_unlimited() -> None:
    problem = Problem(
        calendar=Calendar(start=date(2026, 12, 21), weeks=4),
        budgets=(Budget(fund="IT", fiscal_year=2027, running=5),),
    )
    book = ledger(problem)
    assert book.years == (2026, 2027)
    assert book.accounts == (("IT", "running"),)
    assert book.purse[0].tolist() == [1 << 60, 5]
    assert book.days[0].tolist() == [11, 17]
