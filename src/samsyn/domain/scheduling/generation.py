"""Build schedules from lists: every activity as early as people, money and its predecessors allow.

The serial schedule generation scheme over weekly capacity. An initiative that finds no room
within the horizon is left out whole, with what waits for it, and the rest is built anew.
`choice` per initiative: 0 left out, 1 as early as possible, 2 not before its published start.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Ints, Longs, Net, Words
from samsyn.domain.scheduling.room import NOWHERE, ready_at, room_from, take
from samsyn.domain.shared.compiled import compiled

OUT, EARLY, HELD = 0, 1, 2
DAYS_PER_YEAR = 365
Choice = NDArray[np.int8]


class Desk(NamedTuple):
    """Room to work in, so that nothing is allocated while searching."""

    free: Words
    purse: Longs
    dirty: Ints
    """Rows of `free` that differ from the capacity: all below dirty[0]."""
    spare: Ints
    key: Ints
    tally: Ints
    moved: Ints
    keep: Ints


def desk_for(net: Net) -> Desk:
    """Lay out an empty desk for a network."""
    n = len(net.duration)
    return Desk(
        free=net.capacity.copy(),
        purse=net.purse.copy(),
        dirty=np.zeros(1, np.int32),
        spare=np.zeros(n, np.int32),
        key=np.zeros(n, np.int32),
        tally=np.zeros(2 * net.horizon + 4, np.int32),
        moved=np.zeros(n, np.int32),
        keep=np.zeros(n, np.int32),
    )


@compiled
def affordable(net: Net, desk: Desk, activity: int, week: int) -> bool:
    """Tell whether the purse can pay for a start (a phase) or a finish (a milestone) that week."""
    row = net.account[activity]
    if row < 0:
        return True
    if net.milestone[net.owner[activity]] != activity:
        return bool(desk.purse[row, net.year[week]] >= net.cost[activity])
    for year in range(net.days.shape[1]):
        if net.cost[activity] * net.days[week, year] // DAYS_PER_YEAR > desk.purse[row, year]:
            return False
    return True


@compiled
def paid_from(net: Net, desk: Desk, activity: int, week: int) -> int:
    """Give the first start from one with room on that has money too and pay, else NOWHERE."""
    weeks = net.duration[activity]
    while week >= 0 and not affordable(net, desk, activity, week):
        week = room_from(desk.free, net.demand, net.guard[0], activity, week + 1, weeks)
    if week >= 0:
        pay(net, desk, activity, week)
    return week


@compiled
def pay(net: Net, desk: Desk, activity: int, week: int) -> None:
    """Take the activity's money from the purse."""
    row = net.account[activity]
    if row < 0:
        return
    if net.milestone[net.owner[activity]] != activity:
        desk.purse[row, net.year[week]] -= net.cost[activity]
        return
    for year in range(net.days.shape[1]):
        desk.purse[row, year] -= net.cost[activity] * net.days[week, year] // DAYS_PER_YEAR


@compiled
def clear(net: Net, desk: Desk) -> None:
    """Give back all room and money."""
    for week in range(desk.dirty[0]):
        for word in range(net.guard.size):
            desk.free[week, word] = net.capacity[week, word]
    desk.dirty[0] = 0
    for row in range(net.purse.shape[0]):
        for year in range(net.purse.shape[1]):
            desk.purse[row, year] = net.purse[row, year]


@compiled
def sweep(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Place all that is chosen, in order; False when initiatives failed and were unchosen."""
    clear(net, desk)
    start[:] = NOWHERE
    whole = True
    top = 0
    for activity in order:
        chosen = choice[net.owner[activity]]
        if net.pinned[activity]:
            start[activity] = net.release[activity]
        elif chosen != OUT:
            weeks = net.duration[activity]
            week = ready_at(start, net.release, net.before_at, net.before, net.before_gap, activity)
            if chosen == HELD and net.published[activity] != NEVER:
                week = max(week, net.published[activity])
            week = room_from(desk.free, net.demand, net.guard[0], activity, week, weeks)
            if net.account[activity] >= 0:
                week = paid_from(net, desk, activity, week)
            start[activity] = week
            if week >= 0:
                take(desk.free, net.demand, activity, week, week + weeks)
                top = max(top, week + weeks)
            else:
                choice[net.owner[activity]] = OUT
                whole = False
    desk.dirty[0] = top
    return whole


@compiled
def build(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Build a feasible schedule from a list; `choice` comes back as what was placed."""
    for owner in range(choice.size):
        if not net.possible[owner]:
            choice[owner] = OUT
        elif choice[owner] == OUT and net.mandatory[owner]:
            choice[owner] = EARLY
    while not sweep(net, desk, order, choice, start):
        pass


@compiled
def measure(net: Net, start: Ints, choice: Choice, score: Longs) -> None:
    """Measure a schedule, smaller is better from left to right, shape (5).

    Mandatory initiatives left out, weighted weeks late, net benefit (negated), weeks moved from
    the published plan (the whole horizon for what was dropped), sum of finish weeks.
    """
    score[:] = 0
    for owner in range(choice.size):
        if choice[owner] == OUT:
            score[0] += net.mandatory[owner]
            continue
        finish = start[net.milestone[owner]]
        score[1] += net.weight[owner] * max(0, finish - net.deadline[owner])
        score[2] -= net.worth[owner, finish]
        score[4] += finish
    for activity in range(start.size):
        if net.published[activity] != NEVER and not net.pinned[activity]:
            if start[activity] == NOWHERE:
                score[3] += net.horizon
            else:
                score[3] += abs(start[activity] - net.published[activity])
