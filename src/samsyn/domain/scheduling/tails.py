"""How many weeks must pass between the finish of an activity and the finish it leads to.

Longest paths, made longer by what follows competing for the same people: work against the most
capacity of any week, and sets of activities no two of which fit beside each other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Longs, Network

UNRELATED = -NEVER
Pairs = NDArray[np.bool_]


def tails_of(network: Network, milestone: int) -> Longs:
    """Give the weeks from each activity's finish to the milestone, UNRELATED where none lead."""
    net = network.net
    tails = np.full(len(net.duration), UNRELATED, np.int64)
    tails[milestone] = 0
    behind = successors(network)
    apart = incompatible(network, behind)
    for activity in net.topological[::-1].tolist():
        for arc in range(net.after_at[activity], net.after_at[activity + 1]):
            after = tails[net.after[arc]]
            if after != UNRELATED:
                gap = after + net.duration[net.after[arc]] + net.after_gap[arc]
                tails[activity] = max(tails[activity], gap - net.duration[activity])
        following = np.flatnonzero(behind[activity] & (tails != UNRELATED))
        if len(following) > 1 and not net.overlapping:
            following = following[np.argsort(-tails[following], kind="stable")]
            tails[activity] = max(
                tails[activity],
                _by_work(network, following, tails[following]),
                _by_clique(
                    net.duration[following], tails[following], apart[following][:, following]
                ),
            )
    return tails


def successors(network: Network) -> Pairs:
    """Tell of each pair whether the second must wait for the first, directly or not."""
    net = network.net
    behind = np.zeros((len(net.duration), len(net.duration)), bool)
    for activity in net.topological[::-1].tolist():
        for after in net.after[net.after_at[activity] : net.after_at[activity + 1]].tolist():
            behind[activity] |= behind[after]
            behind[activity, after] = True
    return behind


def incompatible(network: Network, behind: Pairs) -> Pairs:
    """Tell of each pair whether the two can never be worked on in the same week."""
    net = network.net
    most = network.capacity.max(axis=0, initial=0)
    demand = network.demand
    apart = ((demand[:, None, :] + demand[None, :, :]) > most).any(axis=2)
    if not net.overlapping:
        apart |= behind | behind.T
    np.fill_diagonal(apart, val=False)
    return np.asarray(apart & (net.duration[:, None] > 0) & (net.duration[None, :] > 0))


def _by_work(network: Network, following: NDArray[np.intp], tails: Longs) -> int:
    """Bound by the work of what follows; `tails` falls."""
    most = np.maximum(network.capacity.max(axis=0, initial=1), 1)
    work = network.net.duration[following][:, None] * network.demand[following]
    weeks = -(-work.cumsum(axis=0) // most)
    return int((weeks + np.where(weeks > 0, tails[:, None], 0)).max(initial=0))


def _by_clique(weeks: NDArray[np.int32], tails: Longs, apart: Pairs) -> int:
    """Bound by activities that all follow each other, gathered greedily; `tails` falls."""
    best = 0
    for seed in range(len(weeks)):
        fits = apart[seed].copy()
        total = int(weeks[seed])
        best = max(best, total + int(tails[seed])) if total else best
        for other in range(seed + 1, len(weeks)):
            if fits[other]:
                total += int(weeks[other])
                fits &= apart[other]
                best = max(best, total + int(tails[other]))
    return best
