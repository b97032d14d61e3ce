"""Exact search with CP-SAT, level by level: find better plans or prove that there are none."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from threading import Event, Lock
from time import perf_counter

from ortools.sat.python import cp_model

from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.model import Model, build_model
from samsyn.domain.scheduling.model_money import add_money, levels_of
from samsyn.domain.scheduling.model_people import Seats, add_people, crews_in, hint_crews
from samsyn.domain.scheduling.network import Network
from samsyn.domain.scheduling.outcome import Objective

LAST = len(Objective._fields) - 1
_ROUNDING = 1e-6
SHARES = (0.5, 0.5, 0.8, 0.8, 1.0)
"""How much of the time that is left a level may take while others are open after it."""
LARGE = 300
"""Activities above which the model is searched with little presolve."""
PATIENCE_SECONDS = 0.5
"""How long the first beginning on a level is left in peace."""


class Exact:
    """One exact search; `run` blocks, `stop` and `refresh` may be called from another thread."""

    def __init__(self, network: Network, incumbent: Incumbent, *, workers: int, seed: int) -> None:
        self._network = network
        self._incumbent = incumbent
        self._workers = workers
        self._seed = seed
        self._stopped = Event()
        self._refreshed = Event()
        self._lock = Lock()
        self._solver: cp_model.CpSolver | None = None
        self.busy = False
        self._began = perf_counter()
        self._patience = PATIENCE_SECONDS
        self._level = -1
        self._tired: set[int] = set()
        """Levels on which time ran out; what comes after them cannot be proven."""

    def run(self, remaining: Callable[[], float]) -> None:
        """Search until all levels are proven, time is up or `stop` is called."""
        self.busy = True
        try:
            self._search(remaining)
        finally:
            self.busy = False

    def _search(self, remaining: Callable[[], float]) -> None:
        while not self._stopped.is_set() and remaining() > 0:
            best, bound = self._incumbent.objective, self._incumbent.bound
            open_levels = [
                level
                for level in range(LAST + 1)
                if best[level] > bound[level] and level not in self._tired
            ]
            if not open_levels:
                return
            share = 1.0 if len(open_levels) == 1 else SHARES[open_levels[0]]
            self._improve(open_levels[0], best, remaining() * share)

    def stop(self) -> None:
        """End the search now; the best plan stays with the incumbent."""
        self._stopped.set()
        self._end()

    def refresh(self) -> None:
        """Begin anew from the incumbent, because somebody else found a better plan.

        Each beginning is left in peace for twice as long as the one before, so that a steady
        stream of slightly better plans does not keep every proof from its end.
        """
        if perf_counter() - self._began >= self._patience:
            self._patience *= 2
            self._end()

    def _end(self) -> None:
        self._refreshed.set()
        with self._lock:
            if self._solver is not None:
                self._solver.stop_search()

    def _improve(self, level: int, best: Objective, seconds: float) -> None:
        model = build_model(self._network, best.unplaced)
        add_money(model)
        seats = add_people(model) if self._network.problem.same_people else None
        levels = levels_of(model)
        for above in range(level):
            model.cp.add(levels[above] <= best[above])
        model.cp.add(levels[level] <= best[level] - 1)
        model.cp.minimize(levels[level])
        starts, choice = self._incumbent.plan()
        model.hint(starts.tolist(), choice[len(self._network.net.milestone) :].tolist())
        if seats is not None:
            hint_crews(model, seats, self._incumbent.crews)
        if level != self._level:
            self._level, self._patience = level, PATIENCE_SECONDS
        self._began = perf_counter()
        self._refreshed.clear()
        watcher = _Watcher(self._incumbent, model, seats)
        status = self._solve(self._solver_for(level, best, seconds), model, watcher)
        settled = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        now = self._incumbent.objective
        if now[:level] != best[:level]:
            return
        if settled and not self._tired:
            self._incumbent.prove(level, now[level])
        elif settled or not self._refreshed.is_set():
            self._tired.add(level)

    def _solver_for(self, level: int, best: Objective, seconds: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self._workers
        solver.parameters.random_seed = self._seed
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        if len(self._network.net.duration) > LARGE:
            # As it comes, presolve alone would take most of the time.
            solver.parameters.symmetry_level = 0
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.max_presolve_iterations = 1
        if self._workers == 1:
            # Linear relaxations slow proofs about full capacity down by a factor of four.
            solver.parameters.linearization_level = 0
        if not self._tired:
            solver.best_bound_callback = lambda bound: self._incumbent.prove(
                level, min(best[level], ceil(bound - _ROUNDING))
            )
        return solver

    def _solve(
        self, solver: cp_model.CpSolver, model: Model, watcher: _Watcher
    ) -> cp_model.CpSolverStatus:
        with self._lock:
            if self._stopped.is_set():
                return cp_model.UNKNOWN
            self._solver = solver
        status = solver.solve(model.cp, watcher)
        with self._lock:
            self._solver = None
        return status


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Hands every plan that the solver finds to the incumbent."""

    def __init__(self, incumbent: Incumbent, model: Model, seats: Seats | None) -> None:
        super().__init__()
        self._incumbent = incumbent
        self._model = model
        self._seats = seats

    def on_solution_callback(self) -> None:
        """Offer the plan."""
        self._incumbent.offer_starts(
            self._model.starts_in(self),
            "exact",
            self._model.options_in(self),
            None if self._seats is None else crews_in(self._model, self._seats, self),
        )
