"""The problem as a CP-SAT model: the same rules as everywhere, five levels to minimise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.genes import LEVEL, MODE, NONE, ONE_OF
from samsyn.domain.scheduling.model_ways import Expression, add_stocks, open_questions, ways_to_do
from samsyn.domain.scheduling.network import (
    ABSENT,
    NEVER,
    RELEASE,
    Longs,
    Network,
)
from samsyn.domain.scheduling.room import NOWHERE

Solution = cp_model.CpSolver | cp_model.CpSolverSolutionCallback


@dataclass(frozen=True, slots=True)
class Model:
    """Variables by activity and initiative; constants where there is nothing to decide."""

    cp: cp_model.CpModel
    network: Network
    start: list[Expression]
    placed: list[Expression]
    genes: list[list[Expression]]
    """A literal per option of each open question; for groups there are none."""
    exists: list[Expression]
    """Whether each activity is in the plan, by its initiative and its level."""
    ways: list[list[Expression]]
    """A literal per variant of each activity."""

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

    def options_in(self, solution: Solution) -> list[int]:
        """Read which option each open question has in a solution."""
        chosen = []
        for gene, literals in zip(self.network.genes.genes, self.genes, strict=True):
            members = self._group(gene.about) if gene.kind == ONE_OF else []
            asked = [self.placed[k] for k in members] or literals
            values = [bool(solution.value(literal)) for literal in asked]
            chosen.append(values.index(True) if True in values else 0)
        return chosen

    def hint(self, starts: list[int], options: list[int]) -> None:
        """Let the search begin at a known plan."""
        net = self.network.net
        for activity, variable in enumerate(self.start):
            if isinstance(variable, cp_model.IntVar) and starts[activity] != NOWHERE:
                self.cp.add_hint(variable, starts[activity])
        for k, variable in enumerate(self.placed):
            if isinstance(variable, cp_model.IntVar):
                self.cp.add_hint(variable, starts[net.milestone[k]] != NOWHERE)
        for number, literals in enumerate(self.genes):
            there = self._asked(number, starts, options)
            for option, literal in enumerate(literals):
                if isinstance(literal, cp_model.IntVar):
                    self.cp.add_hint(literal, there and option == options[number])

    def _asked(self, number: int, starts: list[int], options: list[int]) -> bool:
        """Tell whether a plan answers an open question: nothing is asked of what is left out."""
        net, genes = self.network.net, self.network.genes
        gene = genes.genes[number]
        if gene.kind != MODE:
            return starts[net.milestone[gene.about]] != NOWHERE if gene.kind == LEVEL else True
        owner, level = int(net.owner[gene.about]), int(genes.level_of[gene.about])
        chosen = level == NONE or options[int(genes.level_gene[owner])] == level
        return chosen and (net.pinned[gene.about] or starts[net.milestone[owner]] != NOWHERE)

    def _group(self, number: int) -> list[int]:
        row = self.network.net.ways.group[number]
        members: list[int] = row[row >= 0].tolist()
        return members


def build_model(network: Network, unplaced: int) -> Model:
    """Build all rules; `unplaced` mandatory initiatives may be left out."""
    cp = cp_model.CpModel()
    possible = network.net.possible
    hopeless = int((network.net.mandatory & ~possible).sum())
    start = _starts(cp, network)
    placed = _presence(
        cp, network, may_leave_out=unplaced > hopeless or bool(network.problem.exclusive)
    )
    genes, exists = open_questions(cp, network, placed)
    ways = ways_to_do(cp, network, genes, exists)
    model = Model(cp, network, start, placed, genes, exists, ways)
    _add_precedence(model)
    _add_capacity(model)
    add_stocks(cp, network, ways)
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
    """Ask for every lag where both ends exist; an end that does not only passes on the order."""
    net = model.network.net
    for arc in model.network.links:
        before, after = arc.before, arc.after
        first, then = model.placed[net.owner[before]], model.placed[net.owner[after]]
        if isinstance(then, int) and then == 0:
            continue
        leaving = 0 if arc.ends & 1 else _weeks(model, before)
        meeting = _weeks(model, after) if arc.ends & 2 else 0
        apart = model.start[after] + meeting - model.start[before] - leaving
        ends = [model.exists[after], *([] if net.pinned[before] else [model.exists[before]])]
        if arc.most:
            asked = [apart <= arc.lag]
            _enforce(model.cp, asked, ends)
        else:
            _enforce(model.cp, [apart >= arc.lag], ends)
            if not arc.ends and (
                model.exists[before] is not first or model.exists[after] is not then
            ):
                for end in (model.exists[before], model.exists[after]):
                    _enforce(model.cp, [apart >= 0], [then, _negated(end)])
        if first is not then and not net.pinned[before]:
            if arc.most or (isinstance(first, int) and first == 1):
                continue
            model.cp.add(first >= then)


def _weeks(model: Model, activity: int) -> Expression:
    """Give the length of an activity, nothing where it does not exist."""
    genes = model.network.genes
    first = int(genes.variant_at[activity])
    if model.network.net.pinned[activity]:
        return genes.variants[first].weeks
    weeks = [variant.weeks for variant in genes.variants[first : genes.variant_at[activity + 1]]]
    if len(weeks) == 1 and genes.level_of[activity] == NONE:
        return 0 if model.network.net.ways.work[activity, ABSENT] else weeks[0]
    return sum(
        literal * length for literal, length in zip(model.ways[activity], weeks, strict=True)
    )


def _enforce(cp: cp_model.CpModel, asked: list[Any], literals: list[Expression]) -> None:
    """Add what is asked where all literals hold; nothing where one never does."""
    if any(isinstance(literal, int) and not literal for literal in literals):
        return
    free = [literal for literal in literals if not isinstance(literal, int)]
    for one in asked:
        constraint = cp.add(one)
        if free:
            constraint.only_enforce_if(*free)


def _negated(literal: Expression) -> Expression:
    return 1 - literal if isinstance(literal, int) else literal.negated()  # type: ignore[attr-defined]


def _add_capacity(model: Model) -> None:
    network, cp = model.network, model.cp
    intervals = _intervals(model)
    for column in range(network.capacity.shape[1]):
        users = [pair for pair in intervals if intervals[pair][1][column]]
        if not users:
            continue
        most = int(network.capacity[:, column].max())
        dips = list(_dips(network.capacity[:, column], most))
        cp.add_cumulative(
            [intervals[pair][0] for pair in users]
            + [cp.new_fixed_size_interval_var(at, weeks, "dip") for at, weeks, _less in dips],
            [int(intervals[pair][1][column]) for pair in users]
            + [less for _at, _weeks, less in dips],
            most,
        )


def _intervals(model: Model) -> dict[tuple[int, int], tuple[cp_model.IntervalVar, Longs]]:
    """Make an interval for all work that needs somebody and may be in the plan, by its variants."""
    network, cp = model.network, model.cp
    genes = network.genes
    intervals: dict[tuple[int, int], tuple[cp_model.IntervalVar, Longs]] = {}
    for activity, variable in enumerate(model.start):
        first = int(genes.variant_at[activity])
        literal: Any
        for number, literal in enumerate(model.ways[activity]):
            length = genes.variants[first + number].weeks
            demand = network.by_variant[first + number]
            if isinstance(variable, int) or (isinstance(literal, int) and not literal):
                continue
            if len(model.ways[activity]) > 1 or genes.level_of[activity] != NONE:
                release = int(network.net.ways.work[activity, RELEASE])
                last = network.net.horizon - length
                _enforce(cp, [variable >= release, variable <= last], [literal])
            if not length or not demand.any():
                continue
            if isinstance(literal, int):
                interval = cp.new_fixed_size_interval_var(variable, length, "work")
            else:
                interval = cp.new_optional_fixed_size_interval_var(
                    variable, length, literal, "work"
                )
            intervals[activity, number] = interval, demand
    return intervals


def _dips(capacity: Longs, most: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first week, weeks, how much is missing) wherever there is less than the most."""
    edges = [0, *(np.flatnonzero(np.diff(capacity)) + 1).tolist(), len(capacity)]
    for first, last in pairwise(edges):
        if capacity[first] < most:
            yield first, last - first, most - int(capacity[first])
