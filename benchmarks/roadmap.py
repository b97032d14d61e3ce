"""Compares the planning engine with CP-SAT alone, given the same model, time and cores; as JSON.

    python -m benchmarks.roadmap --portfolios 10 --seconds 30 --workers 2
    python -m benchmarks.roadmap --activities 250 --people 24 --weeks 120 --seconds 5

Portfolios are drawn by `portfolios.py` from seeds 1, 2, 3. Each is solved by the engine and then by
CP-SAT, one after the other in one run, and both plans are checked by the independent verifier.
CP-SAT minimises the engine's levels in their order as one weighted sum, without hints. A portfolio
counts as won where the engine leaves out less of what must be done, or leaves out as much and has
at least eight per cent more net benefit or eight per cent earlier finishes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.portfolios import Size, portfolio
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.model import build_model
from samsyn.domain.scheduling.model_money import add_money, levels_of
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import Problem
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
    """Solve one portfolio both ways and say how much better the engine's plan is."""
    problem = portfolio(seed, size)
    result = solve(problem, seconds=seconds, workers=workers)
    alone, schedule, took = by_cp_sat(problem, seconds, workers)
    for plan in (result.schedule, schedule):
        broken = [] if plan is None else violations(problem, plan)
        if broken:
            raise AssertionError(f"portfolio {seed}: {broken[:3]}")
    row: dict[str, Any] = {
        "seed": seed,
        "engine": result.objective._asdict(),
        "first_feasible_seconds": round(result.first_feasible_seconds, 3),
        "cp_sat": None if alone is None else alone._asdict(),
        "cp_sat_seconds": round(took, 1),
    }
    if alone is None:
        return {**row, "won": True, "more_benefit": None, "shorter": None}
    more = (result.objective.benefit - alone.benefit) / max(1, abs(alone.benefit))
    shorter = (alone.finish - result.objective.finish) / max(1, alone.finish)
    musts, theirs = result.objective[:2], alone[:2]
    won = musts < theirs or (musts == theirs and max(more, shorter) >= BETTER)
    return {**row, "won": won, "more_benefit": round(more, 4), "shorter": round(shorter, 4)}


def by_cp_sat(
    problem: Problem, seconds: float, workers: int
) -> tuple[Objective | None, Schedule | None, float]:
    """Solve with CP-SAT alone on the engine's own model; nothing where it finds no plan in time.

    Building the model is part of its time, as compiling the problem is part of the engine's.
    """
    began = perf_counter()
    network = compile_problem(problem)
    model = build_model(network, int(network.net.mandatory.sum()))
    add_money(model)
    model.cp.minimize(
        sum(weight * level for weight, level in zip(WEIGHTS, levels_of(model), strict=True))
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (perf_counter() - began))
    status = solver.solve(model.cp)
    took = perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None, took
    incumbent = Incumbent(network)
    options = model.options_in(solver)
    incumbent.offer_starts(model.starts_in(solver), "cp-sat", options, crews={})
    return incumbent.objective, incumbent.progress().schedule, took


if __name__ == "__main__":
    main(sys.argv[1:])
