"""What one lends and another borrows is in both plans: one has less time, the other has more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.federation.services.pool_time import end_time
from samsyn.apps.organisation.public import CapacityChange, Role, people_capacity
from samsyn.apps.roadmap.queries.runs import PLANNED_FROM
from samsyn.apps.roadmap.queries.setting import fingerprint_now
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.roadmap.picture import Picture
from samsyn.kernel import clock
from tests.apps.federation import pooling as p
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import NOON, picture, placed, plan
from tests.support.builders import Town

SINCE, UNTIL = date(2026, 3, 2), date(2026, 6, 28)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _it_is_january() -> Iterator[None]:
    with clock.stopped_at(NOON), translation.override("en"):
        yield


@pytest.fixture
def role(north: Town) -> Role:
    """What is lent."""
    return a.role(north, "Integration developer")


def has(found: Picture, role: Role, monday: date) -> int:
    """Return what people have for a role in a week of a plan."""
    lane = next(one for one in found.lanes if one.key == f"r{role.pk}")
    return lane.has[found.calendar.week_of(monday)]


def test_the_lenders_plan_waits_and_the_borrowers_begins(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role, share=60)
    wants = {"earliest_start": SINCE}
    a.phase(a.initiative(north, "Ours", **wants), north, 4, {role: 45})
    a.phase(a.initiative(south, "Theirs", **wants), south, 4, {role: 30})
    plans = {town: plan(town) for town in (north, south)}
    before = {
        town: solve_plan(town.administrator, plan_id=plans[town].pk) for town in (north, south)
    }
    start = picture(before[north]).calendar.week_of(SINCE)
    (piece,) = placed(before[north], "Ours").pieces
    assert piece.start == start
    assert "Theirs" not in [one.name for one in picture(before[south]).placed if one.pieces]

    p.agreed(north, south, role, who, share=40, since=SINCE, until=UNTIL)

    for town in (north, south):
        with town.looking():
            now = fingerprint_now(town.administrator, plans[town], TODAY)
            assert now != before[town].fingerprint
    assert CapacityChange._meta.db_table in PLANNED_FROM
    lender = picture(solve_plan(north.administrator, plan_id=plans[north].pk))
    borrower = picture(solve_plan(south.administrator, plan_id=plans[south].pk))
    mondays = (date(2026, 2, 23), SINCE, date(2026, 6, 22), date(2026, 6, 29))
    assert [has(lender, role, day) for day in mondays] == [60, 20, 20, 60]
    # Midsummer Eve takes a day of five of the last whole week that is borrowed: 19 June 2026.
    assert [has(borrower, role, day) for day in (*mondays, date(2026, 6, 15))] == [0, 40, 40, 0, 32]
    (late,) = next(one for one in lender.placed if one.name == "Ours").pieces
    assert late.start >= lender.calendar.week_of(date(2026, 6, 29))
    (begun,) = next(one for one in borrower.placed if one.name == "Theirs").pieces
    assert begun.start == start


def test_what_is_ended_early_comes_back(north: Town, south: Town, role: Role) -> None:
    held = p.agreed(north, south, role, p.lender(north, role), since=SINCE, until=UNTIL)
    ours = plan(north)
    with north.looking():
        before = fingerprint_now(north.administrator, ours, TODAY)
    end_time(south.administrator, key=held.key, last_day=date(2026, 3, 29), reason="Done.")
    with north.looking():
        assert fingerprint_now(north.administrator, ours, TODAY) != before
        (one,) = people_capacity(north.administrator, [SINCE])
        (later,) = people_capacity(north.administrator, [date(2026, 3, 30)])
    assert [(r.share, r.since, r.until) for r in one.roles] == [
        (60, None, date(2026, 3, 1)),
        (40, SINCE, date(2026, 3, 29)),
        (60, date(2026, 3, 30), None),
    ]
    assert [r.share for r in later.roles] == [60]


def test_who_holds_too_much_already_gives_the_lent_time_first(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role, share=60)
    a.holds(north, who, a.role(north, "Architect"), 60)
    p.agreed(north, south, role, who, share=40, since=SINCE, until=UNTIL)
    with north.looking():
        (one,) = people_capacity(north.administrator, [date(2026, 2, 23), SINCE])
    # 20 and 60 of roles are left, and 60 per cent of full time to do them in.
    assert one.presence == (100, 75)


def test_a_stranger_at_work_has_no_name_and_costs_one_question(
    north: Town, south: Town, role: Role, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    who = p.lender(north, role)
    for number in range(3):
        p.agreed(north, south, role, who, share=10, since=date(2026, 3, 2 + number), until=UNTIL)
    with south.looking(), django_assert_num_queries(3):
        found = people_capacity(south.administrator, [date(2026, 3, 9)])
    assert [(one.name, one.working_share) for one in found] == [("North", 10)] * 3
    assert all(one.person_id < 0 for one in found)
