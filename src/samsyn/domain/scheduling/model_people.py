"""People in the CP-SAT model, where who begins a phase stays with it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.crews import Crews, Staff, Team
from samsyn.domain.scheduling.model import Model, Solution
from samsyn.domain.scheduling.network import Longs

Seats = dict[tuple[int, str, int], Any]
"""(activity, role, person) -> percent."""


def add_people(model: Model) -> Seats:
    """Let every role of every phase be filled by people who hold it and have the time."""
    cp, network = model.cp, model.network
    staff = Staff(network.problem)
    seats: Seats = {}
    busy: dict[int, list[tuple[Any, Any]]] = defaultdict(list)
    for activity, phase in enumerate(network.phases):
        start = model.start[activity]
        if isinstance(start, int) or not phase.weeks or not any(phase.demand.values()):
            continue
        mine: dict[int, list[Any]] = defaultdict(list)
        for role, need in phase.demand.items():
            taken = []
            for person, gives in staff.gives.get(role, {}).items():
                most = min(need, int(gives.min()), int(staff.has[person].max()))
                if most > 0 and need:
                    seat = cp.new_int_var(0, most, "seat")
                    seats[activity, role, person] = seat
                    taken.append(seat)
                    mine[person].append(seat)
            cp.add(sum(taken) == need * model.exists[activity])
        for person, parts in mine.items():
            busy[person].append(_work(model, staff, activity, person, parts))
    for person, work in busy.items():
        _add_person(cp, staff.has[person], work)
    return seats


def _work(
    model: Model, staff: Staff, activity: int, person: int, parts: list[Any]
) -> tuple[Any, Any]:
    """Make an interval for what one person does for one phase, and how much of them it takes."""
    cp = model.cp
    weeks = model.network.phases[activity].weeks
    most = int(staff.has[person].max())
    works = cp.new_bool_var("works")
    cp.add(sum(parts) >= 1).only_enforce_if(works)
    cp.add(sum(parts) == 0).only_enforce_if(works.negated())
    interval = cp.new_optional_fixed_size_interval_var(model.start[activity], weeks, works, "work")
    if most == 1:
        cp.add(sum(parts) <= 1)
        return interval, 1
    asked = cp.new_int_var(0, most, "asked")
    cp.add(asked == sum(parts))
    return interval, asked


def _add_person(cp: cp_model.CpModel, has: Longs, work: list[tuple[Any, Any]]) -> None:
    """Ask nobody for more than there is of them in any week."""
    most = int(has.max())
    edges = [0, *(np.flatnonzero(np.diff(has)) + 1).tolist(), len(has)]
    gaps = [(a, b - a, most - int(has[a])) for a, b in pairwise(edges) if has[a] < most]
    if most == 1 and not gaps:
        cp.add_no_overlap([interval for interval, _asked in work])
        return
    intervals = [interval for interval, _asked in work]
    intervals += [cp.new_fixed_size_interval_var(at, weeks, "away") for at, weeks, _less in gaps]
    asked = [asked for _interval, asked in work] + [less for _at, _weeks, less in gaps]
    cp.add_cumulative(intervals, asked, most)


def crews_in(model: Model, seats: Seats, solution: Solution) -> dict[str, Team]:
    """Read who works on what from a solution."""
    people = [person.key for person in model.network.problem.people]
    crews: dict[str, Team] = {}
    for (activity, role, person), seat in seats.items():
        percent = int(solution.value(seat))
        if percent:
            team = crews.setdefault(model.network.phases[activity].key, {})
            team.setdefault(role, {})[people[person]] = percent
    return crews


def hint_crews(model: Model, seats: Seats, crews: Crews) -> None:
    """Let the search begin at known teams."""
    people = [person.key for person in model.network.problem.people]
    for (activity, role, person), seat in seats.items():
        team = crews.get(model.network.phases[activity].key, {})
        model.cp.add_hint(seat, team.get(role, {}).get(people[person], 0))
