"""What stops if it stops: everything that leans on it, each with its hour and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from samsyn.domain.impact.graph import Graph, Ints, graph_of
from samsyn.domain.impact.stopping import MOST_HOURS, NEVER, blame, stop
from samsyn.domain.impact.warming import soonest


@dataclass(frozen=True, slots=True)
class Leaning:
    """Who leans on whom: links from what is needed to what needs it, each with its patience."""

    graph: Graph
    patience: Ints
    patience_in_order: Ints

    @classmethod
    def of(cls, nodes: int, needed: Ints, needs_it: Ints, patience: Ints) -> Self:
        """Lay out the links; `patience` in hours, at most MOST_HOURS; 0 is at once."""
        graph = graph_of(nodes, needed, needs_it)
        hours = np.clip(patience, 0, MOST_HOURS).astype(np.int32)
        return cls(graph, hours, hours[graph.out_link])


@dataclass(frozen=True, slots=True)
class Outage:
    """By node: the hour it stops, or NEVER; and whether it was stopped to begin with."""

    leaning: Leaning
    hour: Ints
    began: Ints

    def hit(self) -> list[int]:
        """Return all nodes that stop, those that were stopped to begin with among them."""
        found: list[int] = np.flatnonzero(self.hour != NEVER).tolist()
        return found

    def chain(self, node: int) -> list[int]:
        """Return what led to the stop of a node, as nodes and links by turns from the beginning.

        The shortest of the chains that end at its hour, always the same one; [] if it stands.
        """
        leaning = self.leaning
        run = soonest(blame, len(leaning.patience))
        found: list[int] = run(
            leaning.graph, leaning.patience, self.began, self.hour, node
        ).tolist()
        return found


def outage(leaning: Leaning, stopped: Ints) -> Outage:
    """Stop these nodes at hour 0 and see what follows."""
    hour = np.empty(leaning.graph.nodes, np.int32)
    began = np.zeros(leaning.graph.nodes, np.int32)
    began[stopped] = 1
    run = soonest(stop, len(leaning.patience))
    run(leaning.graph, leaning.patience_in_order, stopped, hour)
    return Outage(leaning, hour, began)
