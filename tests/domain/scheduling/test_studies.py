"""How sure a plan is, what would help it, what stands in its way, and the plan with changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.domain.scheduling.changing import Change, Turn, changed
from samsyn.domain.scheduling.conflict import Answer, Demand, What, conflicts_in
from samsyn.domain.scheduling.help import _best_without, gain_of, what_would_help
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import Budget, Initiative, Link, Phase, Problem
from samsyn.domain.scheduling.simulation import Spread, simulate
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.staffing import capacity, roles_of
from tests.support.scheduling import calendar, team


def work(
    key: str, weeks: int, percent: int, role: str = "architect", **columns: object
) -> Initiative:
    """One initiative of one phase that needs one role."""
    phase = Phase(key=f"{key}.1", weeks=weeks, demand={role: percent})
    return Initiative(key=key, phases=(phase,), **columns)  # type: ignore[arg-type]


def problem(*initiatives: Initiative, weeks: int = 30, **more: object) -> Problem:
    people = team(architect=100, developer=50)
    return Problem(calendar=calendar(weeks), **people, initiatives=initiatives, **more)  # type: ignore[arg-type]


# How sure


def test_work_that_takes_what_was_planned_ends_when_it_was_planned() -> None:
    asked = problem(work("a", 4, 60), work("b", 5, 60), work("c", 3, 40))
    plan = solve(asked, seconds=0.2).schedule

    lived = simulate(asked, plan, {}, samples=20)

    assert {key: lived.sure(key, 100) for key in lived.initiatives} == plan.finishes


def test_what_takes_longer_pushes_what_waits_for_it_and_for_its_people() -> None:
    asked = problem(
        work("a", 4, 60), work("b", 5, 60), work("c", 2, 40), links=(Link(before="b", after="c"),)
    )
    plan = Schedule({"a.1": 0, "b.1": 4, "c.1": 9}, {"a": 4, "b": 9, "c": 11})

    lived = simulate(asked, plan, {"a.1": Spread(7, 7, 7)}, samples=2)

    assert {key: lived.sure(key, 50) for key in lived.initiatives} == {"a": 7, "b": 12, "c": 14}


def test_a_triangle_is_drawn_as_it_was_said_and_the_same_each_time() -> None:
    asked = problem(work("a", 10, 60))
    plan = Schedule({"a.1": 0}, {"a": 10})
    spread = {"a.1": Spread(8, 10, 18)}

    one, two = (simulate(asked, plan, spread, samples=4_000) for _time in range(2))
    other = simulate(asked, plan, spread, samples=4_000, seed=2)

    assert (one.finishes == two.finishes).all()
    assert (one.finishes != other.finishes).any()
    assert one.finishes.min() >= 8
    assert one.finishes.max() <= 18
    assert one.finishes.mean() == pytest.approx(12, abs=0.15)
    # The triangle's own distribution: at most 10 in a quarter of the cases, give or take rounding.
    assert one.chance("a", 10) == pytest.approx(0.25, abs=0.12)
    assert one.sure("a", 50) < one.sure("a", 80) <= 15


def test_pinned_work_stays_and_its_people_are_not_free() -> None:
    running = Initiative(
        key="run", phases=(Phase(key="r", weeks=6, demand={"architect": 80}, pinned=-2),)
    )
    asked = problem(running, work("a", 3, 60))
    plan = Schedule({"r": -2, "a.1": 4}, {"run": 4, "a": 7})

    lived = simulate(asked, plan, {"r": Spread(9, 9, 9)}, samples=1)

    assert {key: lived.sure(key, 50) for key in lived.initiatives} == {"run": 7, "a": 7}


# The plan with changes


def test_more_and_less_time_in_a_role_counts_in_its_weeks_alone() -> None:
    asked = problem(weeks=6)
    more = Change(turn=Turn.ADD_TIME, key="architect", percent=20, first_week=2, until_week=4)
    less = Change(turn=Turn.TAKE_TIME, key="architect", percent=30, first_week=1, until_week=3)

    def has(*changes: Change) -> list[int]:
        return [
            int(share)
            for share in capacity(changed(asked, changes), ("architect", "developer"))[:, 0]
        ]

    assert has(more) == [100, 100, 120, 120, 100, 100]
    assert has(less) == [100, 70, 70, 100, 100, 100]
    assert has(more, less) == [100, 70, 90, 120, 100, 100]
    assert has(Change(turn=Turn.TAKE_TIME, key="architect", percent=400)) == [0] * 6
    assert roles_of(asked) == ("architect", "developer")


def test_what_is_left_out_is_waited_for_by_nobody_and_what_is_taken_in_must_be_done() -> None:
    asked = problem(
        work("a", 2, 10),
        work("b", 2, 10, mandatory=False),
        links=(Link(before="a", after="b"),),
    )

    left = changed(asked, [Change(turn=Turn.LEAVE_OUT, key="a")])
    taken = changed(asked, [Change(turn=Turn.TAKE_IN, key="b")])

    assert ([i.key for i in left.initiatives], left.links) == (["b"], ())
    assert [i.mandatory for i in taken.initiatives] == [True, True]


def test_deadlines_earliest_starts_and_money_are_turned() -> None:
    asked = problem(
        work("a", 2, 10, deadline=5, fund="pot"),
        budgets=(
            Budget(fund="pot", fiscal_year=2026, one_off=50),
            Budget(fund="pot", fiscal_year=2027, one_off=80),
            Budget(fund="other", fiscal_year=2026, one_off=7),
        ),
    )

    turned = changed(
        asked,
        [
            Change(turn=Turn.DEADLINE, key="a", week=9),
            Change(turn=Turn.EARLIEST, key="a", week=3),
            Change(turn=Turn.MONEY, key="pot", amount=-60, fiscal_year=2026),
            Change(turn=Turn.MONEY, key="pot", amount=5),
        ],
    )

    (one,) = turned.initiatives
    assert (one.deadline, one.earliest) == (9, 3)
    assert [budget.one_off for budget in turned.budgets] == [5, 85, 7]


# What would help


def test_the_role_that_everything_waits_for_is_what_helps_most() -> None:
    first = work("a", 6, 60, yearly_benefit=52_000)
    second = work("b", 6, 50, yearly_benefit=104_000)

    gains = what_would_help(problem(first, second, weeks=52), seconds=0.3)

    best = gains[0]
    assert (best.change.turn, best.change.key, best.change.percent) == (
        Turn.ADD_TIME,
        "architect",
        10,
    )
    assert best.moves == (("a", 6),)
    assert best.benefit == pytest.approx(6_000, rel=0.05)
    assert best.proven


def test_a_missed_deadline_may_be_moved_and_frees_what_it_pushed() -> None:
    gains = what_would_help(
        problem(work("a", 6, 60, deadline=6), work("b", 6, 60, deadline=8)), seconds=0.3
    )

    (moved,) = [gain for gain in gains if gain.change.turn is Turn.DEADLINE]
    assert (moved.change.key, moved.change.week, moved.lateness) == ("b", 12, 4)


def test_a_search_begins_at_the_plan_that_is_known_and_never_ends_behind_it() -> None:
    asked = problem(*(work(f"{n}", 1 + n % 4, 60) for n in range(9)), weeks=60)
    known = solve(asked, seconds=0.5).schedule
    backwards = replace(
        known,
        starts={key: 40 - week for key, week in known.starts.items()},
        finishes={key: 40 - week for key, week in known.finishes.items()},
    )
    first = solve(asked, seconds=0)
    at_once = solve(asked, seconds=0, known=known)
    assert at_once.schedule.finishes == known.finishes
    assert solve(asked, seconds=0, known=backwards).objective <= first.objective


def test_what_a_lever_finds_that_holds_without_it_is_no_gain_of_the_lever() -> None:
    slow = problem(work("a", 2, 60, deadline=2), work("b", 3, 60, deadline=2), weeks=30)
    base = solve(slow, seconds=0.3)
    late = Schedule(starts={"a.1": 20, "b.1": 23}, finishes={"a": 22, "b": 26})
    behind = replace(base, schedule=late, objective=Objective(0, 44, 0, 0, 48))
    without = _best_without(slow, behind, [base])
    assert without.schedule.finishes == base.schedule.finishes
    assert gain_of(Change(turn=Turn.ADD_TIME, key="x", percent=5), without, base).moves == ()


# Why not at all


def test_two_deadlines_and_one_architect_are_the_conflict_and_nothing_else_is() -> None:
    asked = problem(
        work("a", 6, 60, deadline=8),
        work("b", 6, 60, deadline=8),
        work("c", 4, 30, deadline=25),
        work("d", 4, 30, mandatory=False),
    )

    verdict = conflicts_in(asked)

    (found,) = verdict.conflicts
    assert found.proven
    assert set(found.demands) == {
        Demand(What.PEOPLE, "architect"),
        *(Demand(what, key) for what in (What.DONE, What.DEADLINE) for key in ("a", "b")),
    }


def test_each_conflict_found_is_minimal_by_trying_every_smaller_set() -> None:
    asked = problem(work("a", 6, 60, deadline=8), work("b", 6, 60, deadline=8))
    (found,) = conflicts_in(asked).conflicts

    for demand in found.demands:
        if demand.what is What.DEADLINE:
            freer = [
                replace(i, deadline=None) if i.key == demand.key else i for i in asked.initiatives
            ]
        elif demand.what is What.DONE:
            freer = [i for i in asked.initiatives if i.key != demand.key]
        else:
            continue
        assert conflicts_in(replace(asked, initiatives=tuple(freer))).answer is Answer.POSSIBLE


def test_a_pin_and_a_fund_can_be_what_stands_in_the_way() -> None:
    pinned = Initiative(
        key="p", phases=(Phase(key="p.1", weeks=5, demand={"architect": 90}, pinned=0),)
    )
    asked = problem(pinned, work("a", 4, 50, deadline=4))

    (found,) = conflicts_in(asked, pins=["p.1"]).conflicts
    assert Demand(What.PIN, "p.1") in found.demands

    dear = Initiative(key="dear", phases=(Phase(key="d.1", weeks=1, cost=9),), fund="pot")
    poor = problem(dear, budgets=(Budget(fund="pot", fiscal_year=2026, one_off=1),
                                  Budget(fund="pot", fiscal_year=2027, one_off=1)))  # fmt: skip
    (found,) = conflicts_in(poor).conflicts
    assert set(found.demands) == {Demand(What.MONEY, "pot"), Demand(What.DONE, "dear")}


def test_what_can_be_done_has_no_conflict_and_two_conflicts_are_both_told() -> None:
    assert conflicts_in(problem(work("a", 6, 60, deadline=8))).answer is Answer.POSSIBLE

    architects = [work(key, 6, 60, deadline=8) for key in ("a", "b")]
    developers = [work(key, 6, 40, "developer", deadline=8) for key in ("c", "d")]
    verdict = conflicts_in(problem(*architects, *developers))

    assert len(verdict.conflicts) == 2
