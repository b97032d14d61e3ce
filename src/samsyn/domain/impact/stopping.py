"""What stops when something stops, and when: the compiled part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.impact.graph import Graph, Ints
from samsyn.domain.shared.compiled import compiled

Hours = NDArray[np.int64]
NEVER = -1
MOST_HOURS = 1_000_000
"""A hundred years; nobody waits longer, and half a million such waits still fit a number."""
_HOUR = np.int64(1 << 24)


@compiled
def stop(graph: Graph, patience: Ints, stopped: Ints, hour: Hours, because: Ints) -> None:
    """Find the hour at which each node stops (NEVER where it does not), and the node before it.

    `patience` says by link how many hours its end manages without its beginning. The earliest
    hour counts, and among ways to the same hour the shortest (Dijkstra 1959, with a heap).
    """
    key = np.full(hour.size, NEVER, np.int64)  # hours above, steps in the lowest 24 bits
    because[:] = NEVER
    keys = np.empty(stopped.size + 64, np.int64)
    heap = np.empty(stopped.size + 64, np.int32)
    size = 0
    for node in stopped:
        key[node] = 0
        size = _push(keys, heap, size, 0, node)
    while size:
        here, at_key = heap[0], keys[0]
        size = _pop(keys, heap, size)
        if at_key == key[here]:  # else it was reached sooner another way
            links = graph.out_start[here + 1] - graph.out_start[here]
            if size + links > keys.size:
                keys, heap = _longer(keys, heap, size + links)
            size = _reach(graph, patience, key, because, keys, heap, size, here)
    for node in range(hour.size):
        hour[node] = NEVER if key[node] == NEVER else key[node] // _HOUR


@compiled
def _reach(  # noqa: PLR0913, PLR0917 - compiled functions take their arrays one by one
    graph: Graph,
    patience: Ints,
    key: Hours,
    because: Ints,
    keys: Hours,
    heap: Ints,
    size: int,
    here: int,
) -> int:
    """Stop those that lean on a node, where that is sooner than what was known of them."""
    for at in range(graph.out_start[here], graph.out_start[here + 1]):
        target = graph.out_node[at]
        reached = key[here] + patience[at] * _HOUR + 1
        if key[target] == NEVER or reached < key[target]:
            key[target] = reached
            because[target] = at
            size = _push(keys, heap, size, reached, target)
    return size


@compiled
def _push(keys: Hours, heap: Ints, size: int, key: int, node: int) -> int:
    at = size
    while at > 0:
        above = (at - 1) >> 2
        if keys[above] <= key:
            break
        keys[at], heap[at] = keys[above], heap[above]
        at = above
    keys[at], heap[at] = key, node
    return size + 1


@compiled
def _pop(keys: Hours, heap: Ints, size: int) -> int:
    size -= 1
    key, node = keys[size], heap[size]
    at = 0
    while True:
        least = 4 * at + 1
        if least >= size:
            break
        for below in range(least + 1, min(least + 4, size)):
            if keys[below] < keys[least]:
                least = below
        if keys[least] >= key:
            break
        keys[at], heap[at] = keys[least], heap[least]
        at = least
    keys[at], heap[at] = key, node
    return size


@compiled
def _longer(keys: Hours, heap: Ints, needed: int) -> tuple[Hours, Ints]:
    more_keys = np.empty(2 * needed, np.int64)
    more_nodes = np.empty(2 * needed, np.int32)
    more_keys[: keys.size], more_nodes[: heap.size] = keys, heap
    return more_keys, more_nodes
