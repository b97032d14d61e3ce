"""What work asks for, week by week: per role, per pair kept apart, per roles of the same people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.crews import Staff
from samsyn.domain.scheduling.network import Column, Kind, Longs
from samsyn.domain.scheduling.problem import Mode, Phase, Problem, Together

More = tuple[Column, dict[str, int], Longs]
"""A column beside the roles', what each phase asks of it, and how much there is by week."""
MOST_ROLES = 8
"""Roles up to which all that can be put together are; beyond, only two and two and all of them."""


def more_columns(problem: Problem) -> list[More]:
    """Give the columns beside the roles'."""
    weeks = problem.calendar.weeks
    apart = ((c, asks, np.full(weeks, most, np.int64)) for c, asks, most in apart_columns(problem))
    return [*apart, *(people_columns(problem) if problem.same_people else ())]


def people_columns(problem: Problem) -> Iterator[More]:
    """Yield roles that together have less than each for itself, because the same people hold them.

    This follows from who can be in a team, so it forbids nothing; but it is told in one number
    what else only a search over teams finds out.
    """
    staff = Staff(problem)
    roles = sorted(
        {role for phase in problem.phases for role, need in phase.demand.items() if need}
    )
    sizes = range(2, len(roles) + 1) if len(roles) <= MOST_ROLES else (2, len(roles))
    alone = {role: staff.together((role,)) for role in roles}
    for several in chain.from_iterable(combinations(roles, size) for size in sizes):
        there = staff.together(several)
        if (there < sum(alone[role] for role in several)).any():
            asks = {p.key: sum(p.demand.get(role, 0) for role in several) for p in problem.phases}
            yield Column(Kind.PEOPLE, several), asks, there


def apart_columns(problem: Problem) -> Iterator[tuple[Column, dict[str, int], int]]:
    """Yield columns that keep pairs apart: what each phase asks of it, and how much there is.

    One phase of the one side takes all, each phase of the other side takes one part: those run
    side by side, but none of them beside the first.
    """
    inside = {i.key: [phase.key for phase in i.phases] for i in problem.initiatives}
    for pair in problem.together:
        if not pair.apart:
            continue
        one = inside.get(pair.one, [pair.one])
        other = inside.get(pair.other, [pair.other])
        if len(one) > len(other):
            one, other = other, one
        for key in one:
            asks = {**dict.fromkeys(other, 1), key: len(other)}
            yield Column(Kind.APART, (pair.one, pair.other)), asks, len(other)


def demand_of(variants: tuple[Mode, ...], roles: tuple[str, ...], size: int) -> Longs:
    """Lay out the percent per variant and column; only roles are filled in."""
    column = {role: index for index, role in enumerate(roles)}
    table = np.zeros((len(variants), size), np.int64)
    for number, variant in enumerate(variants):
        if variant.weeks:
            for role, percent in variant.demand.items():
                table[number, column[role]] = percent
    return table


def together_in(
    problem: Problem, starts: Mapping[str, int], weeks: Mapping[str, int]
) -> Iterator[tuple[Together, int, int]]:
    """Yield the pairs that run in the same weeks though they touch the same: first, last week."""
    inside = {i.key: [phase.key for phase in i.phases] for i in problem.initiatives}
    for pair in problem.together:
        busy: list[set[int]] = []
        for side in (pair.one, pair.other):
            keys = [key for key in inside.get(side, [side]) if key in starts]
            busy.append({w for k in keys for w in range(starts[k], starts[k] + weeks[k])})
        both = busy[0] & busy[1]
        if both:
            yield pair, min(both), max(both)


def taken_by_pinned(
    phases: tuple[Phase, ...], pinned_demand: Mapping[int, NDArray[np.int64]], left: Longs
) -> None:
    """Take what pinned work needs out of what there is, in place; never below nothing."""
    for number, demand in pinned_demand.items():
        start = phases[number].pinned or 0
        length = int(demand[-1])
        left[max(start, 0) : max(start + length, 0)] -= demand[:-1]
    np.maximum(left, 0, out=left)
