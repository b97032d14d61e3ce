"""How sure a plan's dates are: the same plan lived through many times, with work of other lengths.

What is simulated: people take the phases in the plan's order; an initiative does not begin before
its planned week, and within it the next phase begins as soon as the one before is done and people
have time. Lengths vary by themselves, each by its own least, likely and most (a triangle). What is
not: nobody plans anew, leaves anything out or runs short of money, and work that already runs
keeps its people for as long as planned, though what waits for it waits for its drawn end.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.genes import as_planned
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.packing import guards, lane_bits, pack
from samsyn.domain.scheduling.problem import End, Phase, Problem
from samsyn.domain.scheduling.staffing import capacity, roles_of
from samsyn.domain.shared.compiled import compiled, ready

Ints = NDArray[np.int32]
Words = NDArray[np.uint64]
SAMPLES, THREADS = 1_000, 2
BEYOND_WEEKS = 104
"""Weeks after the plan that late work may fall in; there people have what they had in its end."""
LAST_YEAR = 52


@dataclass(frozen=True, slots=True)
class Spread:
    """Weeks that a piece of work takes at best, most likely and at worst."""

    least: float
    likely: float
    most: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came out: the finish of each initiative in each life, shape (lives, initiatives)."""

    initiatives: tuple[str, ...]
    finishes: Ints

    def sure(self, initiative: str, percent: int) -> int:
        """Give the finish week that holds in so many per cent of the lives."""
        column = np.sort(self._of(initiative))
        return int(column[max(0, -(-len(column) * percent // 100) - 1)])

    def chance(self, initiative: str, week: int) -> float:
        """Give the share of lives in which it is finished by a week."""
        return float((self._of(initiative) <= week).mean())

    def _of(self, initiative: str) -> Ints:
        return self.finishes[:, self.initiatives.index(initiative)]


class Course(NamedTuple):
    """What the compiled part reads, activities in the order in which people take them."""

    release: Ints
    pinned: NDArray[np.bool_]
    arcs_at: Ints
    """Arcs into activity a: before[arcs_at[a]:arcs_at[a + 1]], with their lag after its end."""
    before: Ints
    lag: Ints
    demand: Words
    guard: Words
    free: Words
    shown: Ints
    """The activities whose ends are wanted."""


def simulate(
    problem: Problem,
    schedule: Schedule,
    spreads: Mapping[str, Spread],
    *,
    samples: int = SAMPLES,
    seed: int = 1,
) -> Simulated:
    """Live through a plan many times. Phases without a spread always take what was planned.

    The same plan, spreads and seed give the same answer, whatever the number of cores.
    """
    problem = as_planned(problem, schedule.chosen)
    planned = [phase for phase in problem.phases if phase.key in schedule.starts]
    owners = [i.key for i in problem.initiatives if i.key in schedule.finishes]
    order, course = _course(problem, schedule, planned, owners)
    drawn = _lengths(planned, spreads, order, samples, seed)
    finishes = np.zeros((samples, len(owners)), np.int32)
    parts = np.linspace(0, samples, THREADS + 1).astype(int)
    live = ready(_live)
    with ThreadPoolExecutor(THREADS) as threads:
        lives = [
            threads.submit(live, course, drawn[a:b], finishes[a:b])
            for a, b in pairwise(parts.tolist())
        ]
        for life in lives:
            life.result()
    return Simulated(tuple(owners), finishes)


def _course(
    problem: Problem, schedule: Schedule, planned: list[Phase], owners: list[str]
) -> tuple[list[int], Course]:
    """Lay out the phases and the finishes of the initiatives as arrays, in the plan's order."""
    count = len(planned)
    keys = [phase.key for phase in planned] + owners
    number = {key: at for at, key in enumerate(keys)}
    starts = [schedule.starts[phase.key] for phase in planned]
    starts += [schedule.finishes[key] for key in owners]
    arcs = _arcs(problem, planned, number)
    order = _in_order(starts, arcs)
    place = {activity: at for at, activity in enumerate(order)}
    groups = [[(place[b], lag) for b, lag in arcs.get(activity, ())] for activity in order]
    flat = [arc for group in groups for arc in group]
    roles = roles_of(problem)
    demand, free = _amounts(problem, schedule, planned, roles)
    demand = np.vstack([demand, np.zeros((len(owners), len(roles)), np.int64)])[order]
    bits = lane_bits(int(max(demand.max(initial=0), free.max(initial=0))))
    packed = pack(demand, bits)
    return order, Course(
        release=np.array(_releases(problem, schedule, planned, owners), np.int32)[order],
        pinned=np.array([a < count and planned[a].pinned is not None for a in order], bool),
        arcs_at=np.cumsum([0] + [len(group) for group in groups]).astype(np.int32),
        before=np.array([before for before, _lag in flat], np.int32),
        lag=np.array([lag for _before, lag in flat], np.int32),
        demand=packed,
        guard=guards(packed.shape[1], bits),
        free=pack(free, bits),
        shown=np.array([place[count + at] for at in range(len(owners))], np.int32),
    )


def _arcs(
    problem: Problem, planned: list[Phase], number: Mapping[str, int]
) -> dict[int, list[tuple[int, int]]]:
    """List what each activity waits for: (activity, lag in weeks after its end).

    A link to another end is kept as far apart as planned lengths say.
    """
    length = {phase.key: phase.weeks for phase in planned}
    length |= {i.key: sum(length.get(p.key, 0) for p in i.phases) for i in problem.initiatives}
    inside = {i.key: [p.key for p in i.phases if p.key in number] for i in problem.initiatives}
    fixed = {phase.key for phase in planned if phase.pinned is not None}
    arcs: dict[int, list[tuple[int, int]]] = {}
    for link in problem.links:
        for after in inside.get(link.after, [link.after]):
            known = link.before in number and after in number and after not in fixed
            if known and link.lag is not None:
                lag = link.lag
                lag -= length[link.before] if link.leaves is End.START else 0
                lag -= length[after] if link.meets is End.FINISH else 0
                arcs.setdefault(number[after], []).append((number[link.before], lag))
    for owner, phases in inside.items():
        if owner in number:
            arcs.setdefault(number[owner], []).extend((number[key], 0) for key in phases)
    return arcs


def _in_order(starts: list[int], arcs: Mapping[int, list[tuple[int, int]]]) -> list[int]:
    """Order activities by their start, each after all it waits for."""
    order: list[int] = []
    done: set[int] = set()
    for activity in sorted(range(len(starts)), key=lambda a: (starts[a], a)):
        _after_all(activity, arcs, done, order)
    return order


def _after_all(
    activity: int, arcs: Mapping[int, list[tuple[int, int]]], done: set[int], order: list[int]
) -> None:
    """Put an activity into the order, behind what it waits for and is not there yet."""
    trail = [activity]
    while trail:
        at = trail[-1]
        missing = [b for b, _lag in arcs.get(at, ()) if b not in done and b not in trail]
        if missing:
            trail.append(missing[0])
            continue
        trail.pop()
        if at not in done:
            done.add(at)
            order.append(at)


def _amounts(
    problem: Problem, schedule: Schedule, planned: list[Phase], roles: tuple[str, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the demand of what is not pinned, and what pinned work leaves of people's time."""
    column = {role: at for at, role in enumerate(roles)}
    has = capacity(problem, roles)
    beyond = np.resize(has[-LAST_YEAR:], (BEYOND_WEEKS, len(roles)))
    free = np.vstack([has, beyond])
    demand = np.zeros((len(planned), len(roles)), np.int64)
    for at, phase in enumerate(planned):
        for role, percent in phase.demand.items():
            if phase.pinned is None:
                demand[at, column[role]] = percent
            else:
                first = schedule.starts[phase.key]
                free[max(first, 0) : max(first + phase.weeks, 0), column[role]] -= percent
    return demand, np.maximum(free, 0)


def _releases(
    problem: Problem, schedule: Schedule, planned: list[Phase], owners: list[str]
) -> list[int]:
    """Give the week before which nothing begins: an initiative's own, and what is pinned.

    What comes into use later than its work ends, for want of yearly money, still does.
    """
    first = {
        phase.key: min(schedule.starts.get(p.key, 0) for p in i.phases if p.key in schedule.starts)
        for i in problem.initiatives
        for phase in i.phases
        if phase.key in schedule.starts
    }
    given = [
        schedule.starts[phase.key]
        if phase.pinned is not None
        else max(0, first[phase.key], phase.earliest)
        for phase in planned
    ]
    done = {
        i.key: max((schedule.starts[p.key] + p.weeks for p in i.phases), default=0)
        for i in problem.initiatives
        if i.key in schedule.finishes
    }
    held = (schedule.finishes[key] for key in owners)
    return given + [week if week > done[key] else 0 for key, week in zip(owners, held, strict=True)]


def _lengths(
    planned: list[Phase],
    spreads: Mapping[str, Spread],
    order: list[int],
    samples: int,
    seed: int,
) -> Ints:
    """Draw whole weeks for each activity in order; rounding up or down by lot keeps the mean."""
    lots = np.random.default_rng(seed)
    said = [spreads.get(p.key, Spread(p.weeks, p.weeks, p.weeks)) for p in planned]
    table = np.array([(s.least, s.likely, s.most) for s in said], float).reshape(-1, 3)
    least, likely, most = table.T
    width = np.maximum(most - least, 1e-9)
    turn = (likely - least) / width
    lot = lots.random((samples, len(planned)))
    rising = least + np.sqrt(lot * turn) * width
    falling = most - np.sqrt((1 - lot) * (1 - turn)) * width
    weeks = np.where(lot < turn, rising, falling)
    weeks[:, most <= least] = likely[most <= least]
    whole = np.floor(weeks + lots.random((samples, len(planned))))
    drawn = np.zeros((samples, len(order)), np.int32)
    is_phase = np.array(order) < len(planned)
    drawn[:, is_phase] = whole[:, np.array(order, int)[is_phase]]
    return drawn


@compiled
def _room(course: Course, free: Words, activity: int, start: int, weeks: int) -> int:
    """Give the first week from `start` on with room in every week of the work."""
    end = start + weeks
    checked, week = start, end - 1
    while week >= checked and end <= free.shape[0]:
        fits = True
        for word in range(course.guard.size):
            need, guard = course.demand[activity, word], course.guard[word]
            if need != 0 and ((free[week, word] | guard) - need) & guard != guard:
                fits = False
                break
        if fits:
            week -= 1
        else:
            checked, start = end, week + 1
            end = start + weeks
            week = end - 1
    return start


@compiled
def _begin(course: Course, end: Ints, activity: int) -> int:
    """Give the week from which an activity may begin, by what it waits for."""
    start = course.release[activity]
    if not course.pinned[activity]:
        for arc in range(course.arcs_at[activity], course.arcs_at[activity + 1]):
            start = max(start, end[course.before[arc]] + course.lag[arc])
    return int(start)


@compiled
def _live(course: Course, drawn: Ints, finishes: Ints) -> None:
    """Live through the plan once per row of drawn lengths, and note the wanted ends."""
    end = np.zeros(course.release.size, np.int32)
    free = course.free.copy()
    for life in range(drawn.shape[0]):
        free[:] = course.free
        for activity in range(course.release.size):
            weeks = drawn[life, activity]
            start = _begin(course, end, activity)
            if weeks > 0 and not course.pinned[activity]:
                start = _room(course, free, activity, start, weeks)
                for week in range(start, min(start + weeks, free.shape[0])):
                    for word in range(course.guard.size):
                        free[week, word] -= course.demand[activity, word]
            end[activity] = start + weeks
        for column in range(course.shown.size):
            finishes[life, column] = end[course.shown[column]]


def is_warm() -> bool:
    """Tell whether the machine code is there in this process, so that nobody waits for it."""
    return bool(getattr(_live, "signatures", ()))


def is_kept() -> bool:
    """Tell whether the machine code was made before, and need only be fetched."""
    folder = getattr(getattr(_live, "stats", None), "cache_path", None)
    return bool(folder) and any(Path(str(folder)).glob("simulation._live-*.nbi"))


def warm_up_soon() -> None:
    """Have the machine code fetched beside whatever goes on, if it was made before.

    To make it takes the whole machine for seconds: whoever installs, and background work, do that.
    """
    if not is_warm() and is_kept() and _warming.acquire(blocking=False):
        Thread(target=warm_up, name="samsyn-simulation-compiler", daemon=True).start()


_warming = Lock()


def warm_up() -> None:
    """Compile what is to be compiled; later it is kept."""
    nothing = np.zeros(0, np.int32)
    words = np.zeros((1, 1), np.uint64)
    course = Course(
        release=nothing,
        pinned=np.zeros(0, bool),
        arcs_at=nothing,
        before=nothing,
        lag=nothing,
        demand=words,
        guard=words[0],
        free=words,
        shown=nothing,
    )
    drawn = np.zeros((1, 0), np.int32)
    _live(course, drawn, drawn)
