"""Build schedules from lists: every activity as early as people, money and its predecessors allow.

The serial schedule generation scheme over weekly capacity. An initiative that finds no room
within the horizon is left out whole, with what waits for it, and the rest is built anew.
`choice` per initiative: 0 left out, 1 as early as possible, 2 not before its published start.
"""

from __future__ import annotations

from samsyn.domain.scheduling.careful import build_carefully
from samsyn.domain.scheduling.desk import (
    DAYS_PER_YEAR,
    EARLY,
    HELD,
    OUT,
    Choice,
    Desk,
    affordable,
    clear,
    desk_for,
    pay,
)
from samsyn.domain.scheduling.network import (
    ABSENT,
    NEVER,
    WORTH_ROW,
    Ints,
    Longs,
    Net,
)
from samsyn.domain.scheduling.plain import NO_ROOM, begin_early
from samsyn.domain.scheduling.room import NOWHERE, ready_at, room_from, take
from samsyn.domain.scheduling.settling import cost_of_modes, settle
from samsyn.domain.shared.compiled import frugal, inner, merged

__all__ = ["DAYS_PER_YEAR", "EARLY", "HELD", "OUT", "Choice", "Desk", "desk_for"]


@merged
def paid_from(net: Net, desk: Desk, activity: int, week: int) -> int:
    """Give the first start from one with room on that has money too and pay, else NOWHERE."""
    weeks = net.duration[activity]
    while week >= 0 and not affordable(net, desk, activity, week):
        week = room_from(desk.free, net.demand, net.guard[0], activity, week + 1, weeks)
    if week >= 0:
        pay(net, desk, activity, week)
    return week


@inner
def sweep(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Place all that is chosen, in order; False when initiatives failed and were unchosen."""
    if desk.plain and _all_early(net, desk, order, choice, start):
        return True
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


@inner
def _all_early(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Place everything, in order, where nothing but room is asked for; False without enough."""
    for owner in range(net.milestone.size):
        if choice[owner] == OUT:
            return False
    clear(net, desk)
    top = begin_early(net, desk, order, start)
    desk.dirty[0] = top if top != NO_ROOM else desk.free.shape[0]
    return bool(top != NO_ROOM)


@frugal
def build(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Build a feasible schedule from a list; `choice` comes back as what was placed."""
    for owner in range(net.milestone.size):
        if not net.possible[owner]:
            choice[owner] = OUT
        elif choice[owner] == OUT and net.mandatory[owner]:
            choice[owner] = EARLY
    if net.ways.gene.shape[0] > 0:
        settle(net, choice)
    if net.careful:
        build_carefully(net, desk, order, choice, start)
        return
    while not sweep(net, desk, order, choice, start):
        pass


@frugal
def measure(net: Net, start: Ints, choice: Choice, score: Longs) -> None:
    """Measure a schedule, smaller is better from left to right, shape (5).

    Mandatory initiatives left out, weighted weeks late, net benefit (negated), weeks moved from
    the published plan (the whole horizon for what was dropped), sum of finish weeks.
    """
    score[:] = 0
    for owner in range(net.milestone.size):
        if choice[owner] == OUT:
            score[0] += net.mandatory[owner]
            continue
        finish = start[net.milestone[owner]]
        score[1] += net.weight[owner] * max(0, finish - net.deadline[owner])
        score[2] -= net.worth[net.ways.owner[owner, WORTH_ROW], finish]
        score[4] += finish
    if net.ways.gene.shape[0] > 0:
        score[2] += cost_of_modes(net, choice)
    for activity in range(start.size):
        if net.published[activity] != NEVER and not net.pinned[activity]:
            if start[activity] == NOWHERE or net.ways.work[activity, ABSENT]:
                score[3] += net.horizon
            else:
                score[3] += abs(start[activity] - net.published[activity])
