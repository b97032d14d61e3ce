"""Where the search begins and what it lets go: initiatives in the order of what waiting costs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.desk import OUT, Choice
from samsyn.domain.scheduling.lists import Lots, chance
from samsyn.domain.scheduling.network import WORTH_ROW, Ints, Net, Network
from samsyn.domain.shared.compiled import inner, making


class Values(NamedTuple):
    """What is known of initiatives before any is placed. Shapes (k)."""

    rank: NDArray[np.float64]
    """By work for each unit of yearly benefit: 0 the least, 1 without benefit."""
    alone: NDArray[np.bool_]
    """No other initiative waits for it."""


def values_of(network: Network) -> Values:
    """Rank initiatives by Smith's rule (1956): what pays most for its work goes first."""
    net = network.net
    work = np.zeros(len(net.milestone))
    np.add.at(work, net.owner, net.energy)
    yearly = np.array([max(0, i.yearly_benefit - i.yearly_cost) for i in network.initiatives])
    pays = np.flatnonzero(yearly > 0)
    rank = np.ones(len(work))
    order = pays[np.argsort(work[pays] / yearly[pays], kind="stable")]
    rank[order] = np.arange(len(order)) / max(1, len(order))
    alone = np.ones(len(work), bool)
    for before, after, _gap in network.arcs:
        if net.owner[before] != net.owner[after]:
            alone[net.owner[before]] = False
    return Values(rank, alone)


@making
def valuable_list(net: Net, values: Values, order: Ints, lots: Lots) -> None:
    """Draw a valid list: what has a deadline by its urgency, the rest mostly by its value."""
    span = 1.0 + net.latest.max() - net.latest.min()
    pull = chance(lots)
    spread = span * chance(lots)
    noise = 0.2 * span * chance(lots)
    key = np.empty(order.size)
    for activity in range(order.size):
        key[activity] = net.latest[activity] + noise * chance(lots)
        owner = net.owner[activity]
        if net.deadline[owner] >= net.horizon:
            key[activity] += spread * values.rank[owner] - pull * net.latest[activity]
    for activity in net.topological:
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            key[activity] = max(key[activity], key[net.before[arc]] + 1e-6)
    order[:] = np.argsort(key)


@inner
def drop_losses(net: Net, values: Values, choice: Choice, start: Ints) -> bool:
    """Unchoose what is optional and pays less than it costs where it stands; tell whether any."""
    dropped = False
    for owner in net.choices:
        if choice[owner] == OUT or net.mandatory[owner] or not values.alone[owner]:
            continue
        if net.worth[net.ways.owner[owner, WORTH_ROW], start[net.milestone[owner]]] < 0:
            choice[owner] = OUT
            dropped = True
    return dropped
