"""How much of each role people have, week by week, as the register says now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samsyn.apps.organisation.public import PersonCapacity, people_capacity
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.hours import Given
from samsyn.domain.roadmap.picture import Picture
from samsyn.domain.roadmap.setting import holder_key, role_key
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.problem import Assignment, Person, Problem
from samsyn.domain.scheduling.staffing import capacity, roles_of


def people_in(
    people: Iterable[PersonCapacity],
    calendar: Calendar,
    given: Mapping[int, Given] | None = None,
) -> tuple[tuple[Person, ...], tuple[Assignment, ...]]:
    """Put people and the roles they hold into the engine's words.

    Of whoever is known to give less than they promised, only that share of a role is counted on.
    """
    known, held = [], []
    for one in people:
        key = holder_key(one.person_id)
        known.append(Person(key=key, working_share=one.working_share, presence=one.presence))
        kept = given[one.person_id].per_cent if given and one.person_id in given else 100
        held += [
            Assignment(
                person=key,
                role=role_key(role.role_id),
                share=role.share * kept // 100,
                first_week=0 if role.since is None else max(0, calendar.week_of(role.since)),
                until_week=None if role.until is None else max(0, calendar.week_of(role.until) + 1),
            )
            for role in one.roles
        ]
    return tuple(known), tuple(held)


def capacity_now(actor: Actor, picture: Picture) -> dict[str, tuple[int, ...]]:
    """Return percent of full time per week of a picture's calendar, by role."""
    calendar = picture.calendar
    mondays = [calendar.date_of(week) for week in range(calendar.weeks)]
    people, held = people_in(people_capacity(actor, mondays), calendar)
    problem = Problem(calendar=calendar, people=people, assignments=held)
    roles = roles_of(problem)
    table = capacity(problem, roles)
    return {
        role: tuple(int(share) for share in table[:, column]) for column, role in enumerate(roles)
    }
