"""Measures how long it takes to say how sure a plan is, and prints the figures as JSON.

    python benchmarks/simulation.py

Plans of 120 and of 1,000 activities are lived through 1,000 times each; `placed` says how many of
the activities are in the plan.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolios import Size, portfolio
from samsyn.domain.roadmap.spreads import spread_of
from samsyn.domain.scheduling.conflict import conflicts_in
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.simulation import SAMPLES, simulate, warm_up
from samsyn.domain.scheduling.solve import solve

ROUNDS = 5
SIZES = (Size(activities=120, people=40, weeks=104, load=0.3), Size(load=0.5))


def main() -> None:
    """Measure each size, and print."""
    warm_up()
    answer = {
        "what": "simulation",
        "machine": {"processor": platform.machine(), "python": platform.python_version()},
        "lives": SAMPLES,
        "plans": [_measured(_everything(portfolio(1, size))) for size in SIZES],
    }
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _everything(problem: Problem) -> Problem:
    """Ask for all of it, with neither deadlines nor money in the way."""
    asked = (replace(one, mandatory=True, deadline=None, fund=None) for one in problem.initiatives)
    return replace(problem, initiatives=tuple(asked))


def _measured(problem: Problem) -> dict[str, object]:
    schedule = solve(problem, seconds=1).schedule
    spreads = {phase.key: spread_of(phase.weeks, kind="complicated") for phase in problem.phases}
    seconds = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        simulate(problem, schedule, spreads)
        seconds.append(time.perf_counter() - began)
    began = time.perf_counter()
    verdict = conflicts_in(problem)
    return {
        "activities": len(problem.phases),
        "placed": len(schedule.starts),
        "seconds_best": round(min(seconds), 4),
        "seconds_worst": round(max(seconds), 4),
        "conflict": verdict.answer.value,
        "conflict_seconds": round(time.perf_counter() - began, 3),
    }


if __name__ == "__main__":
    main()
