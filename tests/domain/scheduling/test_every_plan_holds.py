"""Whatever is asked, the plan that comes out keeps every rule, and the best is the best."""

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samsyn.domain.scheduling.outcome import Status
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    End,
    Initiative,
    Level,
    Link,
    Person,
    Phase,
    Problem,
)
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations
from tests.support.scheduling import calendar, every_plan, measured, problems, rich_problems

SLOW = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(problems(size=6, weeks=20), st.integers(1, 99))
def test_every_schedule_passes_the_verifier(problem: Problem, seed: int) -> None:
    result = solve(problem, seconds=0.2, seed=seed)
    assert violations(problem, result.schedule) == []
    assert measured(problem, result.schedule) == result.objective
    assert result.bound <= result.objective
    placed = set(result.schedule.finishes)
    explained = {objection.facts["initiative"] for objection in result.left_out}
    assert placed | explained == {initiative.key for initiative in problem.initiatives}
    assert not placed & explained


@SLOW
@given(problems(size=2, weeks=5))
def test_the_best_plan_is_the_best_of_all_plans(problem: Problem) -> None:
    best = min(objective for objective, _schedule in every_plan(problem))
    result = solve(problem, seconds=20)
    assert result.status is Status.OPTIMAL
    assert result.objective == best


@SLOW
@given(rich_problems(size=5, weeks=16), st.integers(1, 99))
def test_every_rich_schedule_passes_the_verifier(problem: Problem, seed: int) -> None:
    result = solve(problem, seconds=0.3, seed=seed)
    assert violations(problem, result.schedule) == []
    assert measured(problem, result.schedule) == result.objective
    assert result.bound <= result.objective


NEVER_TOGETHER = Problem(
    calendar=calendar(4),
    initiatives=(
        Initiative(key="0", phases=(Phase(key="0.0", weeks=0),)),
        Initiative(key="1", phases=(Phase(key="1.0", weeks=2),), mandatory=False),
    ),
    links=(
        Link(before="0.0", after="1.0"),
        Link(before="0.0", after="1.0", lag=None, most=1, leaves=End.START, meets=End.FINISH),
    ),
)
"""What may be left out can never be done soon enough after what must be done."""


FURTHER_IS_LATER = Problem(
    calendar=calendar(4),
    initiatives=(
        Initiative(
            key="0",
            phases=(Phase(key="0.0", weeks=1, earliest=2, level="high"),),
            mandatory=False,
            levels=(Level(key="low", yearly_benefit=500), Level(key="high", yearly_benefit=9000)),
        ),
    ),
)
"""What a level adds may not begin before its time, and the other level may be in use sooner."""


TOO_DEAR = Problem(
    calendar=calendar(4),
    initiatives=(
        Initiative(
            key="0",
            phases=(Phase(key="0.0", weeks=1, cost=60, level="low"),),
            mandatory=False,
            fund="pot",
            levels=(Level(key="low", yearly_benefit=500), Level(key="high", yearly_benefit=9000)),
        ),
    ),
    budgets=tuple(Budget(fund="pot", fiscal_year=year, one_off=50) for year in (2026, 2027)),
)
"""What no money could pay for at one level is no reason to leave out the other."""


@SLOW
@example(NEVER_TOGETHER)
@example(TOO_DEAR)
@example(FURTHER_IS_LATER)
@given(rich_problems(size=2, weeks=4))
def test_the_best_rich_plan_is_the_best_of_all_plans(problem: Problem) -> None:
    best = min(objective for objective, _schedule in every_plan(problem))
    result = solve(problem, seconds=20)
    assert result.objective == best
    assert result.status is Status.OPTIMAL


@SLOW
@given(problems(size=3, weeks=8), st.sampled_from(["architect", "developer"]))
def test_one_more_colleague_never_makes_legal_deadlines_worse(problem: Problem, role: str) -> None:
    more = replace(
        problem,
        people=(*problem.people, Person(key="new")),
        assignments=(*problem.assignments, Assignment(person="new", role=role, share=100)),
    )
    before, after = solve(problem, seconds=20), solve(more, seconds=20)
    assert before.status is after.status is Status.OPTIMAL
    assert after.objective[:2] <= before.objective[:2]
