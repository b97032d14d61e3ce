"""Solve a problem: a feasible plan at once, then better ones until time is up or none exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread
from time import perf_counter, sleep

import numpy as np

from samsyn.domain.scheduling.breeding import Breeding
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.exact import Exact
from samsyn.domain.scheduling.generation import desk_for
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.layered import Layered
from samsyn.domain.scheduling.network import Network
from samsyn.domain.scheduling.outcome import Progress, Result, Status
from samsyn.domain.scheduling.population import LEVELS, first_plan
from samsyn.domain.scheduling.problem import Initiative, Problem
from samsyn.domain.scheduling.unplaced import left_out
from samsyn.domain.scheduling.wellformed import objections_to
from samsyn.domain.shared.compiled import ready
from samsyn.domain.shared.refusal import refuse_if

HEAD_START_SECONDS = 0.25
HEAD_START_SECONDS_PER_ACTIVITY = 0.005
"""How long the heuristic goes first, so that the exact search begins from a good plan."""
BEAT_SECONDS = 0.01
SETTLING_SECONDS = 0.5

OnImprovement = Callable[[Progress], None]
ShouldStop = Callable[[], bool]


def solve(
    problem: Problem,
    *,
    seconds: float,
    workers: int = 2,
    seed: int = 1,
    on_improvement: OnImprovement | None = None,
    should_stop: ShouldStop | None = None,
) -> Result:
    """Plan the problem within some seconds of wall time on some cores.

    `on_improvement` hears of each better plan, `should_stop` is asked a hundred times a second;
    both are called in the caller's thread. Stopping keeps the best plan. Raises Refused with
    every flaw of a problem that makes no sense.
    """
    refuse_if(objections_to(problem))
    began = perf_counter()
    network = compile_problem(problem)
    incumbent = Incumbent(network, began)
    _offer_first(network, incumbent)
    run = _Run(network, incumbent, began + seconds, on_improvement, should_stop)
    run.tell()
    run.search(workers=max(1, workers), seed=seed)
    last = incumbent.progress()
    return Result(
        schedule=last.schedule,
        objective=last.objective,
        bound=last.bound,
        gap=last.gap,
        status=Status.OPTIMAL if incumbent.proven else Status.FEASIBLE,
        left_out=tuple(left_out(network, incumbent.plan()[0])),
        seconds=perf_counter() - began,
        first_feasible_seconds=incumbent.first_feasible_seconds,
    )


def warm_up() -> None:
    """Compile all that is to be compiled, some twenty seconds the first time; later it is kept."""
    week = Calendar(start=date(2001, 1, 1), weeks=1)
    network = compile_problem(Problem(calendar=week, initiatives=(Initiative(key="", phases=()),)))
    incumbent = Incumbent(network)
    _offer_first(network, incumbent)
    breeding = Breeding(network, incumbent, seed=1)
    breeding.prepare()
    breeding.breed()
    Layered(network, incumbent).prepare()


def _offer_first(network: Network, incumbent: Incumbent) -> None:
    net = network.net
    order, start = net.topological.copy(), net.topological.copy()
    choice = np.ones(len(net.milestone), np.int8)
    score = np.zeros(LEVELS, np.int64)
    ready(first_plan)(net, desk_for(net), order, choice, start, score)
    incumbent.offer(start, choice, "first")


class _Run:
    """The searches of one call, started, watched and ended together."""

    def __init__(
        self,
        network: Network,
        incumbent: Incumbent,
        until: float,
        on_improvement: OnImprovement | None,
        should_stop: ShouldStop | None,
    ) -> None:
        self._network = network
        self._incumbent = incumbent
        self._until = until
        self._on_improvement = on_improvement
        self._should_stop = should_stop
        self._told = 0

    def remaining(self) -> float:
        """Give the seconds that are left."""
        return self._until - perf_counter()

    def tell(self) -> None:
        """Report the best plan where it is news."""
        version = self._incumbent.version
        if version > self._told and self._on_improvement is not None:
            self._on_improvement(self._incumbent.progress())
        self._told = version

    def search(self, *, workers: int, seed: int) -> None:
        """Breed, and search exactly beside it; on one core, one after the other."""
        breeding = Breeding(self._network, self._incumbent, seed=seed)
        exact = Exact(self._network, self._incumbent, workers=max(1, workers - 1), seed=seed)
        breeder = Thread(target=breeding.run, args=(self.remaining,), daemon=True)
        prover = Thread(target=exact.run, args=(self.remaining,), daemon=True)
        if self._over():
            return
        breeder.start()
        size = len(self._network.net.duration)
        head_start = min(HEAD_START_SECONDS, HEAD_START_SECONDS_PER_ACTIVITY * size)
        alone = self.remaining() / 4 if workers == 1 else head_start
        self._watch(perf_counter() + alone, None, [breeder])
        if workers == 1:
            breeding.stop()
        if not self._over():
            prover.start()
            self._watch(self._until, exact, [prover] if workers == 1 else [breeder, prover])
        breeding.stop()
        # A breeder that is still being compiled is not waited for: it ends by itself.
        patience = perf_counter() + SETTLING_SECONDS
        while prover.is_alive() or (breeder.is_alive() and perf_counter() < patience):
            exact.stop()
            sleep(BEAT_SECONDS / 10)
        self.tell()

    def _over(self) -> bool:
        asked = self._should_stop is not None and self._should_stop()
        return asked or self._incumbent.proven or self.remaining() <= 0

    def _watch(self, until: float, exact: Exact | None, threads: list[Thread]) -> None:
        """Wait, report, and let the exact search begin anew from a better plan."""
        seen, since = self._incumbent.version, perf_counter()
        while not self._over() and perf_counter() < until and any(t.is_alive() for t in threads):
            sleep(BEAT_SECONDS)
            self.tell()
            if exact is None or self._incumbent.version == seen:
                continue
            if self._incumbent.source == "exact":
                seen = self._incumbent.version
            elif perf_counter() - since > SETTLING_SECONDS:
                seen, since = self._incumbent.version, perf_counter()
                exact.refresh()
