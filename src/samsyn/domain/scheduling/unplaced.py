"""Say of each initiative that is not in the plan why it is not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from samsyn.domain.scheduling.network import NEVER, Ints, Longs, Network
from samsyn.domain.scheduling.outcome import LeftOut
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.shared.refusal import Objection


def left_out(network: Network, start: Ints) -> Iterator[Objection]:
    """Yield one objection per initiative that has no finish in the plan."""
    for k, milestone in enumerate(network.net.milestone):
        if start[milestone] == NOWHERE:
            yield (
                _never(network, k) if k in network.windows.misfits else _not_now(network, k, start)
            )


def usage(network: Network, start: Ints) -> Longs:
    """Give what the plan takes of each role, without pinned work, shape (weeks, roles)."""
    used = np.zeros_like(network.capacity)
    for activity in np.flatnonzero(start != NOWHERE):
        week = max(0, int(start[activity]))
        used[week : week + network.net.duration[activity]] += network.demand[activity]
    return used


def _never(network: Network, k: int) -> Objection:
    """Explain what no plan could hold."""
    misfit, activity, about = network.windows.misfits[k]
    facts: dict[str, int | str] = {"initiative": network.initiatives[k].key}
    if activity < len(network.phases):
        facts["phase"] = network.phases[activity].key
    code = LeftOut(misfit.value)
    if code in (LeftOut.NO_HOLDER, LeftOut.TOO_LITTLE_CAPACITY) and about:
        role = network.roles.index(about)
        facts["role"] = about
        facts["percent"] = int(network.demand[activity, role])
        facts["most_percent"] = int(network.capacity[:, role].max())
    elif code is LeftOut.NO_MONEY:
        facts["fund"] = about
        facts["amount"] = int(network.net.cost[activity])
    elif code is LeftOut.NEEDS_UNPLACED:
        facts["needs"] = about
    elif code is LeftOut.BEYOND_HORIZON:
        facts["horizon"] = network.net.horizon
    return Objection(code, facts)


def _not_now(network: Network, k: int, start: Ints) -> Objection:
    """Explain what this plan leaves out though another could hold it."""
    net = network.net
    facts: dict[str, int | str] = {"initiative": network.initiatives[k].key}
    for before, after, _gap in network.arcs:
        other = int(net.owner[before])
        if net.owner[after] == k and other != k and start[before] == NOWHERE:
            return Objection(
                LeftOut.NEEDS_UNPLACED, {**facts, "needs": network.initiatives[other].key}
            )
    mine = network.initiatives[k].key
    for group in network.problem.exclusive:
        for rival in group if mine in group else ():
            number = [i.key for i in network.initiatives].index(rival)
            if rival != mine and start[net.milestone[number]] != NOWHERE:
                return Objection(LeftOut.OTHER_CHOSEN, {**facts, "other": rival})
    earliest = network.windows.earliest[int(net.milestone[k])]
    if not net.mandatory[k] and network.best_worth[k, earliest] <= 0:
        return Objection(
            LeftOut.NOT_WORTH_IT, {**facts, "benefit": int(network.best_worth[k, earliest])}
        )
    return Objection(LeftOut.NO_ROOM, {**facts, **_narrowest(network, k, start)})


def _narrowest(network: Network, k: int, start: Ints) -> dict[str, int | str]:
    """Name the phase and role for which the plan leaves the fewest weeks; nothing if none."""
    net = network.net
    free = network.capacity - usage(network, start)
    fewest, facts = NEVER, dict[str, int | str]()
    for activity, phase in enumerate(network.phases):
        if net.owner[activity] != k or not phase.weeks:
            continue
        for column in np.flatnonzero(network.demand[activity]):
            weeks = int((free[:, column] >= network.demand[activity, column]).sum())
            if weeks - phase.weeks < fewest:
                fewest = weeks - phase.weeks
                facts = {"phase": phase.key, "role": network.roles[column], "free_weeks": weeks}
    return facts
