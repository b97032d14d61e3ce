"""How many percent of full time each role has in each week, from the people who hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.problem import Assignment, Person, Problem


def roles_of(problem: Problem) -> tuple[str, ...]:
    """Name every role that somebody holds or some phase needs, in a stable order."""
    held = (assignment.role for assignment in problem.assignments)
    needed = (role for phase in problem.phases for role in phase.demand)
    by_mode = (role for p in problem.phases for mode in p.modes for role in mode.demand)
    return tuple(sorted({*held, *needed, *by_mode}))


def capacity(problem: Problem, roles: tuple[str, ...]) -> NDArray[np.int64]:
    """Give percent of full time per week and role, shape (weeks, roles).

    A person counts in each role with the share of the assignment times the presence of the week.
    Shares that add up to more than the working share in a week shrink in proportion, so that
    nobody is planned above own capacity over all roles together.
    """
    weeks = problem.calendar.weeks
    column = {role: index for index, role in enumerate(roles)}
    people = {person.key: person for person in problem.people}
    total = np.zeros((weeks, len(roles)), np.int64)
    by_person: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in problem.assignments:
        if assignment.person in people:
            by_person[assignment.person].append(assignment)
    for key, assignments in by_person.items():
        shares = _shares(assignments, weeks)
        given = _within(people[key], shares, apart=problem.same_people)
        for assignment, row in zip(assignments, given, strict=True):
            total[:, column[assignment.role]] += row
    return total


def holders(problem: Problem, role: str) -> tuple[str, ...]:
    """Name the people who hold a role, the largest share first."""
    held = [a for a in problem.assignments if a.role == role and a.share > 0]
    return tuple(dict.fromkeys(a.person for a in sorted(held, key=lambda a: (-a.share, a.person))))


def _shares(assignments: Iterable[Assignment], weeks: int) -> NDArray[np.int64]:
    """Lay out each assignment's share over the weeks, shape (assignments, weeks)."""
    rows = []
    for assignment in assignments:
        row = np.zeros(weeks, np.int64)
        row[max(assignment.first_week, 0) : assignment.until_week] = assignment.share
        rows.append(row)
    return np.array(rows)


def _within(person: Person, shares: NDArray[np.int64], *, apart: bool) -> NDArray[np.int64]:
    """Shrink shares to the working share, and take away what is absent; rounds down.

    `apart`: each role for itself, where who works on what is decided person by person.
    """
    weeks = shares.shape[1]
    asked = shares.sum(axis=0)
    presence = np.full(weeks, 100, np.int64)
    known = min(weeks, len(person.presence))
    presence[:known] = person.presence[:known]
    if apart:
        return np.asarray(np.minimum(shares, person.working_share) * presence // 100)
    allowed = np.minimum(asked, person.working_share)
    return np.asarray(shares * allowed * presence // (np.maximum(asked, 1) * 100))
