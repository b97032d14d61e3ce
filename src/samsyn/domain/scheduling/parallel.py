"""Build schedules week by week: in each week begin all that can, the first of the list first.

The parallel schedule generation scheme (Kelley 1963; Kolisch 1996): no room stays unused that some
work could have begun in. Such plans are seldom the very best and seldom bad.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samsyn.domain.scheduling.desk import HELD, OUT, Choice, Desk, affordable, clear, pay
from samsyn.domain.scheduling.generation import build
from samsyn.domain.scheduling.network import NEVER, Ints, Net
from samsyn.domain.scheduling.room import NOWHERE, ready_at, room_at, take
from samsyn.domain.shared.compiled import inner


class Hall(NamedTuple):
    """Who waits for a week to begin in. Shapes (n)."""

    place: Ints
    """Where in the list each activity stands."""
    waits_for: Ints
    """How many predecessors have no start yet."""
    since: Ints
    """The week from which the predecessors allow each activity."""
    queue: Ints
    """The activities that only wait for room, in the order of the list."""
    length: Ints


@inner
def build_by_week(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Build a feasible schedule week by week; by the list alone where that leaves any out."""
    if net.careful or net.ways.gene.shape[0] > 0:
        build(net, desk, order, choice, start)
        return
    n = order.size
    hall = Hall(
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.zeros(n, np.int32),
        np.empty(n, np.int32),
        np.zeros(1, np.int32),
    )
    left = _open(net, desk, hall, order, choice, start)
    week = 0
    while hall.length[0] > 0 and week <= net.horizon:
        left -= _begin(net, desk, hall, choice, start, week)
        soonest = NEVER
        for at in range(hall.length[0]):
            soonest = min(soonest, max(hall.since[hall.queue[at]], week + 1))
        week = soonest
    if left > 0:
        build(net, desk, order, choice, start)


@inner
def _open(net: Net, desk: Desk, hall: Hall, order: Ints, choice: Choice, start: Ints) -> int:
    """Begin what is pinned, queue what waits for nobody, and count what is to be placed."""
    clear(net, desk)
    start[:] = NOWHERE
    left = 0
    for at in range(order.size):
        activity = order[at]
        hall.place[activity] = at
        hall.waits_for[activity] = net.before_at[activity + 1] - net.before_at[activity]
        left += not net.pinned[activity] and choice[net.owner[activity]] != OUT
    for activity in order:
        if net.pinned[activity]:
            start[activity] = net.release[activity]
            _call_followers(net, hall, choice, start, activity)
        elif net.before_at[activity + 1] == net.before_at[activity]:
            _queue_up(net, hall, choice, start, activity)
    return left


@inner
def _call_followers(net: Net, hall: Hall, choice: Choice, start: Ints, activity: int) -> None:
    """Queue those for which the activity was the last to wait for."""
    for arc in range(net.after_at[activity], net.after_at[activity + 1]):
        after = net.after[arc]
        hall.waits_for[after] -= 1
        if hall.waits_for[after] == 0 and not net.pinned[after]:
            _queue_up(net, hall, choice, start, after)


@inner
def _queue_up(net: Net, hall: Hall, choice: Choice, start: Ints, activity: int) -> None:
    """Let a chosen activity in, at its place by the list."""
    chosen = choice[net.owner[activity]]
    if chosen == OUT:
        return
    since = ready_at(start, net.release, net.before_at, net.before, net.before_gap, activity)
    if chosen == HELD and net.published[activity] != NEVER:
        since = max(since, net.published[activity])
    hall.since[activity] = since
    at = hall.length[0]
    while at > 0 and hall.place[hall.queue[at - 1]] > hall.place[activity]:
        hall.queue[at] = hall.queue[at - 1]
        at -= 1
    hall.queue[at] = activity
    hall.length[0] += 1


@inner
def _begin(net: Net, desk: Desk, hall: Hall, choice: Choice, start: Ints, week: int) -> int:
    """Begin all in the queue that the week has room for, also those that this lets in; count."""
    begun = 0
    at = 0
    while at < hall.length[0]:
        activity = hall.queue[at]
        end = week + net.duration[activity]
        if (
            hall.since[activity] <= week
            and room_at(desk.free, net.demand, net.guard[0], activity, week, end)
            and (net.account[activity] < 0 or affordable(net, desk, activity, week))
        ):
            take(desk.free, net.demand, activity, week, end)
            if net.account[activity] >= 0:
                pay(net, desk, activity, week)
            desk.dirty[0] = max(desk.dirty[0], end)
            start[activity] = week
            begun += 1
            hall.queue[at : hall.length[0] - 1] = hall.queue[at + 1 : hall.length[0]].copy()
            hall.length[0] -= 1
            before = hall.length[0]
            _call_followers(net, hall, choice, start, activity)
            at = 0 if hall.length[0] > before and net.duration[activity] == 0 else at
        else:
            at += 1
    return begun
