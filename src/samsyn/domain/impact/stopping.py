"""What stops when something stops, and when: the compiled part."""

from __future__ import annotations

import numpy as np

from samsyn.domain.impact.graph import Graph, Ints
from samsyn.domain.shared.compiled import compiled

NEVER = -1
MOST_HOURS = 100_000
"""Eleven years; who manages that long without something manages without it."""


@compiled
def stop(graph: Graph, patience: Ints, stopped: Ints, hour: Ints) -> None:
    """Find the hour at which each node stops, NEVER where it does not.

    `patience` says by place among the `out_` links how many hours its end manages without its
    beginning. The earliest hour counts (Dijkstra 1959, with a bucket an hour as Dial 1969).
    """
    span = 1 if not patience.size else patience.max() + 1
    bucket = np.full(span, NEVER, np.int32)
    following = np.empty(stopped.size + patience.size, np.int32)
    who = np.empty(stopped.size + patience.size, np.int32)
    size = waiting = now = 0
    hour[:] = NEVER
    for node in stopped:
        if hour[node] == NEVER:
            hour[node] = 0
            following[size], who[size], bucket[0] = bucket[0], node, size
            size += 1
    waiting = size
    while waiting:
        entry = bucket[now % span]
        if entry == NEVER:
            now += 1
            continue
        bucket[now % span] = following[entry]
        waiting -= 1
        if hour[who[entry]] == now:  # else it was reached sooner another way
            more = _reach(graph, patience, hour, bucket, following, who, (who[entry], size))
            size += more
            waiting += more


@compiled
def _reach(  # noqa: PLR0913, PLR0917 - compiled functions take their arrays one by one
    graph: Graph,
    patience: Ints,
    hour: Ints,
    bucket: Ints,
    following: Ints,
    who: Ints,
    at: tuple[int, int],
) -> int:
    """Stop those that lean on a node, where that is sooner than what was known; count them."""
    here, size = at
    more = 0
    for place in range(graph.out_start[here], graph.out_start[here + 1]):
        target = graph.out_node[place]
        reached = hour[here] + patience[place]
        if hour[target] == NEVER or reached < hour[target]:
            hour[target] = reached
            slot = reached % bucket.size
            following[size + more], who[size + more] = bucket[slot], target
            bucket[slot] = size + more
            more += 1
    return more


@compiled
def blame(graph: Graph, patience: Ints, began: Ints, hour: Ints, node: int) -> Ints:
    """Return the shortest chain that stopped a node at its hour, as nodes and links by turns.

    It begins with one of those that `began`, and ends with the node; `patience` goes by link
    here. Empty where the node does not stop.
    """
    towards = np.full(hour.size, NEVER, np.int32)
    queue = np.empty(hour.size, np.int32)
    queue[0], towards[node] = node, 0
    first, last = 0, 1
    if hour[node] == NEVER:
        last = 0
    while first < last:
        here = queue[first]
        first += 1
        if began[here]:
            return _unrolled(graph, towards, here, node)
        for at in range(graph.in_start[here], graph.in_start[here + 1]):
            source = graph.in_node[at]
            in_time = hour[source] + patience[graph.in_link[at]] == hour[here]
            if in_time and hour[source] != NEVER and towards[source] == NEVER:
                towards[source] = at
                queue[last] = source
                last += 1
    return queue[:0]


@compiled
def _unrolled(graph: Graph, towards: Ints, cause: int, node: int) -> Ints:
    """Follow the links from the cause; `towards` says by which place among all `in_` links."""
    way = np.empty(2 * towards.size, np.int32)
    way[0] = cause
    size = 1
    here = cause
    while here != node:
        at = towards[here]
        here = np.searchsorted(graph.in_start, at, side="right") - 1
        way[size], way[size + 1] = graph.in_link[at], here
        size += 2
    return way[:size]
