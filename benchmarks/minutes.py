"""Measures how well and how fast old minutes are read; prints JSON.

    python -m benchmarks.minutes

Invented minutes and agendas in four languages, each with its facts written down by hand beside it:
the samples that the rules were made on, those held back and read first when the rules were done,
and the rounds written afterwards, each read first as it was written and mended for then. What is
printed is the reading of today; the figures of the first readings stand in ADR 0026. Precision is
which share of the facts found are right, recall which share of those there were found, each kind of
fact for itself; a fact counts only if every part of it is right. Speed is on one sample repeated to
the length of a long paper. Limits: precision 0.95, recall 0.9.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from pathlib import Path

from tests.domain.minutes.scoring import (
    KINDS,
    Score,
    found_in,
    held_back,
    minutes_of,
    rounds,
    samples,
    samples_in,
    truth_of,
)

from samsyn.domain.minutes.reading import read_text

PRECISION, RECALL, LINES = 0.95, 0.9, 1000


def main() -> None:
    """Score and time the reader; print one JSON document."""
    groups = {"made on": samples(), "held back": held_back()}
    groups |= {folder.name: samples_in(folder) for folder in rounds()}
    answer = {
        "what": "reading old minutes",
        "machine": _machine(),
        "limits": {"precision": PRECISION, "recall": RECALL},
        **{name: _scored(paths) for name, paths in groups.items()},
        "speed": _speed([path for paths in groups.values() for path in paths]),
    }
    sys.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")


def _scored(paths: list[Path]) -> dict[str, object]:
    score = Score()
    for path in paths:
        score.add(path.stem, truth_of(path), found_in(path))
    kinds = {
        kind: {
            "facts": score.right[kind] + score.missed[kind],
            "precision": round(score.precision(kind), 3),
            "recall": round(score.recall(kind), 3),
        }
        for kind in KINDS
    }
    within = all(score.precision(k) >= PRECISION and score.recall(k) >= RECALL for k in KINDS)
    return {"samples": len(paths), "within_limits": within, "kinds": kinds, "slips": score.told}


def _speed(paths: list[Path]) -> dict[str, object]:
    texts = ["\n".join(line.source for line in minutes_of(path).lines) for path in paths]
    began = time.perf_counter()
    for text in texts:
        read_text(text)
    each = (time.perf_counter() - began) / len(texts)
    longest = max(texts, key=len)
    long = "\n\n".join([longest] * (LINES // longest.count("\n") + 1))
    began = time.perf_counter()
    read_text(long)
    return {
        "milliseconds_for_a_sample": round(each * 1000, 1),
        "lines_of_a_long_paper": long.count("\n"),
        "seconds_for_a_long_paper": round(time.perf_counter() - began, 2),
    }


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count() or 0,
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
