"""Measures the planning engine on public instances and prints the figures as JSON.

    python -m benchmarks.scheduling ../shared/data/rcpsp --set j30 --seconds 10
    python -m benchmarks.scheduling ../shared/data/rcpsp --set j60 --seconds 5 --every 5
    python -m benchmarks.scheduling ../shared/data/rcpsp --set j120 --seconds 10 --every 8

The folder holds one folder of instances per set and `bounds.csv` with the best known makespans.
Instances are numbered by how they were made, ten of a kind, so every eighth is some of each kind.
Take --every and --first together to see other instances than those that were looked at before.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import mean, median

from samsyn.domain.scheduling.benchmark import Measured, benchmark
from samsyn.domain.scheduling.psplib import READERS
from samsyn.domain.scheduling.solve import warm_up


def main(arguments: Sequence[str]) -> None:
    """Run the sets that were asked for and print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="name", default="j30")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="one in so many, in their order")
    parser.add_argument("--first", type=int, default=0, help="the place of the first one taken")
    asked = parser.parse_args(arguments)
    warm_up()
    folder = asked.folder / asked.name
    paths = sorted((p for p in folder.iterdir() if p.suffix.lower() in READERS), key=_in_order)
    paths = paths[asked.first :: asked.every]
    known = _best_known(asked.folder / "bounds.csv")
    began = os.times()
    rows: list[Measured] = []
    for measured in benchmark(paths, asked.seconds, asked.workers):
        rows.append(measured)
        gap = _summary(rows, known)["mean_gap_percent"]
        sys.stderr.write(f"{len(rows)}/{len(paths)} mean gap {gap} % {measured}\n")
    answer = {
        "what": f"{asked.name}: {len(rows)} instances",
        "seconds_allowed": asked.seconds,
        "workers": asked.workers,
        "machine": _machine() | {"cores_used": _cores_used(began)},
        "summary": _summary(rows, known),
        "instances": [asdict(row) for row in rows],
    }
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _summary(rows: Sequence[Measured], known: dict[str, int]) -> dict[str, float]:
    """Sum up: how many are proven, how far from the best known, how long it took."""
    gaps = [
        100 * (row.makespan - known[row.instance]) / known[row.instance]
        for row in rows
        if row.instance in known and row.makespan is not None
    ]
    return {
        "proven_optimal": sum(row.status == "optimal" for row in rows),
        "mean_gap_percent": round(mean(gaps), 4) if gaps else float("nan"),
        "worst_gap_percent": round(max(gaps), 3) if gaps else float("nan"),
        "median_seconds": median(row.seconds for row in rows),
        "mean_seconds": round(mean(row.seconds for row in rows), 4),
        "most_seconds": max(row.seconds for row in rows),
        "most_first_feasible_seconds": max(row.first_feasible_seconds for row in rows),
    }


def _best_known(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8") as lines:
        return {row["instance"]: int(row["best_ub"]) for row in csv.DictReader(lines)}


def _machine() -> dict[str, str | int | float]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _cores_used(began: os.times_result) -> float:
    """Give how many cores there were to work on since: less than `workers` on a busy machine."""
    now = os.times()
    spent = now.user + now.system - began.user - began.system
    return round(spent / max(0.01, now.elapsed - began.elapsed), 2)


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    text = facts.read_text(encoding="utf-8") if facts.exists() else ""
    found = re.search(r"model name\s*:\s*(.*)", text)
    return found.group(1) if found else platform.processor()


def _in_order(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.stem)]


if __name__ == "__main__":
    main(sys.argv[1:])
