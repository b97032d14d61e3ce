"""Compares the planning engine with CP-SAT alone, given the same model, time and cores; as JSON.

    python -m benchmarks.roadmap --portfolios 10 --seconds 30 --workers 2
    python -m benchmarks.roadmap --activities 250 --people 24 --weeks 120 --seconds 5

Portfolios are drawn by `portfolios.py` from seeds 1, 2, 3. Each is solved by the engine and then by
CP-SAT, one after the other in one run, and all plans are checked by the independent verifier.
CP-SAT minimises the engine's levels in their order as one weighted sum: as it comes, without its
presolve (which takes most of the time on models of this size), and from the engine's first plan as
a hint. Where it finds no plan in the time, that is told. A portfolio counts as won where, against
each of the two without a hint, the engine leaves out less of what must be done or is less late, or
is equal in both and has at least eight per cent more net benefit or a makespan as much shorter.
Processor seconds tell how much of the time there was a core to work on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from time import perf_counter, process_time
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.portfolios import Size, portfolio
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.genes import LEVEL, MODE
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.model import Model, build_model
from samsyn.domain.scheduling.model_money import add_money, levels_of
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.scheduling.solve import solve, warm_up
from samsyn.domain.scheduling.verify import violations

BETTER = 0.08
WEIGHTS = (10**12, 10**8, 10, 0, 1)
"""One of a level outweighs all that the levels after it could be on these portfolios."""


def main(arguments: Sequence[str]) -> None:
    """Run what was asked for and print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--portfolios", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--activities", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--weeks", type=int, default=260)
    asked = parser.parse_args(arguments)
    warm_up()
    size = Size(activities=asked.activities, people=asked.people, weeks=asked.weeks)
    rows = []
    for seed in range(1, asked.portfolios + 1):
        load = os.getloadavg()[0]
        rows.append({**compared(seed, size, asked.seconds, asked.workers), "load": round(load, 2)})
        sys.stderr.write(f"{json.dumps(rows[-1])}\n")
    answer = {
        "what": f"{len(rows)} portfolios of {size.activities} activities",
        "seconds_allowed": asked.seconds,
        "workers": asked.workers,
        "machine": {
            "cores": os.cpu_count() or 0,
            "system": platform.platform(),
            "python": platform.python_version(),
        },
        "won": sum(row["won"] for row in rows),
        "portfolios": rows,
    }
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def compared(seed: int, size: Size, seconds: float, workers: int) -> dict[str, Any]:
    """Solve one portfolio by the engine, by CP-SAT, and by CP-SAT given the engine's first plan."""
    problem = portfolio(seed, size)
    began = process_time()
    first = solve(problem, seconds=0, workers=workers)
    first_seconds = process_time() - began
    began = process_time()
    result = solve(problem, seconds=seconds, workers=workers)
    ours = _described(problem, result.schedule, result.objective) | {
        "seconds": round(result.seconds, 1),
        "processor_seconds": round(process_time() - began, 1),
    }
    alone = by_cp_sat(problem, seconds, workers)
    at_once = by_cp_sat(problem, seconds, workers, presolve=False)
    hinted = by_cp_sat(problem, seconds, workers, first.schedule)
    return {
        "seed": seed,
        "must": sum(initiative.mandatory for initiative in problem.initiatives),
        "initiatives": len(problem.initiatives),
        "first_plan_processor_seconds": round(first_seconds, 3),
        "first_plan": first.objective._asdict(),
        "engine": ours,
        "cp_sat": alone,
        "cp_sat_without_presolve": at_once,
        "cp_sat_with_our_first_plan": hinted,
        "against_cp_sat": _against(ours, alone),
        "against_cp_sat_without_presolve": _against(ours, at_once),
        "against_hinted": _against(ours, hinted),
        "won": _against(ours, alone)["won"] and _against(ours, at_once)["won"],
    }


def _described(problem: Problem, schedule: Schedule, objective: Objective) -> dict[str, Any]:
    """Say what a plan is worth, and what the independent verifier says of it."""
    return {
        "found": True,
        "unplaced": objective.unplaced,
        "lateness": objective.lateness,
        "benefit": objective.benefit,
        "makespan": max(schedule.finishes.values(), default=0),
        "finishes": objective.finish,
        "planned": len(schedule.finishes),
        "violations": len(violations(problem, schedule)),
    }


def _against(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Compare two plans; shorter and more benefit count where as much is left out and late."""
    if not theirs["found"]:
        return {"won": True, "because": "it found no plan"}
    musts = [(plan["unplaced"], plan["lateness"]) for plan in (ours, theirs)]
    more = (ours["benefit"] - theirs["benefit"]) / max(1, abs(theirs["benefit"]))
    shorter = (theirs["makespan"] - ours["makespan"]) / max(1, theirs["makespan"])
    won = musts[0] < musts[1] or (musts[0] == musts[1] and max(more, shorter) >= BETTER)
    return {
        "won": won and not ours["violations"],
        "because": "less left out or late" if musts[0] < musts[1] else "benefit or makespan",
        "more_benefit": round(more, 4),
        "shorter": round(shorter, 4),
        "eight_percent": max(more, shorter) >= BETTER,
    }


def by_cp_sat(
    problem: Problem,
    seconds: float,
    workers: int,
    known: Schedule | None = None,
    *,
    presolve: bool = True,
) -> dict[str, Any]:
    """Solve with CP-SAT alone on the engine's own model, perhaps from a known plan.

    Building the model is part of its time, as compiling the problem is part of the engine's.
    """
    began, spent = perf_counter(), process_time()
    network = compile_problem(problem)
    model = build_model(network, int(network.net.mandatory.sum()))
    add_money(model)
    model.cp.minimize(
        sum(weight * level for weight, level in zip(WEIGHTS, levels_of(model), strict=True))
    )
    if known is not None:
        _hint(model, known)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.cp_model_presolve = presolve
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (perf_counter() - began))
    status = solver.solve(model.cp)
    took = perf_counter() - began
    used = {"seconds": round(took, 1), "processor_seconds": round(process_time() - spent, 1)}
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {"found": False, "status": solver.status_name(status), **used}
    incumbent = Incumbent(network)
    incumbent.offer_starts(model.starts_in(solver), "cp-sat", model.options_in(solver), crews={})
    schedule = incumbent.progress().schedule
    return _described(problem, schedule, incumbent.objective) | used


def _hint(model: Model, known: Schedule) -> None:
    """Give CP-SAT a plan to begin from: starts, finishes, levels and modes."""
    network = model.network
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
    model.hint(moments, options)


if __name__ == "__main__":
    main(sys.argv[1:])
