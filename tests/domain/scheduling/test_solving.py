"""How a solve behaves while it runs: at once, better and better, and stopped at any time."""

from itertools import pairwise
from time import perf_counter

import numpy as np
import pytest

from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.generation import desk_for
from samsyn.domain.scheduling.outcome import LeftOut, Progress, Status
from samsyn.domain.scheduling.population import first_plan
from samsyn.domain.scheduling.problem import Initiative, Link, Phase, Problem
from samsyn.domain.scheduling.solve import solve, warm_up
from samsyn.domain.scheduling.verify import violations
from samsyn.domain.shared.compiled import interpreted
from tests.support.scheduling import calendar, team


def crowded(initiatives: int, weeks: int) -> Problem:
    """Many initiatives that compete for three roles."""
    lengths = [3, 5, 2, 7, 4]
    roles = ["analyst", "architect", "developer"]
    made = []
    for number in range(initiatives):
        phases = tuple(
            Phase(
                key=f"{number}.{part}",
                weeks=lengths[(number + 2 * part) % 5],
                demand={roles[(number + part) % 3]: 20 + 10 * ((number * 7 + part) % 6)},
            )
            for part in range(4)
        )
        made.append(Initiative(key=str(number), phases=phases, deadline=8 + 3 * number))
    return Problem(
        calendar=calendar(weeks),
        initiatives=tuple(made),
        links=tuple(
            Link(before=f"{number}.{part}", after=f"{number}.{part + 1}")
            for number in range(initiatives)
            for part in range(3)
        ),
        **team(analyst=100, architect=100, developer=100),  # type: ignore[arg-type]
    )


def test_a_first_plan_is_there_at_once_and_each_next_is_better() -> None:
    heard: list[Progress] = []
    problem = crowded(30, 200)
    result = solve(problem, seconds=1.5, on_improvement=heard.append)
    assert result.first_feasible_seconds < 10
    assert heard[0].source == "first"
    assert all(later.objective < earlier.objective for earlier, later in pairwise(heard))
    assert heard[-1].objective == result.objective
    assert result.bound <= result.objective
    for progress in heard:
        assert violations(problem, progress.schedule) == []


def test_a_plan_found_on_the_way_says_what_it_leaves_out_as_the_last_one_does() -> None:
    wish = Initiative(
        key="wish", phases=(Phase(key="w", weeks=2, demand={"a": 10}, cost=9),), mandatory=False
    )
    must = Initiative(key="must", phases=(Phase(key="m", weeks=2, demand={"b": 10}),))
    heard: list[Progress] = []
    problem = Problem(calendar=calendar(9), initiatives=(wish, must), **team(a=50))  # type: ignore[arg-type]
    result = solve(problem, seconds=1, on_improvement=heard.append)
    told = {one.facts["initiative"]: one.code for one in heard[0].left_out}
    assert told == {"wish": LeftOut.NOT_WORTH_IT, "must": LeftOut.NO_HOLDER}
    assert heard[-1].left_out == result.left_out


def test_stopping_keeps_the_best_plan_so_far() -> None:
    heard: list[Progress] = []
    began = perf_counter()
    result = solve(
        crowded(30, 200),
        seconds=60,
        on_improvement=heard.append,
        should_stop=lambda: len(heard) > 0,
    )
    assert perf_counter() - began < 50
    assert result.objective <= heard[-1].objective
    assert result.status is Status.FEASIBLE


def test_one_core_is_enough() -> None:
    problem = crowded(3, 60)
    result = solve(problem, seconds=10, workers=1)
    assert result.status is Status.OPTIMAL
    assert violations(problem, result.schedule) == []


def test_a_proven_plan_is_as_good_on_any_seed() -> None:
    objectives = {solve(crowded(3, 60), seconds=20, seed=seed).objective for seed in (1, 2, 3)}
    assert len(objectives) == 1


def test_the_slow_twin_of_a_compiled_function_gives_the_same_plan() -> None:
    network = compile_problem(crowded(30, 200))
    starts = []
    for build in (first_plan, interpreted(first_plan)):
        order, start = network.net.topological.copy(), network.net.topological.copy()
        choice, score = np.ones(30, np.int8), np.zeros(5, np.int64)
        build(network.net, desk_for(network.net), order, choice, start, score)
        starts.append(start.tolist())
    assert starts[0] == starts[1]


@pytest.fixture(scope="module")
def compiled() -> None:
    """Have the engine compiled, so that no work is cut short by the seconds that takes."""
    warm_up()


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_work_gives_the_same_plan(workers: int) -> None:
    problem = crowded(30, 200)
    one, other = (solve(problem, seconds=600, workers=workers, seed=7, work=2_000) for _ in "12")
    assert one.schedule == other.schedule
    assert one.objective == other.objective
    assert violations(problem, one.schedule) == []


@pytest.mark.usefixtures("compiled")
def test_the_same_work_on_one_core_and_on_two_gives_the_same_plan() -> None:
    one, two = (solve(crowded(30, 200), seconds=600, workers=w, work=1_000) for w in (1, 2))
    assert one.schedule == two.schedule


@pytest.mark.usefixtures("compiled")
def test_more_work_never_gives_a_worse_plan() -> None:
    little, much = (solve(crowded(30, 200), seconds=600, work=w).objective for w in (200, 2_000))
    assert much <= little
