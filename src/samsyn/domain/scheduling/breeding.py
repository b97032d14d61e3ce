"""The heuristic search as a worker: breeds in small portions and trades with the incumbent."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import perf_counter

import numpy as np

from samsyn.domain.scheduling.generation import build, desk_for, measure
from samsyn.domain.scheduling.improvement import list_by_start
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.layered import Layered, suits
from samsyn.domain.scheduling.mirror import mirrored, turned
from samsyn.domain.scheduling.network import Ints, Network
from samsyn.domain.scheduling.population import LEVELS, evolve, first_plan, new_pool
from samsyn.domain.scheduling.seeding import values_of
from samsyn.domain.scheduling.settling import own

PORTION_SECONDS = 0.05
PATIENCE_SECONDS = 0.5
"""Without a better plan for so long, a small project is handed to the proof by layers."""


class Breeding:
    """One population; `run` blocks, `stop` may be called from another thread."""

    def __init__(
        self, network: Network, incumbent: Incumbent, *, seed: int, backwards: bool = False
    ) -> None:
        self._net = mirrored(network) if backwards else own(network.net)
        self._backwards = backwards
        self._incumbent = incumbent
        self._pool = new_pool(self._net, seed, values_of(network))
        self._desk = desk_for(self._net)
        self._portion = 8
        self._layered = Layered(network, incumbent) if suits(network) and not backwards else None
        self._version, self._since = 0, perf_counter()
        self._stopped = Event()

    def run(self, remaining: Callable[[], float]) -> None:
        """Breed until nothing better can exist, time is up or `stop` is called."""
        self.prepare()
        layered = self._layered
        while not self._stopped.is_set() and remaining() > 0 and not self._incumbent.proven:
            self._breed_portion()
            self.trade()
            if layered is not None and self._idle_seconds() > PATIENCE_SECONDS:
                layered.run(remaining)
                layered = None

    def stop(self) -> None:
        """End after the portion that is being worked on."""
        self._stopped.set()
        if self._layered is not None:
            self._layered.stop()

    def _idle_seconds(self) -> float:
        """Give the seconds since anybody found a better plan."""
        version = self._incumbent.version
        if version != self._version:
            self._version, self._since = version, perf_counter()
        return perf_counter() - self._since

    def prepare(self) -> None:
        """Compile what others use too, or load it; they use its slow twins until then."""
        start, choice = self._incumbent.plan()
        order = self._net.topological.copy()
        score = np.zeros(LEVELS, np.int64)
        first_plan(self._net, self._desk, order, choice, start, score)
        build(self._net, self._desk, order, choice, start)
        list_by_start(self._desk, order, start)
        measure(self._net, start, choice, score)

    def breed(self, children: int) -> None:
        """Breed so many children, fewer when a plan as good as the bound is among them."""
        target = np.array(self._incumbent.bound, np.int64)
        evolve(self._net, self._desk, self._pool, target, children)

    def _breed_portion(self) -> None:
        """Breed one portion; its size follows the time it takes."""
        began = perf_counter()
        self.breed(self._portion)
        spent = perf_counter() - began
        if spent < PORTION_SECONDS / 2:
            self._portion *= 2
        elif spent > PORTION_SECONDS * 2:
            self._portion = max(1, self._portion // 2)

    def trade(self) -> None:
        """Offer the best, or learn of a better one."""
        best = tuple(self._pool.score[-1].tolist())
        known = self._incumbent.objective
        if best < known:
            start = self._turned(self._pool.start[-1])
            self._incumbent.offer(start, self._pool.choice[-1], "heuristic")
        elif known < best:
            self._adopt()

    def _adopt(self) -> None:
        """Write the incumbent down as the best; those who are stuck may take it in."""
        pool = self._pool
        start, choice, objective = self._incumbent.scored_plan()
        start = self._turned(start)
        order = self._net.topological.copy()
        list_by_start(self._desk, order, start)
        pool.order[-1] = order
        pool.start[-1] = start
        pool.choice[-1] = choice
        pool.score[-1] = objective

    def _turned(self, start: Ints) -> Ints:
        return turned(self._net, start) if self._backwards else start
