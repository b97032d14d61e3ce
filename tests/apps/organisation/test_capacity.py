"""Plans count on the time people really have."""

from __future__ import annotations

from datetime import date

from pytest_django import DjangoAssertNumQueries

from samsyn.apps.organisation.models import Absence
from samsyn.apps.organisation.public import people_capacity
from tests.apps.organisation.builders import holds, person, role
from tests.support.builders import Town

# Monday 1 June 2026; Saturday the 6th is Sweden's national day; Midsummer Eve is Friday the 19th.
WEEKS = [date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 15), date(2026, 6, 22)]


def test_a_week_holds_what_employment_leave_and_holidays_leave_of_it(north: Town) -> None:
    anna = person(north, working_share=80, employed_from=date(2026, 6, 3))
    strategist = role(north, "strategist")
    holds(north, anna, strategist, 30, since=date(2026, 6, 10))
    holds(north, anna, role(north, "long gone"), 30, until=date(2026, 5, 31))
    with north.arranging():
        Absence.everything.create(
            person=anna, since=date(2026, 6, 8), until=date(2026, 6, 9), share=50
        )
        Absence.everything.create(person=anna, since=date(2026, 6, 22))

    with north.looking():
        (one,) = people_capacity(north.administrator, WEEKS)

    assert (one.name, one.working_share) == ("Anna Berg", 80)
    # From Wednesday: 3/5. Two half days away: 4/5. Midsummer Eve off: 4/5. Away altogether.
    assert one.presence == (60, 80, 80, 0)
    assert [(held.role, held.share, held.since) for held in one.roles] == [
        ("strategist", 30, date(2026, 6, 10))
    ]
    assert one.roles[0].role_id == strategist.pk


def test_who_has_retired_gives_no_time(north: Town) -> None:
    person(north, planned_retirement=date(2026, 5, 31))
    with north.looking():
        assert people_capacity(north.administrator, WEEKS) == []


def test_the_neighbours_people_are_not_counted_on(north: Town, south: Town) -> None:
    person(north, visibility="federation")
    with south.looking():
        assert people_capacity(south.administrator, WEEKS) == []


def test_capacity_costs_the_same_for_one_and_for_many(
    north: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    strategist = role(north)
    for number in range(5):
        holds(north, person(north, f"Person {number}"), strategist)
    with north.looking(), django_assert_num_queries(5):
        assert len(people_capacity(north.administrator, WEEKS)) == 5
