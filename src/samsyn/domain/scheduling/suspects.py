"""Which initiatives may stand in each other's way: small sets first, so that proofs stay quick.

A set of demands that cannot be met makes every larger one impossible too. What a good plan has
late or leaves out is therefore looked at with what it waits for, then with ever more of those
that want the same people by the same time.
"""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.domain.scheduling.outcome import Result
from samsyn.domain.scheduling.problem import Initiative, Problem

MOST_LATE = 6
"""Late initiatives that sets are grown around."""
STEPS = (0, 1, 3, 7, 15, 31)
"""How many rivals are added to a set, one after the other."""


def late_in(problem: Problem, result: Result) -> list[str]:
    """Name what a plan leaves out, or has late, the soonest wanted first."""
    finishes = result.schedule.finishes
    late = [
        one
        for one in problem.initiatives
        if one.key not in finishes
        or (one.deadline is not None and finishes[one.key] > one.deadline)
    ]
    return [one.key for one in sorted(late, key=_wanted)]


def sets_around(problem: Problem, late: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (whom it is grown around, keys of initiatives), the small sets of all first."""
    by_key = {one.key: one for one in problem.initiatives}
    waits = _waits(problem)
    rivals = {key: _rivals(problem, by_key[key], waits) for key in late[:MOST_LATE]}
    told: set[frozenset[str]] = set()
    for many in STEPS:
        for key, others in rivals.items():
            grown = _with_what_they_wait_for({key, *others[:many]}, waits)
            if grown not in told:
                told.add(grown)
                yield key, grown


def _wanted(one: Initiative) -> int:
    return one.deadline if one.deadline is not None else 1 << 30


def _waits(problem: Problem) -> dict[str, set[str]]:
    """Say for each initiative which others it waits for."""
    owner = {phase.key: i.key for i in problem.initiatives for phase in i.phases}
    owner |= {i.key: i.key for i in problem.initiatives}
    waits: dict[str, set[str]] = {i.key: set() for i in problem.initiatives}
    for link in problem.links:
        before, after = owner.get(link.before), owner.get(link.after)
        if before is not None and after is not None and before != after:
            waits[after].add(before)
    return waits


def _with_what_they_wait_for(keys: set[str], waits: dict[str, set[str]]) -> frozenset[str]:
    found, more = set(keys), set(keys)
    while more:
        more = {before for key in more for before in waits[key]} - found
        found |= more
    return frozenset(found)


def _rivals(problem: Problem, one: Initiative, waits: dict[str, set[str]]) -> list[str]:
    """Order the others by how likely they are in its way: same people, wanted as soon."""
    mine = _with_what_they_wait_for({one.key}, waits)
    roles = {role for i in problem.initiatives if i.key in mine for role in _roles(i)}
    others = [i for i in problem.initiatives if i.key not in mine]
    others.sort(key=lambda i: (not roles & _roles(i), _wanted(i) > _wanted(one), _wanted(i)))
    return [i.key for i in others]


def _roles(one: Initiative) -> set[str]:
    ways = [way for phase in one.phases for way in (phase.modes or (phase,))]
    return {role for way in ways for role, percent in way.demand.items() if percent}
