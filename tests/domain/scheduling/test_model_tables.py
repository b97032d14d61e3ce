"""What CP-SAT is told of money and shares is what a table says, and its plans are the engine's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from benchmarks.peers import by_cp_sat, fair_model, hint_wholly, straightened
from benchmarks.portfolios import Size, portfolio
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.model import build_model
from samsyn.domain.scheduling.model_tables import looked_up, straight_pieces
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations
from tests.support.scheduling import calendar, team

WEEKS = 12


def table_of(runs: list[tuple[int, int, int]]) -> list[int]:
    """Lay out runs of some weeks that rise by so much a week, each after a jump."""
    values = [0]
    for weeks, jump, slope in runs:
        values += [values[-1] + jump + slope * week for week in range(weeks)]
    return (values * (WEEKS + 1))[: WEEKS + 1]


RUNS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(-3, 3), st.integers(-2, 2)), min_size=1, max_size=4
)
TABLES = st.lists(RUNS.map(table_of), min_size=1, max_size=2)


@settings(max_examples=60, deadline=None)
@given(tables=TABLES, week=st.integers(0, WEEKS - 2), there=st.booleans())
def test_each_week_has_the_value_of_its_table_and_what_is_left_out_has_none(
    tables: list[list[int]], week: int, *, there: bool
) -> None:
    phase = Phase(key="a.1", weeks=2, demand={"architect": 10})
    idea = Initiative(key="a", phases=(phase,), mandatory=False, yearly_benefit=9)
    people: dict[str, Any] = team(architect=100)
    network = compile_problem(Problem(calendar=calendar(WEEKS), initiatives=(idea,), **people))
    model = build_model(network, 0)
    read = [np.array(table, np.int64) for table in tables]
    values = looked_up(model, 0, read, model.placed[0])
    model.cp.add(model.start[0] == week)
    model.cp.add(model.placed[0] == int(there))
    solver = cp_model.CpSolver()

    for sense in (1, -1):
        model.cp.minimize(sum(sense * value for value in values))
        assert solver.solve(model.cp) == cp_model.OPTIMAL
        assert [solver.value(value) for value in values] == [
            int(table[week]) * there for table in read
        ]


def test_a_year_of_a_cost_is_three_pieces_and_a_bend_starts_a_new_one() -> None:
    step = np.array([0, 0, 0, 7, 7, 7, 0, 0], np.int64)
    assert straight_pieces([step], 0, 7) == [(0, 2), (3, 5), (6, 7)]
    slope = np.array([9, 9, 9, 6, 3, 0, 0, 0], np.int64)
    assert straight_pieces([slope], 1, 7) == [(1, 2), (3, 5), (6, 7)]
    assert straight_pieces([step, slope], 0, 7)[0] == (0, 2)


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_engines_plan_is_one_of_the_peers_and_the_peers_are_plans(seed: int) -> None:
    drawn = portfolio(seed, Size(activities=40, people=15, weeks=60))
    ours = solve(drawn, seconds=120, work=3000)
    model, _musts, _rest = fair_model(compile_problem(drawn))

    assert hint_wholly(model, ours.schedule)
    for in_turn in (False, True):
        status, theirs, worth = by_cp_sat(drawn, 120, 2, in_turn=in_turn)
        assert (status, worth is not None) == ("OPTIMAL", True)
        assert theirs is not None
        assert violations(drawn, theirs) == []
        assert worth is not None
        assert worth[:2] == ours.objective[:2]
        assert abs(worth.benefit - ours.objective.benefit) <= 0.01 * abs(ours.objective.benefit)


def test_what_a_finish_gives_is_drawn_straight_within_half_a_hundredth() -> None:
    drawn = portfolio(1, Size(activities=40, people=15, weeks=200))
    for table in compile_problem(drawn).net.worth:
        assert np.abs(straightened(table) - table).max() <= max(200, 0.005 * np.abs(table).max())
