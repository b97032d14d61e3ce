"""Measures how long minutes take from data to PDF and DOCX, and prints the figures as JSON.

    python benchmarks/minutes_papers.py

A meeting of nine items and one of sixty, each with everything said at them. No database.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
ROUNDS = 9
WORDS = "Rådet diskuterade förslaget och vad det kostar den som väntar. " * 6


def main() -> None:
    """Print how long each paper takes, how large it is, and on what machine."""
    import django

    django.setup()
    from benchmarks.measuring import machine
    from samsyn.apps.council.services.minutes_paper import minutes_paper
    from samsyn.kernel.models import Organisation
    from samsyn.kernel.papers.docx import as_docx
    from samsyn.kernel.papers.pdf import as_pdf

    town = Organisation(name="Edskogs kommun", language="sv", slug="edskog")
    figures = {}
    for count in (9, 60):
        content = _content(count)
        paper = minutes_paper(content, town)
        figures[f"items_{count}"] = {
            "paper_ms": _median(partial(minutes_paper, content, town)),
            "pdf_ms": _median(partial(as_pdf, paper)),
            "docx_ms": _median(partial(as_docx, paper)),
            "pdf_kilobytes": round(len(as_pdf(paper)) / 1000, 1),
            "docx_kilobytes": round(len(as_docx(paper)) / 1000, 1),
        }
    answer = {"what": "minutes_papers", "machine": machine(), **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _median(deed: Callable[[], object]) -> float:
    deed()  # fonts and templates are read from here on
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        deed()
        times.append((time.perf_counter() - began) * 1000)
    return round(median(times), 1)


def _content(count: int) -> Any:
    people = [_person(n) for n in range(14)]
    return {
        "forum": "E-rådet",
        "meeting": {
            "name": "E-rådet 3/2026",
            "number": 3,
            "year": 2026,
            "starts_at": "2026-03-04T08:00:00+00:00",
            "ends_at": "2026-03-04T11:00:00+00:00",
            "place": "Sessionssalen",
        },
        "template": {
            "title": "Protokoll",
            "intro": "Ordföranden öppnar mötet.",
            "closing": "Ordföranden avslutar mötet.",
            "header": "E-rådet",
            "footer": "Edskogs kommun",
            "numbering": "paragraph",
            "show_votes": True,
            "show_times": True,
        },
        "present": people,
        "absent": people[:2],
        "adjusters": ["Person 1"],
        "items": [_item(n) for n in range(1, count + 1)],
        "decisions": [],
        "actions": [],
        "next": None,
        "addenda": [],
    }


def _person(number: int) -> dict[str, object]:
    return {
        "id": number,
        "name": f"Person {number}",
        "represents": "Edskog",
        "part": "member",
        "seat": "member",
        "right": "vote",
        "instead_of": "",
        "came_at": "",
        "left_at": "",
    }


def _item(number: int) -> dict[str, object]:
    said = [{"kind": "note", "text": WORDS, "by": ""}] * 3
    return {
        "id": number,
        "number": f"§ {number}",
        "name": "Gemensamt arkiv för fjorton kommuner",
        "type": "B",
        "state": "done",
        "outcome": "",
        "closed": False,
        "consent": False,
        "presenter": "Person 3",
        "began_at": "2026-03-04T08:20:00+00:00",
        "ended_at": "",
        "description": "",
        "proposal": WORDS,
        "notes": [*said, {"kind": "reservation", "text": "För dyrt.", "by": "Person 2"}],
        "conflicts": [{"name": "Person 4", "reason": ""}],
        "voting": {
            "votes_for": [f"Person {n}" for n in range(10)],
            "against": ["Person 11"],
            "abstains": [],
        },
        "decisions": [
            {
                "number": f"{number}/26",
                "name": "Arkivet upphandlas",
                "outcome": "approved",
                "text": WORDS,
                "effective_on": "2026-04-01",
                "votes": [10, 1, 0],
                "closed": False,
            }
        ],
        "actions": [{"name": "Skriv", "who": "Edskog", "person": False, "due_on": "2026-05-01"}],
        "papers": [{"name": "underlag.pdf", "sha256": ""}],
        "postponed_to": None,
    }


if __name__ == "__main__":
    main()
