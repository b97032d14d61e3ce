"""What people have for a plan changes from week to week, and the plan knows each reason for it."""

from __future__ import annotations

from datetime import date

from samsyn.apps.organisation.models import Absence
from samsyn.apps.organisation.public import Role
from samsyn.apps.roadmap.models import ClosedPeriod
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import picture, plan
from tests.support.builders import Town


def has(north: Town, role: Role) -> dict[date, int]:
    """Return what people have for a role by week, as a plan with work for it knows."""
    a.phase(a.initiative(north), north, 1, {role: 1})
    found = picture(solve_plan(north.administrator, plan_id=plan(north).pk))
    (lane,) = (one for one in found.lanes if one.key == f"r{role.pk}")
    return {found.calendar.date_of(week): share for week, share in enumerate(lane.has)}


def test_part_time_leave_and_holidays_take_their_days(north: Town) -> None:
    role = a.role(north, "Trainer")
    who = a.person(north, working_share=60)
    a.holds(north, who, role, 100)
    with north.arranging():
        Absence.everything.create(
            person=who, kind="parental", since=date(2026, 3, 2), until=date(2026, 3, 15), share=50
        )

    weeks = has(north, role)

    assert weeks[date(2026, 2, 23)] == 60
    assert weeks[date(2026, 3, 2)] == weeks[date(2026, 3, 9)] == 30
    assert weeks[date(2026, 3, 16)] == 60
    assert weeks[date(2026, 3, 30)] == 48  # Good Friday
    assert weeks[date(2026, 4, 6)] == 48  # Easter Monday


def test_time_that_is_lent_counts_from_its_first_day_to_its_last(north: Town) -> None:
    role = a.role(north, "Architect")
    a.holds(north, a.person(north), role, 20)
    lent = a.person(north, "Lent by a neighbour")
    a.holds(north, lent, role, 40, since=date(2026, 3, 2), until=date(2026, 3, 29))

    weeks = has(north, role)

    assert [weeks[date(2026, 2, 23)], weeks[date(2026, 3, 2)]] == [20, 60]
    assert [weeks[date(2026, 3, 23)], weeks[date(2026, 4, 13)]] == [60, 20]


def test_who_has_not_come_or_has_left_gives_nothing(north: Town) -> None:
    role = a.role(north, "Registrar")
    a.holds(north, a.person(north, employed_from=date(2026, 3, 2)), role, 50)
    a.holds(north, a.person(north, planned_retirement=date(2026, 3, 1)), role, 30)

    weeks = has(north, role)

    assert [weeks[date(2026, 2, 23)], weeks[date(2026, 3, 2)]] == [30, 50]


def test_one_person_is_never_planned_above_own_time_over_all_roles(north: Town) -> None:
    one, other = a.role(north, "One"), a.role(north, "Other")
    who = a.person(north, working_share=80)
    a.holds(north, who, one, 60)
    a.holds(north, who, other, 100)

    weeks = has(north, one)

    assert weeks[date(2026, 2, 23)] == 30


def test_nobody_works_in_a_closed_period_and_work_goes_on_behind_it(
    north: Town, lead: Role
) -> None:
    row = a.initiative(north, "Through the election", earliest_start=date(2026, 8, 31))
    a.phase(row, north, 4, {lead: 40})
    ours = plan(north)
    with north.arranging():
        ClosedPeriod.everything.create(
            plan=ours, name="Election", since=date(2026, 9, 9), until=date(2026, 9, 20)
        )

    run = solve_plan(north.administrator, plan_id=ours.pk)

    calendar = picture(run).calendar
    (piece,) = picture(run).placed[0].pieces
    worked = [calendar.date_of(week) for week in range(piece.start, piece.end)]
    assert worked == [date(2026, 8, 31), *(date(2026, 9, 21), date(2026, 9, 28), date(2026, 10, 5))]
