"""A plan is made from real assignments, phases, dependencies, deadlines and money, and holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio.models import Allocation, Fund
from samsyn.apps.roadmap.models import PlannedActivity, PlanRun
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.apps.roadmap.services.pin_phase import pin_phase
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.wording import why, why_not
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.roadmap.publishing import Standstill
from samsyn.domain.scheduling.outcome import Result, Schedule
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import MONDAY, picture, placed, plan
from tests.support.builders import Town


def test_two_that_need_the_same_narrow_role_follow_each_other_and_say_so(
    north: Town, security: Role
) -> None:
    for name, legal in (("First", "The law"), ("Second", "")):
        row = a.initiative(north, name, deadline=date(2026, 3, 1), legal_ground=legal)
        a.phase(row, north, 6, {security: 8}, name="Analyse")
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    first, second = placed(run, "First"), placed(run, "Second")
    assert second.start >= first.pieces[0].end
    told = why(picture(run), second.pieces[0])
    assert told[0].startswith("It waits for Security coordinator (Anna Berg) until week")
    assert "busy with First" in told[0]


def test_what_waits_for_another_starts_after_it_and_a_lag(north: Town, lead: Role) -> None:
    first, then = a.initiative(north, "First"), a.initiative(north, "Then")
    for row in (first, then):
        a.phase(row, north, 3, {lead: 40})
    a.follows(north, first, then, lag_weeks=2)

    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    assert placed(run, "Then").start == (placed(run, "First").finish or 0) + 2
    assert why(picture(run), placed(run, "Then").pieces[0]) == [
        "It waits for First, finished in week 4, and 2 weeks more."
    ]


def test_phases_follow_each_other_and_what_has_begun_stays(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Running", state="running", started_on=date(2025, 12, 8))
    a.phase(row, north, 6, {lead: 30}, started_on=date(2025, 12, 8))
    a.phase(row, north, 2, {lead: 30})

    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    begun, then = placed(run, "Running").pieces
    assert (begun.start, begun.pinned, begun.end) == (-4, True, 2)
    assert then.start == 2


def test_nothing_is_planned_in_the_past(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Late")
    a.phase(row, north, 2, {lead: 10})
    early = plan(north, starts_on=MONDAY - timedelta(weeks=10))

    run = solve_plan(north.administrator, plan_id=early.pk)

    assert placed(run, "Late").start == 10


def test_nobody_works_in_the_closed_weeks(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Over the summer", earliest_start=date(2026, 7, 6))
    a.phase(row, north, 2, {lead: 10})
    calm = plan(north, closed_from=28, closed_until=31)

    run = solve_plan(north.administrator, plan_id=calm.pk)

    start = picture(run).calendar.date_of(placed(run, "Over the summer").start)
    assert start == date(2026, 8, 3)


def test_optional_work_is_left_out_for_want_of_money_and_says_so(north: Town, lead: Role) -> None:
    with north.arranging():
        fund = Fund.everything.create(name="Pot")
        for year in (2026, 2027):
            Allocation.everything.create(fund=fund, fiscal_year=year, one_off=100)
    row = a.initiative(
        north, "Dear", is_optional=True, fund=fund, one_off_cost=101, yearly_benefit=10_000
    )
    a.phase(row, north, 2, {lead: 10})

    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    (missing,) = picture(run).missing
    assert missing.name == "Dear"
    assert why_not(picture(run), missing) == "Pot never has the money it costs."


def test_a_role_that_nobody_holds_leaves_its_initiatives_out(north: Town) -> None:
    orphan = a.role(north, "Architect")
    a.phase(a.initiative(north, "Cathedral"), north, 2, {orphan: 10})

    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    (missing,) = picture(run).missing
    assert why_not(picture(run), missing) == "Nobody holds the role Architect, which it needs."


def test_leave_and_holidays_take_time_that_the_plan_does_not_have(
    north: Town, security: Role
) -> None:
    row = a.initiative(north, "Sharp")
    a.phase(row, north, 1, {security: 10})

    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    # Epiphany, Tuesday 6 January, leaves 8 of the 10 per cent in the plan's first week.
    assert picture(run).lanes[0].has[:2] == (8, 10)
    assert placed(run, "Sharp").start == 1


@pytest.mark.usefixtures("compiled")
def test_a_large_portfolio_is_planned_at_once_and_the_verifier_agrees(north: Town) -> None:
    roles = [a.role(north, f"Role {number}") for number in range(12)]
    for number, role in enumerate(roles):
        a.holds(north, a.person(north), role, 40 + 5 * number)
    rows = []
    for number in range(40):
        row = a.initiative(north, f"Initiative {number}", is_optional=number % 3 == 0)
        for step in range(3):
            shares = {roles[(number + step) % 12]: 10, roles[(number * 5 + step) % 12]: 20}
            a.phase(row, north, 2 + (number + step) % 5, shares)
        rows.append(row)
    for number in range(0, 39, 4):
        a.follows(north, rows[number], rows[number + 1])
    two_years = plan(north, weeks=104)

    run = solve_plan(north.administrator, plan_id=two_years.pk)

    with north.looking():
        setting = build_problem(north.administrator, two_years, clock.today())
        activities = PlannedActivity.owned_by(north.administrator).count()
    found = picture(run)
    schedule = Schedule(
        starts={f"p{piece.key}": piece.start for one in found.placed for piece in one.pieces},
        finishes={f"i{one.key}": one.finish for one in found.placed if one.finish is not None},
    )
    assert violations(setting.problem, schedule) == []
    assert len(found.placed) + len(found.missing) == 40
    assert activities == sum(len(one.pieces) for one in found.placed)


def test_a_pin_holds_and_can_be_let_go(north: Town, lead: Role) -> None:
    phase = a.phase(a.initiative(north, "Pinned"), north, 2, {lead: 10})
    ours = plan(north)

    pin_phase(north.administrator, plan_id=ours.pk, phase_id=phase.pk, starts_on=date(2026, 5, 7))
    pinned = solve_plan(north.administrator, plan_id=ours.pk)
    pin_phase(north.administrator, plan_id=ours.pk, phase_id=phase.pk, starts_on=None)
    free = solve_plan(north.administrator, plan_id=ours.pk)

    assert picture(pinned).calendar.date_of(placed(pinned, "Pinned").start) == date(2026, 5, 4)
    assert placed(free, "Pinned").start == 0


def test_a_pin_outside_the_plan_or_on_begun_work_is_refused(north: Town, lead: Role) -> None:
    phase = a.phase(a.initiative(north), north, 2, {lead: 10}, started_on=MONDAY)

    with pytest.raises(Refused) as refusal:
        pin_phase(
            north.administrator,
            plan_id=plan(north).pk,
            phase_id=phase.pk,
            starts_on=date(2030, 1, 7),
        )

    assert [objection.code for objection in refusal.value.objections] == [
        Standstill.HAS_BEGUN,
        Standstill.OUTSIDE_THE_PLAN,
    ]


def test_nothing_to_plan_is_refused_and_leaves_no_run(north: Town) -> None:
    empty = plan(north)

    with pytest.raises(Refused, match="nothing_to_plan"):
        solve_plan(north.administrator, plan_id=empty.pk)

    with north.looking():
        assert not PlanRun.owned_by(north.administrator).exists()


def test_a_reader_plans_nothing(north: Town, lead: Role) -> None:
    a.phase(a.initiative(north), north, 2, {lead: 10})

    with pytest.raises(NotAllowed):
        solve_plan(north.person(), plan_id=plan(north).pk)


def test_neighbours_are_planned_apart(north: Town, south: Town, lead: Role) -> None:
    a.phase(a.initiative(north, "Ours"), north, 2, {lead: 10})
    theirs = plan(south)

    with pytest.raises(Refused, match="nothing_to_plan"):
        solve_plan(south.administrator, plan_id=theirs.pk)


@pytest.mark.parametrize(("is_warm", "counted"), [(True, 1000), (False, None)])
def test_plans_are_counted_only_where_the_machine_code_is_not_waited_for(
    north: Town, lead: Role, monkeypatch: pytest.MonkeyPatch, *, is_warm: bool, counted: int | None
) -> None:
    asked: list[int | None] = []

    def watched(
        problem: Problem, *, seconds: float, work: int | None, known: Schedule | None
    ) -> Result:
        asked.append(work)
        return solve(problem, seconds=seconds, work=work, known=known)

    monkeypatch.setattr("samsyn.apps.roadmap.services.solve_plan.is_warm", lambda: is_warm)
    monkeypatch.setattr("samsyn.apps.roadmap.services.solve_plan.solve", watched)
    a.phase(a.initiative(north, "School"), north, 4, {lead: 50})

    solve_plan(north.administrator, plan_id=plan(north).pk, work=1000)

    assert asked == [counted]
