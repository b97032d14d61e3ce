"""Proof by layers for a single project: tries to finish a week sooner, or shows that none can.

Strong where few things fit beside each other, which is where CP-SAT is slow; the two run beside
each other. Gives up when a layer outgrows its room.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import numpy as np

from samsyn.domain.scheduling.generation import desk_for
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.layers import PRUNED, UNPLANNED, Aim, Layer, expand, new_layer
from samsyn.domain.scheduling.network import NEVER, Network
from samsyn.domain.scheduling.outcome import Objective
from samsyn.domain.scheduling.tails import incompatible, successors, tails_of

MOST_ACTIVITIES = 40
"""Beyond this, layers outgrow their room long before they prove anything."""
MOST_PLANS = 40_000
PORTION = 500
FINISH = len(Objective._fields) - 1


def suits(network: Network) -> bool:
    """Tell whether the finish of one project is all there is to decide."""
    net = network.net
    return bool(
        len(net.milestone) == 1
        and net.mandatory.all()
        and net.possible.all()
        and len(net.duration) <= MOST_ACTIVITIES
        and not net.pinned.any()
        and (net.account < 0).all()
        and (net.published == NEVER).all()
        and not net.careful
        and not network.problem.same_people
        and not len(net.ways.gene)
    )


class Layered:
    """One proof; `run` blocks, `stop` may be called from another thread."""

    def __init__(self, network: Network, incumbent: Incumbent) -> None:
        self._network = network
        self._incumbent = incumbent
        self._desk = desk_for(network.net)
        self._stopped = Event()

    def prepare(self) -> None:
        """Compile the core, or load it."""
        n = len(self._network.net.duration)
        nothing = np.zeros(2, np.int32)
        expand(
            self._network.net, self._desk, self._aim(0), new_layer(1, n), new_layer(1, n), nothing
        )

    def stop(self) -> None:
        """End after the portion that is being worked on."""
        self._stopped.set()

    def run(self, remaining: Callable[[], float]) -> None:
        """Lower the best finish until it is proven, room or time runs out or `stop` is called."""
        while not (self._stopped.is_set() or self._incumbent.proven) and remaining() > 0:
            best = self._incumbent.objective
            end = self._search(best.finish - 1, remaining)
            if end is None:
                return
            if end.size[0]:
                plan = int(np.flatnonzero(end.last[: end.size[0]] != PRUNED)[0])
                starts = end.finish[plan] - self._network.net.duration
                self._incumbent.offer_starts(starts.tolist(), "layered")
            elif self._incumbent.objective.finish == best.finish:
                self._incumbent.prove(FINISH, best.finish)

    def _search(self, finish: int, remaining: Callable[[], float]) -> Layer | None:
        """Build all layers for a finish; None when it was not done to its end."""
        n = len(self._network.net.duration)
        aim = self._aim(finish)
        here, there = new_layer(MOST_PLANS, n), new_layer(MOST_PLANS, n)
        here.size[0] = 1
        here.finish[0] = UNPLANNED
        for _layer in range(n):
            there.size[0] = 0
            there.table[:] = -1
            for first in range(0, int(here.size[0]), PORTION):
                span = np.array([first, min(first + PORTION, here.size[0])], np.int32)
                if self._stopped.is_set() or self._incumbent.proven or remaining() <= 0:
                    return None
                if not expand(self._network.net, self._desk, aim, here, there, span):
                    return None
            here, there = there, here
        return here

    def _aim(self, finish: int) -> Aim:
        network, net = self._network, self._network.net
        tail = tails_of(network, int(net.milestone[0]))
        apart = incompatible(network, successors(network))
        bits = np.uint64(1) << np.arange(len(tail), dtype=np.uint64)
        none = np.zeros((1, len(network.roles)), np.int64)
        return Aim(
            finish=finish,
            latest=(finish - tail - net.duration).astype(np.int32),
            by_tail=np.argsort(-tail, kind="stable").astype(np.int32),
            tail=tail.astype(np.int32),
            work=net.duration[:, None] * network.demand,
            apart=np.where(apart, bits, np.uint64(0)).sum(axis=1, dtype=np.uint64),
            demand=network.demand,
            spent=np.vstack([none, network.capacity.cumsum(axis=0)]),
        )
