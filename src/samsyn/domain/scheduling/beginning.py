"""Begin a search at a plan that is known already, whatever has changed in the problem since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import heapify, heappop, heappush

import numpy as np

from samsyn.domain.scheduling.desk import EARLY, OUT
from samsyn.domain.scheduling.generation import build, desk_for
from samsyn.domain.scheduling.genes import LEVEL, MODE
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.network import Network
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.scheduling.settling import own
from samsyn.domain.shared.compiled import ready


def offer_known(network: Network, incumbent: Incumbent, known: Schedule) -> None:
    """Build a plan with the known one's choices, in the order of its starts, and offer it.

    It is built anew, so it holds whatever the known one would break, and is no later where the
    room has only grown. What the known plan does not have comes as early as it may.
    """
    net = own(network.net)
    placed = [EARLY if i.key in known.finishes else OUT for i in network.initiatives]
    choice = np.array([*placed, *_options(network, known)], np.int8)
    order = np.array(_in_order(network, known), np.int32)
    start = np.full(len(net.owner), NOWHERE, np.int32)
    ready(build)(net, desk_for(net), order, choice, start)
    incumbent.offer(start, choice, "known")


def _options(network: Network, known: Schedule) -> Iterator[int]:
    """Yield the option of each open question, the first where the known plan answers none."""
    for gene in network.genes.genes:
        if gene.kind in (LEVEL, MODE):
            about = network.initiatives if gene.kind == LEVEL else network.phases
            answer = known.chosen.get(about[gene.about].key)
        else:
            answer = next((key for key in gene.options if key in known.finishes), None)
        yield gene.options.index(answer) if answer in gene.options else 0


def _in_order(network: Network, known: Schedule) -> list[int]:
    """List all activities by their known start, each after all it waits for."""
    keys = [*(known.starts.get(p.key) for p in network.phases)]
    keys += [known.finishes.get(i.key) for i in network.initiatives]
    waits: dict[int, set[int]] = defaultdict(set)
    followers: dict[int, list[int]] = defaultdict(list)
    for arc in network.links:
        if not arc.most and arc.before not in waits[arc.after]:
            waits[arc.after].add(arc.before)
            followers[arc.before].append(arc.after)
    free = [(-1 if key is None else key, a) for a, key in enumerate(keys) if not waits[a]]
    heapify(free)
    order: list[int] = []
    while free:
        week, activity = heappop(free)
        order.append(activity)
        for after in followers[activity]:
            waits[after].discard(activity)
            if not waits[after]:
                key = keys[after]
                heappush(free, (week if key is None else key, after))
    listed = set(order)  # circles are never listed, and never planned
    return order + [a for a in network.net.topological.tolist() if a not in listed]
