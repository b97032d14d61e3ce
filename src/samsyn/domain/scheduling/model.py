"""The problem as a CP-SAT model: the same rules as everywhere, five levels to minimise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.network import NEVER, Longs, Network
from samsyn.domain.scheduling.room import NOWHERE

Expression = cp_model.LinearExpr | int
Solution = cp_model.CpSolver | cp_model.CpSolverSolutionCallback


@dataclass(frozen=True, slots=True)
class Model:
    """Variables by activity and initiative; constants where there is nothing to decide."""

    cp: cp_model.CpModel
    network: Network
    start: list[Expression]
    placed: list[Expression]

    def starts_in(self, solution: Solution) -> list[int]:
        """Read the starts from a solution; what is left out is NOWHERE, pinned work never is."""
        net = self.network.net
        placed = [bool(solution.value(variable)) for variable in self.placed]
        return [
            int(solution.value(self.start[activity]))
            if placed[owner] or net.pinned[activity]
            else NOWHERE
            for activity, owner in enumerate(net.owner.tolist())
        ]

    def hint(self, starts: list[int]) -> None:
        """Let the search begin at a known plan."""
        net = self.network.net
        for activity, variable in enumerate(self.start):
            if isinstance(variable, cp_model.IntVar) and starts[activity] != NOWHERE:
                self.cp.add_hint(variable, starts[activity])
        for k, variable in enumerate(self.placed):
            if isinstance(variable, cp_model.IntVar):
                self.cp.add_hint(variable, starts[net.milestone[k]] != NOWHERE)


def build_model(network: Network, unplaced: int) -> Model:
    """Build all rules; `unplaced` mandatory initiatives may be left out."""
    cp = cp_model.CpModel()
    possible = network.net.possible
    hopeless = int((network.net.mandatory & ~possible).sum())
    start = _starts(cp, network)
    placed = _presence(cp, network, may_leave_out=unplaced > hopeless)
    model = Model(cp, network, start, placed)
    _add_precedence(model)
    _add_capacity(model)
    return model


def _presence(cp: cp_model.CpModel, network: Network, *, may_leave_out: bool) -> list[Expression]:
    net = network.net
    placed: list[Expression] = []
    for k in range(len(net.milestone)):
        if not net.possible[k]:
            placed.append(0)
        elif net.mandatory[k] and not may_leave_out:
            placed.append(1)
        else:
            placed.append(cp.new_bool_var(f"placed {k}"))
    return placed


def _starts(cp: cp_model.CpModel, network: Network) -> list[Expression]:
    net = network.net
    starts: list[Expression] = []
    for activity, earliest in enumerate(network.windows.earliest):
        if net.pinned[activity]:
            starts.append(int(net.release[activity]))
        elif earliest == NEVER:
            starts.append(0)
        else:
            last = net.horizon - int(net.duration[activity])
            starts.append(cp.new_int_var(earliest, last, f"start {activity}"))
    return starts


def _add_precedence(model: Model) -> None:
    net = model.network.net
    for before, after, gap in model.network.arcs:
        first, then = model.placed[net.owner[before]], model.placed[net.owner[after]]
        if isinstance(then, int) and then == 0:
            continue
        later = model.cp.add(model.start[after] >= model.start[before] + gap)
        if not isinstance(then, int):
            later.only_enforce_if(then)
        if first is not then and not net.pinned[before]:
            model.cp.add(first >= then)


def _add_capacity(model: Model) -> None:
    network, cp = model.network, model.cp
    intervals = _intervals(model)
    for column in range(len(network.roles)):
        users = [a for a in intervals if network.demand[a, column]]
        if not users:
            continue
        most = int(network.capacity[:, column].max())
        dips = list(_dips(network.capacity[:, column], most))
        cp.add_cumulative(
            [intervals[a] for a in users]
            + [cp.new_fixed_size_interval_var(at, weeks, "dip") for at, weeks, _less in dips],
            [int(network.demand[a, column]) for a in users] + [less for _at, _weeks, less in dips],
            most,
        )


def _intervals(model: Model) -> dict[int, cp_model.IntervalVar]:
    """Make an interval for all work that needs somebody and may be in the plan."""
    network, cp = model.network, model.cp
    net = network.net
    intervals: dict[int, cp_model.IntervalVar] = {}
    for activity, variable in enumerate(model.start):
        length = int(net.duration[activity])
        placed = model.placed[net.owner[activity]]
        if not length or not network.demand[activity].any() or isinstance(variable, int):
            continue
        if isinstance(placed, int):
            interval = cp.new_fixed_size_interval_var(variable, length, "work")
        else:
            interval = cp.new_optional_fixed_size_interval_var(variable, length, placed, "work")
        intervals[activity] = interval
    return intervals


def _dips(capacity: Longs, most: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first week, weeks, how much is missing) wherever there is less than the most."""
    edges = [0, *(np.flatnonzero(np.diff(capacity)) + 1).tolist(), len(capacity)]
    for first, last in pairwise(edges):
        if capacity[first] < most:
            yield first, last - first, most - int(capacity[first])
