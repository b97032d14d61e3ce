"""One call's searches: which of them go on which core, when, and how they end together.

The first core breeds. The second proves for a while, and then breeds too: where a plan can be read
backwards, backwards. Small problems are proven for as long as it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from threading import Thread
from time import perf_counter, sleep

from samsyn.domain.scheduling.breeding import Breeding
from samsyn.domain.scheduling.exact import Exact
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.mirror import mirrors
from samsyn.domain.scheduling.network import Network
from samsyn.domain.scheduling.outcome import Progress
from samsyn.domain.scheduling.population import evolve
from samsyn.domain.shared.compiled import is_ready

HEAD_START_SECONDS = 0.25
HEAD_START_SECONDS_PER_ACTIVITY = 0.005
"""How long the heuristic goes first, so that the exact search begins from a good plan."""
ALONE = 0.25
"""The heuristic's first share of the time where there is one core for all."""
SMALL, LARGE = 45, 100
"""Activities up to which the exact search is good for more than bounds, and good for little."""
EXACT_SHARE = 0.3
EXACT_SHARE_OF_LARGE = 0.1
EXACT_SHARE_OF_CAREFUL = 0.7
"""Where most lags and stocks make it hard to find any plan at all."""
BEAT_SECONDS = 0.01
SETTLING_SECONDS = 0.5
ROUND = 128
"""Plans that each population builds between two exchanges when work is counted."""

OnImprovement = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
Clock = Callable[[], float]


def exact_share(network: Network) -> float:
    """Give the share of the time in which the exact search is worth a core."""
    size = len(network.net.duration)
    if size <= SMALL:
        return 1.0
    if network.net.careful:
        return EXACT_SHARE_OF_CAREFUL
    return EXACT_SHARE if size <= LARGE else EXACT_SHARE_OF_LARGE


class Run:
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
        self._bred: list[Breeding] = []

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
        if self._over():
            return
        if self._network.problem.same_people:
            self._prove(workers, seed)
            return
        self._populate(max(1, workers), seed)
        exact = Exact(self._network, self._incumbent, workers=max(1, workers - 1), seed=seed)
        threads = [Thread(target=self._in_turn, args=(exact,), daemon=True)]
        if workers > 1:
            threads = [
                Thread(target=self._bred[0].run, args=(self.remaining,), daemon=True),
                Thread(target=self._beside, args=(exact,), daemon=True),
            ]
        for thread in threads:
            thread.start()
        self._watch(exact, threads)
        # A breeder that is still being compiled is not waited for: it ends by itself.
        patience = perf_counter() + SETTLING_SECONDS
        while any(t.is_alive() for t in threads) and (exact.busy or perf_counter() < patience):
            exact.stop()
            for breeding in self._bred:
                breeding.stop()
            sleep(BEAT_SECONDS / 10)
        self.tell()

    def _prove(self, workers: int, seed: int) -> None:
        """Search exactly alone: lists say nothing of who works on what."""
        exact = Exact(self._network, self._incumbent, workers=workers, seed=seed)
        thread = Thread(target=exact.run, args=(self.remaining,), daemon=True)
        thread.start()
        self._watch(exact, [thread])
        while thread.is_alive():
            exact.stop()
            sleep(BEAT_SECONDS / 10)
        self.tell()

    def search_in_rounds(self, *, workers: int, seed: int, work: int) -> None:
        """Breed so many plans that which thread was faster makes no difference."""
        if self._network.problem.same_people:
            return
        self._populate(2, seed)
        done = 0
        with ThreadPoolExecutor(min(workers, len(self._bred))) as cores:
            while done < work and not self._over():
                portion = min(ROUND, -(-(work - done) // len(self._bred)))
                list(cores.map(Breeding.breed, self._bred, repeat(portion)))
                for breeding in self._bred:
                    breeding.trade()
                done += portion * len(self._bred)
                self.tell()

    def _populate(self, populations: int, seed: int) -> None:
        both_ways = mirrors(self._network)
        self._bred = [
            Breeding(
                self._network,
                self._incumbent,
                seed=seed + 101 * number,
                backwards=both_ways and number % 2 == 1,
            )
            for number in range(populations)
        ]

    def _in_turn(self, exact: Exact) -> None:
        """Breed, search exactly and breed again."""
        first = Thread(target=self._bred[0].run, args=(self._within(ALONE),), daemon=True)
        first.start()
        first.join(ALONE * self.remaining())  # no longer, though it may still be being compiled
        exact.run(self._within(exact_share(self._network)))
        first.join()
        self._bred[0].run(self.remaining)

    def _beside(self, exact: Exact) -> None:
        """Breed for a head start, search exactly for a while, then breed again."""
        size = len(self._network.net.duration)
        share = self._within(exact_share(self._network))
        head_start = min(HEAD_START_SECONDS, HEAD_START_SECONDS_PER_ACTIVITY * size)
        until = perf_counter() + head_start
        if is_ready(evolve):
            for breeding in self._bred[1:2]:
                breeding.run(lambda: min(until, self._until) - perf_counter())
        while perf_counter() < until and not self._incumbent.proven:
            sleep(BEAT_SECONDS)
        exact.run(share)
        others = [
            Thread(target=breeding.run, args=(self.remaining,), daemon=True)
            for breeding in self._bred[1:]
        ]
        for other in others:
            other.start()
        for other in others:
            other.join()

    def _within(self, share: float) -> Clock:
        """Give a clock that runs out after a share of the time that is left."""
        until = perf_counter() + share * self.remaining()
        return lambda: min(until, self._until) - perf_counter()

    def _over(self) -> bool:
        asked = self._should_stop is not None and self._should_stop()
        return asked or self._incumbent.proven or self.remaining() <= 0

    def _watch(self, exact: Exact, threads: list[Thread]) -> None:
        """Wait, report, and let the exact search begin anew from a better plan."""
        seen, since = self._incumbent.version, perf_counter()
        while not self._over() and any(thread.is_alive() for thread in threads):
            sleep(BEAT_SECONDS)
            self.tell()
            if self._incumbent.version == seen:
                continue
            if self._incumbent.source == "exact":
                seen = self._incumbent.version
            elif perf_counter() - since > SETTLING_SECONDS:
                seen, since = self._incumbent.version, perf_counter()
                exact.refresh()
