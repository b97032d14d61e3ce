"""The earliest each activity could start with everything to itself, or why it never can."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.money import running_charge
from samsyn.domain.scheduling.network import NEVER, Misfit, Network, Windows

Reason = tuple[Misfit, int, str]


def windows_of(network: Network) -> Windows:
    """Place each activity alone, after all it waits for; remember what cannot be placed."""
    net = network.net
    misfits: dict[int, Reason] = {
        **{k: (Misfit.LAGS_CONTRADICT, int(net.milestone[k]), "") for k in network.contradictory},
        **{k: (Misfit.WAITS_FOR_ITSELF, int(net.milestone[k]), "") for k in network.circular},
    }
    incoming: dict[int, list[tuple[int, int]]] = {}
    for before, after, gap in network.arcs:
        incoming.setdefault(after, []).append((before, gap))
    earliest = [NEVER] * len(net.duration)
    for activity in net.topological.tolist():
        owner = int(net.owner[activity])
        if owner in misfits and not net.pinned[activity]:
            continue
        start, reason = _place(network, activity, earliest, incoming.get(activity, []))
        earliest[activity] = start
        if reason is not None:
            misfits[owner] = reason
    if misfits:
        _drop_dependants(network, misfits)
    return Windows(tuple(earliest), misfits)


def _place(
    network: Network, activity: int, earliest: list[int], incoming: list[tuple[int, int]]
) -> tuple[int, Reason | None]:
    net = network.net
    start = int(net.release[activity])
    if net.pinned[activity]:
        return start, None
    for before, gap in incoming:
        if earliest[before] == NEVER:
            other = network.initiatives[int(net.owner[before])].key
            return NEVER, (Misfit.NEEDS_UNPLACED, activity, other)
        start = max(start, earliest[before] + gap)
    room = _room(network, activity)
    payable = _payable(network, activity)
    fits = np.flatnonzero((room & payable)[start:]) if start <= net.horizon else np.zeros(0)
    if fits.size:
        return start + int(fits[0]), None
    return NEVER, _why_never(network, activity, room[start:], payable[start:])


def _room(network: Network, activity: int) -> NDArray[np.bool_]:
    """Tell for each start whether every week of the work has room, shape (weeks + 1)."""
    net = network.net
    length = int(net.duration[activity])
    tight = (network.capacity < network.demand[activity]).any(axis=1)
    bad = np.concatenate([[0], np.cumsum(tight)])
    starts = np.arange(net.horizon + 1)
    ends = np.minimum(starts + length, net.horizon)
    return np.asarray((starts + length <= net.horizon) & (bad[ends] == bad[starts]))


def _payable(network: Network, activity: int) -> NDArray[np.bool_]:
    """Tell for each start whether the whole budget could pay for it, shape (weeks + 1)."""
    net = network.net
    row, cost = int(net.account[activity]), int(net.cost[activity])
    if row < 0:
        return np.ones(net.horizon + 1, bool)
    if activity < len(network.phases):
        return np.asarray(net.purse[row, net.year] >= cost)
    return np.asarray((running_charge(cost, net.days) <= net.purse[row]).all(axis=1))


def _why_never(
    network: Network, activity: int, room: NDArray[np.bool_], payable: NDArray[np.bool_]
) -> Reason:
    net = network.net
    length = int(net.duration[activity])
    for column, role in enumerate(network.roles):
        need = network.demand[activity, column]
        if need and not network.staffed[:, column].any():
            return Misfit.NO_HOLDER, activity, role
        if need and not (network.capacity[:, column] >= need).any():
            return Misfit.TOO_LITTLE_CAPACITY, activity, role
    if len(room) <= length:
        return Misfit.BEYOND_HORIZON, activity, ""
    if room.any() and not payable[room].any():
        return Misfit.NO_MONEY, activity, network.ledger.accounts[int(net.account[activity])][0]
    return _scarcest(network, activity, net.horizon + 1 - len(room))


def _scarcest(network: Network, activity: int, start: int) -> Reason:
    """Name the role with the fewest weeks of enough capacity."""
    need = network.demand[activity]
    enough = (network.capacity[start:] >= need).sum(axis=0)
    asked = np.where(need > 0, enough, network.net.horizon + 1)
    role = network.roles[int(asked.argmin())] if len(network.roles) else ""
    return Misfit.TOO_LITTLE_CAPACITY, activity, role


def _drop_dependants(network: Network, misfits: dict[int, Reason]) -> None:
    """Spread the misfits to every initiative that waits for one of them."""
    net = network.net
    for activity in net.topological.tolist():
        for before, after, _gap in network.arcs:
            if after != activity or net.pinned[before]:
                continue
            first, then = int(net.owner[before]), int(net.owner[after])
            if first in misfits and then not in misfits:
                misfits[then] = Misfit.NEEDS_UNPLACED, after, network.initiatives[first].key
