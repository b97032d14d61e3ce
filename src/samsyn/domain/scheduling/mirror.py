"""The same project with time running backwards: other plans are easy to reach from there.

Only where the finish of one project is all there is to decide, and every week offers the same.
"""

from __future__ import annotations

import numpy as np

from samsyn.domain.scheduling.network import NEVER, Ints, Net, Network
from samsyn.domain.scheduling.precedence import Gap, adjacency, latest_starts, topological


def mirrors(network: Network) -> bool:
    """Tell whether a plan read backwards is a plan."""
    net = network.net
    return bool(
        len(net.milestone) == 1
        and net.mandatory.all()
        and net.possible.all()
        and not net.pinned.any()
        and not net.release.any()
        and not net.careful
        and not len(net.ways.gene)
        and (net.account < 0).all()
        and (net.published == NEVER).all()
        and (net.capacity == net.capacity[:1]).all()
    )


def mirrored(network: Network) -> Net:
    """Turn every arc round; the milestone stays the finish."""
    net = network.net
    n, milestone = len(net.duration), int(net.milestone[0])
    weeks = net.duration.tolist()
    arcs: list[Gap] = [
        (after, before, gap + weeks[after] - weeks[before])
        for before, after, gap in network.arcs
        if after != milestone
    ]
    arcs += [(phase, milestone, weeks[phase]) for phase in range(n) if phase != milestone]
    before = adjacency(n, arcs)
    after = adjacency(n, [(b, a, gap) for a, b, gap in arcs])
    order, _stuck = topological(n, arcs)
    due = np.full(n, net.horizon, np.int64)
    return net._replace(
        before_at=before[0],
        before=before[1],
        before_gap=before[2],
        after_at=after[0],
        after=after[1],
        after_gap=after[2],
        topological=order,
        latest=latest_starts(order.tolist(), arcs, due),
    )


def turned(net: Net, start: Ints) -> Ints:
    """Read a plan backwards: from the project into its mirror image, or back."""
    finish = start[net.milestone[0]]
    back = finish - start - net.duration
    back[net.milestone[0]] = finish
    return np.asarray(back, np.int32)
