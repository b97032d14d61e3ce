"""Compares the planning engine with CP-SAT alone, given the same model, time and cores; as JSON.

    python -m benchmarks.roadmap --portfolios 10 --seconds 30 --workers 2
    python -m benchmarks.roadmap --activities 250 --people 24 --weeks 120 --seconds 5

Portfolios are drawn by `portfolios.py` from seeds 1, 2, 3. Each is solved by the engine and then by
CP-SAT, one after the other in one run, and all plans are checked by the independent verifier.
CP-SAT has a model of its own for this size (`peers.py`) and the engine's levels in their order: as
one weighted sum; in turn, first what must be done and then what the rest is worth; and as one sum
from the engine's first plan as a complete hint. A portfolio counts as won where, against each of
the two without a hint, the engine leaves out less of what must be done or is less late, or is equal
in both and has at least eight per cent more net benefit or a makespan as much shorter. Where both
of them find no plan at all, it is counted apart.
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

from benchmarks.peers import by_cp_sat
from benchmarks.portfolios import Size, portfolio
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.solve import solve, warm_up
from samsyn.domain.scheduling.verify import violations

BETTER = 0.08


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
        "eight_percent_more_benefit_or_shorter": sum(row["eight"] for row in rows),
        "cp_sat_found_no_plan": sum(row["no_plan"] for row in rows),
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
    peers = {
        "cp_sat": _peer(problem, seconds, workers),
        "cp_sat_in_turn": _peer(problem, seconds, workers, in_turn=True),
        "cp_sat_with_our_first_plan": _peer(problem, seconds, workers, known=first.schedule),
    }
    against = {name: _against(ours, peer) for name, peer in peers.items()}
    alone = [against["cp_sat"], against["cp_sat_in_turn"]]
    met = [one for one in alone if one["found"]]
    return {
        "seed": seed,
        "must": sum(initiative.mandatory for initiative in problem.initiatives),
        "initiatives": len(problem.initiatives),
        "first_plan_processor_seconds": round(first_seconds, 3),
        "first_plan": first.objective._asdict(),
        "engine": ours,
        **peers,
        "against": against,
        "won": bool(met) and all(one["won"] for one in met),
        "eight": bool(met) and all(one["eight_percent"] for one in met),
        "no_plan": not met,
    }


def _peer(
    problem: Problem,
    seconds: float,
    workers: int,
    *,
    known: Schedule | None = None,
    in_turn: bool = False,
) -> dict[str, Any]:
    began, spent = perf_counter(), process_time()
    status, schedule, objective = by_cp_sat(problem, seconds, workers, known=known, in_turn=in_turn)
    used = {
        "status": status,
        "seconds": round(perf_counter() - began, 1),
        "processor_seconds": round(process_time() - spent, 1),
    }
    if schedule is None or objective is None:
        return {"found": False, **used}
    return _described(problem, schedule, objective) | used


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
        return {"found": False, "won": False, "eight_percent": False, "because": "it found no plan"}
    musts = [(plan["unplaced"], plan["lateness"]) for plan in (ours, theirs)]
    more = (ours["benefit"] - theirs["benefit"]) / max(1, abs(theirs["benefit"]))
    shorter = (theirs["makespan"] - ours["makespan"]) / max(1, theirs["makespan"])
    won = musts[0] < musts[1] or (musts[0] == musts[1] and max(more, shorter) >= BETTER)
    return {
        "found": True,
        "won": won and not ours["violations"],
        "because": "less left out or late" if musts[0] < musts[1] else "benefit or makespan",
        "more_benefit": round(more, 4),
        "shorter": round(shorter, 4),
        "eight_percent": max(more, shorter) >= BETTER,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
