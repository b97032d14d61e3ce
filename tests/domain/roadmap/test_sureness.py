"""How sure a date is follows from the plan's money as well as from its people."""

from __future__ import annotations

from datetime import date

from samsyn.domain.roadmap.sureness import paid_as_planned
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)
from samsyn.domain.scheduling.simulation import Spread, simulate
from samsyn.domain.scheduling.solve import solve

YEARS = Calendar(start=date(2026, 9, 7), weeks=40)


def two_years(cost: int) -> Problem:
    """Return work of two phases of which the first costs all there is this year."""
    phases = (
        Phase(key="p1", weeks=4, demand={"r1": 40}, cost=100),
        Phase(key="p2", weeks=4, demand={"r1": 40}, cost=cost),
    )
    return Problem(
        calendar=YEARS,
        people=(Person(key="h1"),),
        assignments=(Assignment(person="h1", role="r1", share=50),),
        initiatives=(Initiative(key="i1", phases=phases, fund="f1"),),
        links=(Link(before="p1", after="p2"),),
        budgets=tuple(
            Budget(fund="f1", fiscal_year=year, one_off=100, running=None) for year in (2026, 2027)
        ),
    )


def surely(problem: Problem) -> int:
    """Return the week by which it is done in four fifths of lives that are quick or as planned."""
    schedule = solve(problem, seconds=0.1).schedule
    quick = {"p1": Spread(2, 3, 4), "p2": Spread(4, 4, 4)}
    lived = simulate(paid_as_planned(problem, schedule), schedule, quick, samples=40)
    return lived.sure("i1", 80)


def test_what_waits_for_the_next_years_money_is_not_done_sooner_because_people_are_quick() -> None:
    new_year = YEARS.week_of(date(2027, 1, 4))
    assert surely(two_years(cost=50)) == new_year + 4


def test_what_costs_nothing_begins_when_people_are_done() -> None:
    assert surely(two_years(cost=0)) <= 8
