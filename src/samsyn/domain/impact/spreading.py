"""Let levels flow from what has them to all they reach: the compiled part.

One row of each array is one aspect. `own` is what a node has by itself, `fixed` what people have
decided that it shall have, `level` what came out, `support` whom it has that from (itself, or a
node that leads to it). UNKNOWN stands for no level, no decision, nobody.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.classification.scales import HIGHEST
from samsyn.domain.impact.graph import Graph, Ints
from samsyn.domain.shared.compiled import compiled

Levels = NDArray[np.int8]
UNKNOWN = -1


@compiled
def spread(graph: Graph, own: Levels, fixed: Levels, level: Levels, support: Ints) -> None:
    """Give each node of one aspect its level: from the highest down, each node once.

    Whoever is reached from a higher level needs no visit from a lower one, so this is one
    breadth-first search over all levels, and `support` leads back by the shortest way.
    """
    queue = np.empty(level.size, np.int32)
    level[:] = fixed
    support[:] = UNKNOWN
    for height in range(HIGHEST, -1, -1):
        last = 0
        for node in range(level.size):
            if fixed[node] == height or (level[node] == UNKNOWN and own[node] == height):
                level[node] = height
                support[node] = node
                queue[last] = node
                last += 1
        _flood(graph, fixed, level, support, queue, last)


@compiled
def _flood(
    graph: Graph, fixed: Levels, level: Levels, support: Ints, queue: Ints, last: int
) -> None:
    """Hand the level of the `last` first in the queue on to all they reach that have less."""
    first = 0
    while first < last:
        node = queue[first]
        first += 1
        for at in range(graph.out_start[node], graph.out_start[node + 1]):
            target = graph.out_node[at]
            if level[target] < level[node] and fixed[target] == UNKNOWN:
                level[target] = level[node]
                support[target] = node
                queue[last] = target
                last += 1


@compiled
def spread_again(
    graph: Graph, own: Levels, fixed: Levels, level: Levels, support: Ints, changed: int
) -> None:
    """Mend one aspect after a change at one node: of what it has, is fixed at, or is led to by.

    Only what had its level by way of the node is taken down, and only that and what the new
    level reaches is visited.
    """
    queue = np.empty(level.size, np.int32)
    queue[0] = changed
    lost = 1
    if not _holds(graph, own, fixed, level, support, changed):
        lost = _take_down(graph, level, support, queue)
    fallen = queue[:lost].copy()
    best = np.empty(lost, np.int8)
    giver = np.empty(lost, np.int32)
    for index in range(lost):
        giver[index] = _giver(graph, own, fixed, level, fallen[index])
        best[index] = _given(own, fixed, level, fallen[index], giver[index])
    for height in range(HIGHEST, -1, -1):
        last = 0
        for index in range(lost):
            node = fallen[index]
            if best[index] == height and level[node] < height:
                level[node] = height
                support[node] = giver[index]
                queue[last] = node
                last += 1
        _flood(graph, fixed, level, support, queue, last)


@compiled
def _holds(
    graph: Graph, own: Levels, fixed: Levels, level: Levels, support: Ints, node: int
) -> bool:
    """Tell whether a node still has at least its level, from where it has it."""
    if fixed[node] != UNKNOWN:
        if fixed[node] == level[node]:
            support[node] = node
        return bool(fixed[node] >= level[node])
    giver = support[node]
    if giver == UNKNOWN:
        return True
    if giver == node:
        return bool(own[node] >= level[node])
    for at in range(graph.in_start[node], graph.in_start[node + 1]):
        if graph.in_node[at] == giver:
            return True
    return False


@compiled
def _take_down(graph: Graph, level: Levels, support: Ints, queue: Ints) -> int:
    """Forget the level of the first in the queue and of all who have theirs by way of it."""
    level[queue[0]] = UNKNOWN
    support[queue[0]] = UNKNOWN
    first, last = 0, 1
    while first < last:
        node = queue[first]
        first += 1
        for at in range(graph.out_start[node], graph.out_start[node + 1]):
            target = graph.out_node[at]
            if support[target] == node:
                level[target] = UNKNOWN
                support[target] = UNKNOWN
                queue[last] = target
                last += 1
    return last


@compiled
def _giver(graph: Graph, own: Levels, fixed: Levels, level: Levels, node: int) -> int:
    """Return who gives a node the highest level just now: itself where nobody gives more."""
    if fixed[node] != UNKNOWN:
        return node
    giver = node
    highest = own[node]
    for at in range(graph.in_start[node], graph.in_start[node + 1]):
        source = graph.in_node[at]
        if source != node and level[source] > highest:
            giver, highest = source, level[source]
    return giver


@compiled
def _given(own: Levels, fixed: Levels, level: Levels, node: int, giver: int) -> int:
    if giver != node:
        return int(level[giver])
    return int(fixed[node]) if fixed[node] != UNKNOWN else int(own[node])


@compiled
def point_back(graph: Graph, own: Levels, fixed: Levels, level: Levels, back: Ints) -> None:
    """Point from each node of one aspect towards its nearest cause: to a place among `in_` links.

    A cause points nowhere (UNKNOWN). Of several shortest ways it is the first in the links' order,
    so that it does not matter how the levels came about.
    """
    queue = np.empty(level.size, np.int32)
    steps = np.full(level.size, UNKNOWN, np.int32)
    first, last = 0, 0
    for node in range(level.size):
        if level[node] != UNKNOWN and (fixed[node] != UNKNOWN or own[node] == level[node]):
            steps[node] = 0
            queue[last] = node
            last += 1
    while first < last:
        node = queue[first]
        first += 1
        back[node] = _place_before(graph, level, steps, node)
        for at in range(graph.out_start[node], graph.out_start[node + 1]):
            target = graph.out_node[at]
            if steps[target] == UNKNOWN and level[target] == level[node]:
                steps[target] = steps[node] + 1
                queue[last] = target
                last += 1


@compiled
def _place_before(graph: Graph, level: Levels, steps: Ints, node: int) -> int:
    """Return the first link by which a node one step nearer to the cause leads here."""
    if steps[node] > 0:
        for at in range(graph.in_start[node], graph.in_start[node + 1]):
            source = graph.in_node[at]
            if steps[source] == steps[node] - 1 and level[source] == level[node]:
                return at
    return UNKNOWN
