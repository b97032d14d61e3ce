"""What a planner may rely on: deadlines first, money by year, reasons for what is left out."""

from dataclasses import replace

import pytest

from samsyn.domain.scheduling.outcome import LeftOut, Result, Status
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations
from samsyn.domain.scheduling.wellformed import Flaw
from samsyn.domain.shared.refusal import Refused
from tests.support.scheduling import calendar

DEVELOPER = (Person(key="Kim"),)
FULL_TIME = (Assignment(person="Kim", role="developer", share=100),)


def work(key: str, weeks: int = 4, percent: int = 100, **more: object) -> Initiative:
    """One initiative of one phase for the developer."""
    phase = Phase(key=f"{key} build", weeks=weeks, demand={"developer": percent})
    return replace(Initiative(key=key, phases=(phase,)), **more)  # type: ignore[arg-type]


def plan(*initiatives: Initiative, weeks: int = 20, **more: object) -> Result:
    """The best plan for the one developer, checked."""
    problem = Problem(
        calendar=calendar(weeks),
        people=DEVELOPER,
        assignments=FULL_TIME,
        initiatives=initiatives,
    )
    problem = replace(problem, **more)  # type: ignore[arg-type]
    result = solve(problem, seconds=10)
    assert violations(problem, result.schedule) == []
    return result


def test_the_legal_deadline_goes_before_the_larger_benefit() -> None:
    law = work("law", deadline=4)
    gain = work("gain", mandatory=False, yearly_benefit=1_000_000)
    assert plan(gain, law).schedule.finishes == {"law": 4, "gain": 8}


def test_the_heavier_deadline_goes_first_when_both_cannot_be_kept() -> None:
    light, heavy = work("light", deadline=4), work("heavy", deadline=4, lateness_weight=5)
    result = plan(light, heavy)
    assert result.schedule.finishes == {"heavy": 4, "light": 8}
    assert result.objective.lateness == 4


def test_the_larger_benefit_comes_first_and_what_costs_more_than_it_gives_is_left_out() -> None:
    small = work("small", mandatory=False, yearly_benefit=100_000)
    large = work("large", mandatory=False, yearly_benefit=900_000)
    loss = work("loss", mandatory=False, yearly_benefit=10, yearly_cost=20)
    result = plan(small, large, loss)
    assert result.schedule.finishes == {"large": 4, "small": 8}
    assert [(o.code, o.facts["initiative"]) for o in result.left_out] == [
        (LeftOut.NOT_WORTH_IT, "loss")
    ]


def test_two_half_time_pieces_of_work_run_side_by_side() -> None:
    assert plan(work("a", percent=50), work("b", percent=50)).schedule.finishes == {"a": 4, "b": 4}


def test_nobody_works_during_the_leave() -> None:
    away = (Person(key="Kim", presence=(100, 100, 0, 0, 100)),)
    assert plan(work("a"), people=away).schedule.starts == {"a build": 4}


def test_the_second_of_two_waits_until_after_the_leave() -> None:
    away = (Person(key="Kim", presence=(100, 100, 100, 100, 0, 100)),)
    result = plan(work("a", weeks=3), work("b", weeks=3), people=away)
    assert sorted(result.schedule.finishes.values()) == [3, 8]
    assert result.status is Status.OPTIMAL


def test_shares_beyond_the_working_share_shrink() -> None:
    result = plan(
        work("a", percent=40),
        people=(Person(key="Kim", working_share=60),),
        assignments=(
            Assignment(person="Kim", role="developer", share=100),
            Assignment(person="Kim", role="architect", share=100),
        ),
    )
    assert [o.facts for o in result.left_out] == [
        {
            "initiative": "a",
            "phase": "a build",
            "role": "developer",
            "percent": 40,
            "most_percent": 30,
        }
    ]


def test_a_role_that_nobody_holds_is_named() -> None:
    result = plan(work("a"), assignments=())
    assert result.objective.unplaced == 1
    assert result.status is Status.OPTIMAL
    assert result.left_out[0].code is LeftOut.NO_HOLDER
    assert result.left_out[0].facts["role"] == "developer"


def test_what_does_not_fit_before_the_horizon_is_named_and_the_rest_is_planned() -> None:
    result = plan(work("a", weeks=12), work("b", weeks=12), work("c", weeks=30))
    assert result.schedule.finishes.keys() <= {"a", "b"}
    assert result.objective.unplaced == 2
    reasons = {o.facts["initiative"]: o.code for o in result.left_out}
    assert reasons["c"] is LeftOut.BEYOND_HORIZON
    assert sorted(reasons.values()) == [LeftOut.BEYOND_HORIZON, LeftOut.NO_ROOM]


def test_what_waits_for_itself_is_left_out_with_what_waits_for_it() -> None:
    result = plan(
        work("a"),
        work("b"),
        work("c"),
        links=(
            Link(before="a", after="b"),
            Link(before="b", after="a"),
            Link(before="b", after="c"),
        ),
    )
    assert {o.facts["initiative"]: o.code for o in result.left_out} == {
        "a": LeftOut.WAITS_FOR_ITSELF,
        "b": LeftOut.WAITS_FOR_ITSELF,
        "c": LeftOut.WAITS_FOR_ITSELF,
    }


def test_an_initiative_waits_for_another_and_the_agreed_weeks() -> None:
    result = plan(work("a"), work("b"), links=(Link(before="a", after="b", lag=3),))
    assert result.schedule.starts == {"a build": 0, "b build": 7}


def test_work_that_costs_waits_for_the_year_that_has_the_money() -> None:
    paid = replace(
        work("a", fund="IT"),
        phases=(Phase(key="a build", weeks=4, demand={"developer": 100}, cost=500),),
    )
    pot = (Budget(fund="IT", fiscal_year=2026, one_off=499),)
    assert plan(paid, budgets=pot).schedule.starts == {"a build": 5}


def test_it_comes_into_use_when_the_yearly_money_is_there() -> None:
    running = work("a", weeks=2, yearly_cost=3650, fund="IT")
    pot = (Budget(fund="IT", fiscal_year=2026, running=0),)
    result = plan(running, budgets=pot)
    assert result.schedule.starts == {"a build": 0}
    assert result.schedule.finishes == {"a": 5}


def test_what_runs_stays_where_it_is_and_takes_its_people() -> None:
    phase = Phase(key="on build", weeks=6, demand={"developer": 100}, pinned=-2)
    result = plan(Initiative(key="on", phases=(phase,)), work("next"))
    assert result.schedule.starts == {"on build": -2, "next build": 4}


def test_the_published_week_is_kept_when_nothing_important_is_lost() -> None:
    assert plan(work("a"), published={"a build": 3}).schedule.starts == {"a build": 3}
    late = work("a", deadline=5)
    assert plan(late, published={"a build": 3}).schedule.starts == {"a build": 1}


def test_nothing_to_plan_is_a_plan() -> None:
    result = plan()
    assert result.status is Status.OPTIMAL
    assert result.schedule.finishes == {}


def test_a_problem_that_makes_no_sense_is_refused_with_every_flaw() -> None:
    with pytest.raises(Refused) as refused:
        plan(
            work("a"),
            work("a", weeks=-1),
            links=(Link(before="nowhere", after="a"),),
        )
    assert [objection.code for objection in refused.value.objections] == [
        Flaw.KEY_TWICE,
        Flaw.KEY_TWICE,
        Flaw.UNKNOWN_KEY,
        Flaw.NEGATIVE_NUMBER,
    ]
