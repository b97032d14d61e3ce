"""Effective levels and outages worked out the slow and obvious way, and graphs to try them on."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st

from samsyn.domain.impact.effective import ASPECTS, Effective, nothing_known
from samsyn.domain.impact.graph import graph_of
from samsyn.domain.impact.outage import Leaning

UNKNOWN = -1


@dataclass
class Sketch:
    """A graph as a person would note it down: links by number, levels by (aspect, node)."""

    nodes: int
    links: dict[int, tuple[int, int]]
    own: dict[tuple[int, int], int] = field(default_factory=dict)
    fixed: dict[tuple[int, int], int] = field(default_factory=dict)

    def measured(self) -> Effective:
        """Hand it to the engine, with links numbered as here."""
        own, fixed = nothing_known(self.nodes), nothing_known(self.nodes)
        for place, level in self.own.items():
            own[place] = level
        for place, level in self.fixed.items():
            fixed[place] = level
        graph = graph_of(self.nodes, *columns(list(self.links.values())))
        numbers = np.array([*self.links, 0], np.int32)
        graph = graph._replace(in_link=numbers[graph.in_link], out_link=numbers[graph.out_link])
        return Effective.of(graph, own, fixed)

    def level(self, aspect: int) -> list[int]:
        """Raise levels, node by node, until nothing changes any more."""
        level = [UNKNOWN] * self.nodes
        while True:
            before = list(level)
            for node in range(self.nodes):
                given = [level[a] for a, b in self.links.values() if b == node]
                reached = max([self.own.get((aspect, node), UNKNOWN), *given])
                level[node] = self.fixed.get((aspect, node), reached)
            if level == before:
                return level

    def steps(self, aspect: int) -> list[int]:
        """Count the links from the nearest cause of each node's level to the node."""
        level = self.level(aspect)
        steps = [self.nodes] * self.nodes
        for node in range(self.nodes):
            if (aspect, node) in self.fixed or self.own.get((aspect, node)) == level[node]:
                steps[node] = 0
        for _round in range(self.nodes):
            for a, b in self.links.values():
                if level[a] == level[b] and (aspect, b) not in self.fixed:
                    steps[b] = min(steps[b], steps[a] + 1)
        return steps


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return links as two columns."""
    table = np.array(pairs, np.int32).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


def earliest(
    nodes: int, links: list[tuple[int, int, int]], stopped: list[int]
) -> dict[int, tuple[int, int]]:
    """Return hour and steps by node that stops (Dijkstra 1959, with Python's own heap)."""
    found: dict[int, tuple[int, int]] = {}
    waiting = [(0, 0, node) for node in stopped]
    heapq.heapify(waiting)
    while waiting:
        hour, steps, node = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = hour, steps
        for a, b, patience in links:
            if a == node:
                heapq.heappush(waiting, (hour + patience, steps + 1, b))
    assert max(found, default=0) < nodes
    return found


def leaning(nodes: int, links: list[tuple[int, int, int]]) -> Leaning:
    """Hand links with hours to the engine."""
    needed, needs_it = columns([(a, b) for a, b, _hours in links])
    return Leaning.of(nodes, needed, needs_it, np.array([h for _a, _b, h in links], np.int32))


LEVELS = st.integers(0, 4)


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Draw a small graph, often with circles, doubled links and decisions."""
    nodes = draw(st.integers(1, 9))
    node = st.integers(0, nodes - 1)
    links = draw(st.lists(st.tuples(node, node), max_size=24))
    place = st.tuples(st.integers(0, len(ASPECTS) - 1), node)
    return Sketch(
        nodes,
        dict(enumerate(links)),
        draw(st.dictionaries(place, LEVELS, max_size=10)),
        draw(st.dictionaries(place, LEVELS, max_size=4)),
    )
