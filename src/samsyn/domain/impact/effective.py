"""Effective levels of everything that is connected, kept right while single facts change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.graph import Graph, Ints, with_link, without_link
from samsyn.domain.impact.spreading import UNKNOWN, Levels, point_back, spread, spread_again
from samsyn.domain.impact.warming import soonest

ASPECTS = tuple(Aspect)


@dataclass(slots=True)
class Effective:
    """The maximum principle (ISO/IEC 27005) over a graph: aspects by nodes, levels 0-4 or UNKNOWN.

    A node has the highest of its own level and those of all that lead to it, unless it is fixed;
    then it has, and hands on, what it is fixed at.
    """

    graph: Graph
    own: Levels
    fixed: Levels
    level: Levels
    support: Ints
    _back: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, own: Levels, fixed: Levels) -> Self:
        """Work out all levels; `own` and `fixed` are kept and changed by later edits."""
        level = np.empty_like(own)
        support = np.empty(own.shape, np.int32)
        run = soonest(spread, len(graph.out_node))
        for aspect in range(len(own)):
            run(graph, own[aspect], fixed[aspect], level[aspect], support[aspect])
        return cls(graph, own, fixed, level, support)

    def give(self, node: int, aspect: int, level: int) -> Ints:
        """Let a node have another level of its own; returns the nodes whose level changed."""
        self.own[aspect, node] = level
        return self._mend(node, aspect)

    def fix(self, node: int, aspect: int, level: int) -> Ints:
        """Decide a node's level, or with UNKNOWN let it be worked out again."""
        self.fixed[aspect, node] = level
        return self._mend(node, aspect)

    def connect(self, source: int, target: int, link: int) -> Ints:
        """Let one node lead to another by a new link."""
        self.graph = with_link(self.graph, source, target, link)
        return self._mend_all(target)

    def disconnect(self, source: int, target: int, link: int) -> Ints:
        """Take a link away; raises KeyError where it is not there."""
        self.graph = without_link(self.graph, source, target, link)
        return self._mend_all(target)

    def way(self, node: int, aspect: int) -> list[int]:
        """Return the shortest way from what gives the node its level, as nodes and links by turns.

        It begins with the cause and ends with the node; [] where the level is unknown. Of several
        ways it is always the same one, however the levels came about.
        """
        if self.level[aspect, node] == UNKNOWN:
            return []
        back, way = self._pointing_back(aspect), [node]
        while (at := int(back[way[-1]])) != UNKNOWN:
            way += [int(self.graph.in_link[at]), int(self.graph.in_node[at])]
        return way[::-1]

    def _pointing_back(self, aspect: int) -> Ints:
        """Return where each node has its level from; found once for each state of the levels."""
        if aspect not in self._back:
            back = np.full(self.graph.nodes, UNKNOWN, np.int32)
            soonest(point_back, len(self.graph.out_node))(
                self.graph, self.own[aspect], self.fixed[aspect], self.level[aspect], back
            )
            self._back[aspect] = back
        return self._back[aspect]

    def without_decision(self, node: int, aspect: int) -> int:
        """Return what the node would have if it were not fixed."""
        before = self.level[aspect].copy(), self.support[aspect].copy(), self.fixed[aspect, node]
        self.fix(node, aspect, UNKNOWN)
        found = int(self.level[aspect, node])
        self.level[aspect], self.support[aspect], self.fixed[aspect, node] = before
        self._back.pop(aspect, None)
        return found

    def _mend_all(self, node: int) -> Ints:
        changed = [self._mend(node, aspect) for aspect in range(len(self.own))]
        return np.unique(np.concatenate(changed)).astype(np.int32)

    def _mend(self, node: int, aspect: int) -> Ints:
        before = self.level[aspect].copy()
        self._back.pop(aspect, None)
        soonest(spread_again, len(self.graph.out_node))(
            self.graph,
            self.own[aspect],
            self.fixed[aspect],
            self.level[aspect],
            self.support[aspect],
            node,
        )
        return np.flatnonzero(self.level[aspect] != before).astype(np.int32)


def nothing_known(nodes: int) -> NDArray[np.int8]:
    """Return levels for so many nodes in every aspect, none of them known."""
    return np.full((len(ASPECTS), nodes), UNKNOWN, np.int8)
