"""CP-SAT alone as somebody who knows it well would write the same portfolio, to compare with.

Roles are cumulative constraints of fixed height, with blocking intervals where people are away;
ways of doing a phase are optional intervals; money and shares are counted by fiscal year with a
literal per straight piece of a table, not by an element constraint per week. What a finish gives
is drawn straight over each half year, close to the whole; what the plans are worth in
the end is reckoned in full. A hint is complete: every variable has its value from the plan.
Presolve goes round once, without probing: as it comes, it takes most of half a minute here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.genes import LEVEL, MODE
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.model import Model, build_model
from samsyn.domain.scheduling.model_money import add_money, levels_of
from samsyn.domain.scheduling.network import Longs, Network
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.room import NOWHERE

UNPLACED, LATE = 10**13, 10**8
"""One of a level outweighs all that the levels after it could be on these portfolios."""
STRAIGHT = 23
"""Weeks over which what a finish is worth is drawn straight: half a year."""
FIRST_SHARE = 0.5
"""The part of the time in which what must be done is sought, where levels go in turn."""
COMPLETING_SECONDS = 20.0


def by_cp_sat(
    problem: Problem,
    seconds: float,
    workers: int,
    *,
    known: Schedule | None = None,
    in_turn: bool = False,
) -> tuple[str, Schedule | None, Objective | None]:
    """Solve with CP-SAT: one weighted sum, or first what must be done and then what it is worth.

    Building the model is part of its time, as compiling the problem is part of the engine's; to
    complete the hint of a known plan is not. Returns the status, and the plan where one is found.
    """
    began = perf_counter()
    network = compile_problem(problem)
    model, musts, rest = fair_model(network)
    if known is not None:
        paused = perf_counter()
        hint_wholly(model, known)
        began += perf_counter() - paused
    solver = _solver(workers)
    until = began + seconds
    steps = [(musts, FIRST_SHARE), (rest, 1.0)] if in_turn else [(musts + rest, 1.0)]
    best: tuple[Schedule | None, Objective | None] = None, None
    name = ""
    for wanted, share in steps:
        model.cp.minimize(wanted)
        solver.parameters.max_time_in_seconds = max(0.1, share * (until - perf_counter()))
        status = solver.solve(model.cp)
        name = name or solver.status_name(status)
        if not _found(status):
            break
        plan = _read(network, model, solver)
        best = plan if best[1] is None or plan[1] < best[1] else best
        model.cp.add(wanted <= round(solver.objective_value))
        _hint_all(model.cp, solver)
    return name, *best


def _solver(workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    return solver


def fair_model(network: Network) -> tuple[Model, Any, Any]:
    """Build the model; what must be done and how late, and what the rest is worth, to minimise."""
    straight = network.net._replace(
        worth=np.array([straightened(row) for row in network.net.worth])
    )
    network = replace(network, net=straight)
    model = build_model(network, int(network.net.mandatory.sum()))
    add_money(model)
    left_out, late, worth, _moved, finish = levels_of(model)
    return model, UNPLACED * left_out + LATE * late, worth + finish


def straightened(table: Longs) -> Longs:
    """Draw a table straight over each half year and between closed weeks, with whole numbers."""
    steps = np.abs(np.diff(table))
    jumps = np.flatnonzero(steps > 1.5 * np.median(steps)) + 1
    edges = sorted({*range(0, len(table), STRAIGHT), *jumps.tolist(), len(table)})
    drawn = table.copy()
    for first, after in pairwise(edges):
        slope = round((int(table[after - 1]) - int(table[first])) / max(1, after - 1 - first))
        drawn[first:after] = table[first] + slope * np.arange(after - first)
    return drawn


def hint_wholly(model: Model, known: Schedule) -> bool:
    """Hint every variable of the model by a plan; tell whether the plan is one of the model's."""
    starts, options = moments_of(model.network, known)
    model.hint(starts, options)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.max_time_in_seconds = COMPLETING_SECONDS
    if not _found(solver.solve(model.cp)):
        return False
    _hint_all(model.cp, solver)
    return True


def moments_of(network: Network, known: Schedule) -> tuple[list[int], list[int]]:
    """Give the start of each activity of a plan, and the option of each open question."""
    moments = [
        *(known.starts.get(phase.key, NOWHERE) for phase in network.phases),
        *(known.finishes.get(initiative.key, NOWHERE) for initiative in network.initiatives),
    ]
    keys = {
        LEVEL: [initiative.key for initiative in network.initiatives],
        MODE: [phase.key for phase in network.phases],
    }
    options = []
    for gene in network.genes.genes:
        chosen = known.chosen.get(keys[gene.kind][gene.about], gene.options[0])
        options.append(gene.options.index(chosen))
    return moments, options


def _hint_all(cp: cp_model.CpModel, solver: cp_model.CpSolver) -> None:
    values: Sequence[int] = solver.response_proto.solution
    cp.clear_hints()  # type: ignore[no-untyped-call]
    for number, value in enumerate(values):
        cp.add_hint(cp.get_int_var_from_proto_index(number), value)


def _read(network: Network, model: Model, solver: cp_model.CpSolver) -> tuple[Schedule, Objective]:
    """Read the plan, reckoned in full."""
    incumbent = Incumbent(network)
    incumbent.offer_starts(model.starts_in(solver), "cp-sat", model.options_in(solver), crews={})
    return incumbent.progress().schedule, incumbent.objective


def _found(status: cp_model.CpSolverStatus) -> bool:
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
