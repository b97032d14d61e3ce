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
from samsyn.domain.shared.compiled import compiled

OUT, EARLY, HELD = 0, 1, 2
NOWHERE = -NEVER
"""The start of what is left out."""
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
def fits(net: Net, desk: Desk, activity: int, week: int) -> bool:
    """Tell whether the week has room for the activity."""
    for word in range(net.guard.size):
        need = net.demand[activity, word]
        guard = net.guard[word]
        if need != 0 and ((desk.free[week, word] | guard) - need) & guard != guard:
            return False
    return True


@compiled
def room_from(net: Net, desk: Desk, activity: int, start: int) -> int:
    """Give the first start from a week on with room in every week of the work, else NOWHERE.

    The window is tested from its end, so that a full week t moves the start to t + 1 at once.
    """
    end = start + net.duration[activity]
    checked = start
    week = end - 1
    while week >= checked and end <= net.horizon:
        if fits(net, desk, activity, week):
            week -= 1
        else:
            checked = end
            start = week + 1
            end = start + net.duration[activity]
            week = end - 1
    return start if end <= net.horizon else NOWHERE


@compiled
def room_until(net: Net, desk: Desk, activity: int, end: int) -> int:
    """Give the last start with room in every week and a finish by `end`, else NOWHERE."""
    start = end - net.duration[activity]
    checked = end
    week = start
    while week < checked and start >= 0:
        if fits(net, desk, activity, week):
            week += 1
        else:
            checked = start
            end = week
            start = end - net.duration[activity]
            week = start
    return start if start >= 0 else NOWHERE


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
def slot_from(net: Net, desk: Desk, activity: int, start: int) -> int:
    """Give the first start from a week on with both room and money, else NOWHERE."""
    start = room_from(net, desk, activity, start)
    while start >= 0 and not affordable(net, desk, activity, start):
        start = room_from(net, desk, activity, start + 1)
    return start


@compiled
def take(net: Net, desk: Desk, activity: int, start: int) -> None:
    """Take the activity's room; `start` and the following weeks must have it."""
    end = start + net.duration[activity]
    for word in range(net.guard.size):
        need = net.demand[activity, word]
        if need != 0:
            for week in range(start, end):
                desk.free[week, word] -= need
    desk.dirty[0] = max(desk.dirty[0], end)


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
def ready_at(net: Net, start: Ints, activity: int) -> int:
    """Give the week from which all predecessors allow the activity, NOWHERE if one is left out."""
    week = net.release[activity]
    for arc in range(net.before_at[activity], net.before_at[activity + 1]):
        before = start[net.before[arc]]
        if before == NOWHERE:
            return NOWHERE
        week = max(week, before + net.before_gap[arc])
    return int(week)


@compiled
def place(net: Net, desk: Desk, activity: int, held: bool, start: Ints) -> bool:  # noqa: FBT001
    """Put one activity at its first slot; False when there is none."""
    if net.pinned[activity]:
        start[activity] = net.release[activity]
        return True
    week = ready_at(net, start, activity)
    if week == NOWHERE:
        return False
    if held and net.published[activity] != NEVER:
        week = max(week, net.published[activity])
    week = slot_from(net, desk, activity, week)
    if week < 0:
        return False
    take(net, desk, activity, week)
    pay(net, desk, activity, week)
    start[activity] = week
    return True


@compiled
def sweep(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Place all that is chosen, in order; False when initiatives failed and were unchosen."""
    clear(net, desk)
    start[:] = NOWHERE
    whole = True
    for activity in order:
        owner = net.owner[activity]
        if net.pinned[activity]:
            start[activity] = net.release[activity]
        elif choice[owner] != OUT and not place(net, desk, activity, choice[owner] == HELD, start):
            choice[owner] = OUT
            whole = False
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
