"""The desk that schedules are built on: what is left of people, money and all else there is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Ints, Longs, Net, Words
from samsyn.domain.shared.compiled import inner, merged

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
    lift: Ints
    """Starts may not come before this, because of what is tied to them."""
    tries: Ints
    quota: Longs
    stock: Longs
    plain: bool
    """Room in single words, and what waits for what, is all there is to a plan."""
    level: bool
    """It is plain, and every week has the same room."""
    room: Words
    """`free` as one row."""
    need: Words
    """`Net.demand` as one row; what plain problems alone look at."""
    trial: Longs
    again: Choice
    back: Words
    """What comes back in which week, where it is level; empty between plans."""


def desk_for(net: Net) -> Desk:
    """Lay out an empty desk for a network."""
    n = len(net.duration)
    free = net.capacity.copy()
    return Desk(
        free=free,
        purse=net.purse.copy(),
        dirty=np.zeros(1, np.int32),
        spare=np.zeros(n, np.int32),
        key=np.zeros(n, np.int32),
        tally=np.zeros(2 * net.horizon + 4, np.int32),
        moved=np.zeros(n, np.int32),
        keep=np.zeros(n, np.int32),
        lift=np.zeros(n, np.int32),
        tries=np.zeros(1, np.int32),
        quota=net.rations.amount.copy(),
        stock=net.ways.stock.copy(),
        plain=is_plain(net),
        level=is_plain(net) and bool((net.capacity == net.capacity[:1]).all()),
        room=free.reshape(-1),
        need=net.demand.reshape(-1),
        trial=np.zeros(5, np.int64),
        again=np.zeros(len(net.milestone) + len(net.ways.gene), np.int8),
        back=np.zeros(net.horizon + 1, np.uint64),
    )


def is_plain(net: Net) -> bool:
    """Tell whether room in single words, and what waits for what, is all there is to a plan."""
    return bool(
        net.guard.size == 1
        and not net.careful
        and not len(net.ways.gene)
        and (net.account < 0).all()
        and (net.published == NEVER).all()
        and not net.pinned.any()
        and net.mandatory.all()
        and net.possible.all()
    )


@merged
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


@merged
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


@inner
def clear(net: Net, desk: Desk) -> None:
    """Give back all room and money."""
    for week in range(desk.dirty[0]):
        for word in range(net.guard.size):
            desk.free[week, word] = net.capacity[week, word]
    desk.dirty[0] = 0
    for row in range(net.purse.shape[0]):
        for year in range(net.purse.shape[1]):
            desk.purse[row, year] = net.purse[row, year]
