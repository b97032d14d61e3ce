"""The best plan so far, shared by all who search: offers come in, the better one stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from time import perf_counter

import numpy as np

from samsyn.domain.scheduling.bounds import lower_bound, weaker_bound
from samsyn.domain.scheduling.crews import Crews
from samsyn.domain.scheduling.generation import (
    OUT,
    Choice,
    build,
    desk_for,
    measure,
)
from samsyn.domain.scheduling.genes import NONE, levels_of
from samsyn.domain.scheduling.improvement import list_by_start
from samsyn.domain.scheduling.network import (
    ABSENT,
    Ints,
    Network,
)
from samsyn.domain.scheduling.outcome import Objective, Progress, Schedule
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.scheduling.settling import own, settle
from samsyn.domain.scheduling.unplaced import left_out
from samsyn.domain.shared.compiled import ready


class Incumbent:
    """Thread-safe; all arrays handed out are copies."""

    def __init__(self, network: Network, began: float | None = None) -> None:
        self.network = network
        self.began = perf_counter() if began is None else began
        self.first_feasible_seconds = 0.0
        self.source = ""
        self.version = 0
        self._lock = Lock()
        self._measuring = Lock()
        self._net = own(network.net)
        self._objective: Objective | None = None
        self._start = np.zeros(0, np.int32)
        self._choice = np.zeros(0, np.int8)
        self._crews: Crews = {}
        self._bound = lower_bound(network)
        self._base = self._bound.unplaced

    @property
    def objective(self) -> Objective:
        """The best objective so far; there is one as soon as anything was offered."""
        if self._objective is None:
            raise LookupError("nothing was offered yet")
        return self._objective

    @property
    def bound(self) -> Objective:
        """What is proven of each level, as far as it can matter to the best plan."""
        with self._lock:
            return Objective(*self._bound)

    @property
    def proven(self) -> bool:
        """Tell whether no plan can be better."""
        return self._objective == self._bound

    def plan(self) -> tuple[Ints, Choice]:
        """Give the best starts and choices."""
        with self._lock:
            return self._start.copy(), self._choice.copy()

    def scored_plan(self) -> tuple[Ints, Choice, Objective]:
        """Give the best starts and choices with the objective that is theirs."""
        with self._lock:
            return self._start.copy(), self._choice.copy(), self.objective

    def offer(self, start: Ints, choice: Choice, source: str, crews: Crews | None = None) -> bool:
        """Keep the plan if it is better; it must be feasible."""
        score = np.zeros(len(Objective._fields), np.int64)
        with self._measuring:
            ready(settle)(self._net, choice.copy())
            ready(measure)(self._net, start, choice, score)
        objective = Objective(*(int(level) for level in score))
        with self._lock:
            if self._objective is not None and objective >= self._objective:
                return False
            if self._objective is None:
                self.first_feasible_seconds = perf_counter() - self.began
            self._objective = objective
            self._start, self._choice = start.copy(), choice.copy()
            self._crews = crews or {}
            self.source = source
            self.version += 1
            return True

    @property
    def crews(self) -> Crews:
        """Who works on what in the best plan, where the same people stay with a phase."""
        return self._crews

    def offer_starts(
        self,
        starts: Sequence[int],
        source: str,
        options: Sequence[int] = (),
        crews: Crews | None = None,
    ) -> bool:
        """Keep a plan given by its starts, pushed early where that makes it better still.

        `options` are those chosen where something is open, one per gene.
        """
        net = own(self.network.net)
        start = np.array(starts, np.int32)
        placed = np.where(start[net.milestone] == NOWHERE, OUT, 1)
        choice = np.concatenate([placed, options]).astype(np.int8)
        kept = self.offer(start, choice, source, crews)
        if crews is not None:
            return kept
        order = net.topological.copy()
        desk = desk_for(net)
        ready(list_by_start)(desk, order, start)
        ready(build)(net, desk, order, choice, start)
        return self.offer(start, choice, source) or kept

    def prove(self, level: int, value: int) -> None:
        """Raise the proven bound of a level; all levels before it must be proven."""
        with self._lock:
            if self._objective is None or self._bound[:level] != self._objective[:level]:
                return
            if value <= self._bound[level]:
                return
            bound = list(self._bound)
            if level == 0 and value > self._base:
                bound = list(weaker_bound(self.network, value))
            bound[level] = value
            self._bound = Objective(*bound)

    def progress(self) -> Progress:
        """Describe the best so far for whoever watches."""
        with self._lock:
            start, choice = self._start, self._choice
            objective, bound, source = self._objective, self._bound, self.source
            crews = self._crews
        if objective is None:
            raise LookupError("nothing was offered yet")
        return Progress(
            schedule=replace(schedule_of(self.network, start, choice), crews=crews),
            objective=objective,
            bound=valid_bound(objective, bound),
            seconds=perf_counter() - self.began,
            source=source,
            reasons=partial(left_out, self.network, start),
        )


def schedule_of(network: Network, start: Ints, choice: Choice) -> Schedule:
    """Name the starts and finishes of a plan."""
    net = network.net
    return Schedule(
        starts={
            phase.key: int(start[number])
            for number, phase in enumerate(network.phases)
            if net.pinned[number]
            or (choice[net.owner[number]] != OUT and there(network, choice, number))
        },
        finishes={
            initiative.key: int(start[net.milestone[number]])
            for number, initiative in enumerate(network.initiatives)
            if choice[number] != OUT
        },
        chosen=dict(chosen_in(network, choice)),
    )


def chosen_in(network: Network, choice: Choice) -> Iterator[tuple[str, str]]:
    """Name the level of each initiative in the plan, and the mode of each of its phases.

    Only what there is a choice of in the problem is named, also where it was decided before.
    """
    genes = network.genes
    for k, initiative in enumerate(network.initiatives):
        gene = int(genes.level_gene[k])
        if choice[k] != OUT and initiative.levels:
            option = 0 if gene == NONE else int(choice[len(genes.level_gene) + gene])
            yield initiative.key, levels_of(initiative)[option]
    for number, phase in enumerate(network.phases):
        owner = int(network.net.owner[number])
        placed = choice[owner] != OUT and there(network, choice, number)
        if phase.modes and (placed or phase.pinned is not None):
            gene = int(genes.mode_gene[number])
            option = 0 if gene == NONE else int(choice[len(genes.level_gene) + gene])
            yield phase.key, genes.variants[int(genes.variant_at[number]) + option].key


def there(network: Network, choice: Choice, activity: int) -> bool:
    """Tell whether the chosen level has the phase."""
    if network.net.ways.work[activity, ABSENT]:
        return False
    level = int(network.genes.level_of[activity])
    gene = int(network.genes.level_gene[network.net.owner[activity]])
    return level == NONE or int(choice[len(network.genes.level_gene) + gene]) == level


def valid_bound(objective: Objective, bound: Objective) -> Objective:
    """Give a bound no level of which claims more than what was found."""
    return Objective(*(min(b, o) for b, o in zip(bound, objective, strict=True)))
