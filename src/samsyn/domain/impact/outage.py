"""What stops if it stops: everything that leans on it, each with its hour and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from samsyn.domain.impact.graph import Graph, Ints, graph_of
from samsyn.domain.impact.stopping import MOST_HOURS, NEVER, Hours, stop
from samsyn.domain.impact.warming import soonest


@dataclass(frozen=True, slots=True)
class Leaning:
    """Who leans on whom: links from what is needed to what needs it, each with its patience."""

    graph: Graph
    patience: Ints

    @classmethod
    def of(cls, nodes: int, needed: Ints, needs_it: Ints, patience: Ints) -> Self:
        """Lay out the links; `patience` in hours, at most MOST_HOURS; 0 is at once."""
        graph = graph_of(nodes, needed, needs_it)
        return cls(graph, np.clip(patience, 0, MOST_HOURS)[graph.out_link])


@dataclass(frozen=True, slots=True)
class Outage:
    """By node: the hour it stops, or NEVER; and by which link."""

    leaning: Leaning
    hour: Hours
    because: Ints

    def hit(self) -> list[int]:
        """Return all nodes that stop, those that were stopped first among them."""
        found: list[int] = np.flatnonzero(self.hour != NEVER).tolist()
        return found

    def chain(self, node: int) -> list[int]:
        """Return what led to the stop of a node, as nodes and links by turns from the beginning."""
        chain = [node]
        graph = self.leaning.graph
        while (at := int(self.because[chain[-1]])) != NEVER:
            before = int(np.searchsorted(graph.out_start, at, side="right")) - 1
            chain += [int(graph.out_link[at]), before]
        return chain[::-1]


def outage(leaning: Leaning, stopped: Ints) -> Outage:
    """Stop these nodes at hour 0 and see what follows."""
    nodes = leaning.graph.nodes
    hour, because = np.empty(nodes, np.int64), np.empty(nodes, np.int32)
    run = soonest(stop, len(leaning.patience))
    run(leaning.graph, leaning.patience, stopped, hour, because)
    return Outage(leaning, hour, because)
