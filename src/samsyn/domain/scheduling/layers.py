"""Compiled core of the layered proof: all partial plans of k activities, then of k + 1.

Activities are added in the order of their starts, each at its first slot not before the last
start. Of two partial plans of the same activities only the better is kept where one is better
(the cutset rule of Demeulemeester & Herroelen 1992, breadth first): its last start is no later,
and whatever still runs then ends no later.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.generation import Desk
from samsyn.domain.scheduling.network import Ints, Longs, Net, Words
from samsyn.domain.scheduling.room import copy, room_from
from samsyn.domain.shared.compiled import frugal, inner

Short = NDArray[np.int16]
UNPLANNED = -1
SLOTS = 1 << 20
FULL, PRUNED = -2, -1


class Layer(NamedTuple):
    """Partial plans of the same size; rows up to size[0] are used."""

    mask: Words
    """The activities in the plan, one bit each."""
    last: Ints
    """The latest start; negative for a plan that a better one has replaced."""
    finish: Short
    """Finish per activity, UNPLANNED where it is not in the plan."""
    following: Ints
    """The next plan with the same place in the table."""
    table: Ints
    size: Ints


class Aim(NamedTuple):
    """What a finish no later than the aim asks of every activity."""

    finish: int
    latest: Ints
    by_tail: Ints
    """Activities by the weeks that must follow them, most first."""
    tail: Ints
    apart: Words
    """What each activity can never be worked on together with, one bit each."""
    work: Longs
    """Weeks times percent per activity and role."""
    demand: Longs
    spent: Longs
    """Capacity of all weeks before a week, shape (weeks + 1, roles)."""


def new_layer(plans: int, activities: int) -> Layer:
    """Make room for a number of partial plans."""
    return Layer(
        mask=np.zeros(plans, np.uint64),
        last=np.zeros(plans, np.int32),
        finish=np.full((plans, activities), UNPLANNED, np.int16),
        following=np.zeros(plans, np.int32),
        table=np.full(SLOTS, -1, np.int32),
        size=np.zeros(1, np.int32),
    )


@frugal
def expand(net: Net, desk: Desk, aim: Aim, here: Layer, there: Layer, span: Ints) -> bool:
    """Add one activity to each of the plans span[0]..span[1]; False when there is no more room."""
    for plan in range(span[0], span[1]):
        if here.last[plan] < 0:
            continue
        _lay_out(net, desk, aim, here, plan)
        for activity in range(net.owner.size):
            start = _start_of(net, desk, aim, here, plan, activity)
            if start >= 0:
                if there.size[0] == there.mask.size:
                    return False
                _copy(here, plan, there)
                _add(net, desk, aim, there, activity, start)
    return True


@inner
def _lay_out(net: Net, desk: Desk, aim: Aim, here: Layer, plan: int) -> None:
    """Set up the free capacity from the plan's last start on."""
    now = here.last[plan]
    for week in range(now, aim.finish):
        for word in range(net.guard.size):
            desk.free[week, word] = net.capacity[week, word]
    for activity in range(net.owner.size):
        for week in range(now, here.finish[plan, activity]):
            for word in range(net.guard.size):
                desk.free[week, word] -= net.demand[activity, word]


@inner
def _start_of(net: Net, desk: Desk, aim: Aim, here: Layer, plan: int, activity: int) -> int:
    """Give the first start in time for the aim, PRUNED if there is none or it must wait."""
    if here.finish[plan, activity] != UNPLANNED:
        return PRUNED
    start = max(here.last[plan], net.release[activity])
    for arc in range(net.before_at[activity], net.before_at[activity + 1]):
        before = net.before[arc]
        finish = here.finish[plan, before]
        if finish == UNPLANNED:
            return PRUNED
        start = max(start, finish - net.duration[before] + net.before_gap[arc])
    if start > aim.latest[activity]:
        return PRUNED
    weeks = net.duration[activity]
    start = room_from(desk.free, net.demand, net.guard[0], activity, start, weeks)
    return start if start <= aim.latest[activity] else PRUNED


@inner
def _copy(here: Layer, plan: int, there: Layer) -> None:
    """Lay a plan out in the next free row of the next layer."""
    slot = there.size[0]
    copy(there.finish[slot], here.finish[plan])
    there.mask[slot] = here.mask[plan]


@inner
def _add(net: Net, desk: Desk, aim: Aim, layer: Layer, activity: int, start: int) -> None:
    """Add an activity to the row; keep it where it can succeed and nothing beats it."""
    slot = layer.size[0]
    layer.finish[slot, activity] = start + net.duration[activity]
    layer.last[slot] = start
    layer.mask[slot] |= np.uint64(1) << np.uint64(activity)
    if (
        _in_time(net, desk, aim, layer, slot)
        and _one_by_one(net, aim, layer, slot)
        and _enough(aim, layer, slot)
    ):
        _keep_if_best(layer, slot)


@inner
def _in_time(net: Net, desk: Desk, aim: Aim, layer: Layer, slot: int) -> bool:
    """Tell whether all that waits can still start in time, by what it waits for."""
    earliest = desk.key
    for activity in net.topological:
        if layer.finish[slot, activity] != UNPLANNED:
            earliest[activity] = layer.finish[slot, activity] - net.duration[activity]
            continue
        week = layer.last[slot]
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            week = max(week, earliest[net.before[arc]] + net.before_gap[arc])
        if week > aim.latest[activity]:
            return False
        earliest[activity] = week
    return True


@inner
def _one_by_one(net: Net, aim: Aim, layer: Layer, slot: int) -> bool:
    """Tell whether activities that exclude each other can still follow each other in time."""
    for seed in range(aim.by_tail.size):
        first = aim.by_tail[seed]
        if layer.finish[slot, first] != UNPLANNED or net.duration[first] == 0:
            continue
        weeks = net.duration[first]
        fits = aim.apart[first]
        for place in range(seed + 1, aim.by_tail.size):
            other = aim.by_tail[place]
            bit = np.uint64(1) << np.uint64(other)
            if fits & bit != 0 and layer.finish[slot, other] == UNPLANNED:
                weeks += net.duration[other]
                fits &= aim.apart[other]
                if layer.last[slot] + weeks + aim.tail[other] > aim.finish:
                    return False
    return True


@inner
def _enough(aim: Aim, layer: Layer, slot: int) -> bool:
    """Tell whether what is left of every role covers the work left, longest tails first."""
    now = layer.last[slot]
    for role in range(aim.spent.shape[1]):
        left = 0
        before = aim.spent[now, role]
        for activity in aim.by_tail:
            finish = layer.finish[slot, activity]
            if finish == UNPLANNED:
                left += aim.work[activity, role]
            elif finish > now:
                left += aim.demand[activity, role] * (finish - now)
            if left > aim.spent[max(now, aim.finish - aim.tail[activity]), role] - before:
                return False
    return True


@inner
def _keep_if_best(layer: Layer, slot: int) -> None:
    """Keep the plan unless one of the same activities is at least as good; drop those it beats."""
    mask = layer.mask[slot]
    place = np.int64((mask * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(44))
    other = layer.table[place]
    while other >= 0:
        if layer.mask[other] == mask and layer.last[other] >= 0:
            if _as_good(layer, other, slot):
                return
            if _as_good(layer, slot, other):
                layer.last[other] = PRUNED
        other = layer.following[other]
    layer.following[slot] = layer.table[place]
    layer.table[place] = slot
    layer.size[0] += 1


@inner
def _as_good(layer: Layer, one: int, other: int) -> bool:
    """Tell whether all that can follow the other plan can follow the one."""
    now = layer.last[other]
    if layer.last[one] > now:
        return False
    for activity in range(layer.finish.shape[1]):
        finish = layer.finish[one, activity]
        if finish > now and finish > layer.finish[other, activity]:
            return False
    return True
