"""Measures how long 10,000 systems take from a spreadsheet into the register; prints JSON.

    python benchmarks/imports.py [ROWS]

A database of its own is copied from the migrated template and dropped again. The sheet has fifteen
columns below a title row; every row names a responsible unit, and is linked with it.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Preview, write, look again (nothing is new), undo."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the test bed makes the database
    django.setup()
    from tests.support.database import fresh_database, server

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    content = _sheet(rows)
    with server() as admin, fresh_database(admin) as doors:
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            figures = _measured(owner, content)
    answer = {"what": "imports", "machine": _machine(), "rows": rows, **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _sheet(rows: int) -> bytes:
    """Make the file in a process of its own: its memory is not the import's."""
    import subprocess

    code = (
        "import sys; from tests.support.worksheets import many_systems;"
        "sys.stdout.buffer.write(many_systems(int(sys.argv[1])))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(rows)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).resolve().parents[1],
    )
    return made.stdout


def _measured(owner: object, content: bytes) -> dict[str, object]:  # noqa: PLR0915 - told in order
    from tests.support.builders import Town

    from samsyn.apps.organisation.public import Person, Unit
    from samsyn.kernel.imports.applying import apply_import
    from samsyn.kernel.imports.previewing import preview
    from samsyn.kernel.imports.services import offer, receive
    from samsyn.kernel.imports.undoing import undo_import
    from samsyn.kernel.models import Import
    from samsyn.kernel.records.declaration import record_at

    town = Town(owner, "measured", language="sv")  # type: ignore[arg-type]
    record, actor = record_at("systems"), town.administrator
    with town.arranging():
        for n in range(12):
            Unit.everything.create(name=f"Förvaltning {n}")
        for n in range(500):
            Person.everything.create(name=f"Kari Nordmann{n}", email=f"kari{n}@measured.example")

    def quiet(_done: int, _total: int) -> None:
        return

    def choose() -> Import:
        run = receive(actor, record, content, "systems.xlsx")
        offered = offer(run, record, actor)
        run.mapping = {str(i): name for i, name in offered.proposal.mapping.items()}
        run.settings = {"tolerate": ["hosting"]}  # "x" is no answer to who runs it
        run.save()
        return run

    def look(run: Import) -> None:
        preview(run, record, actor, quiet)

    before = _memory()
    with town.looking():
        columns_seconds, run = _timed(choose)
        preview_seconds, _none = _timed(lambda: look(run))
    apply_seconds, told = _timed(lambda: apply_import(run.pk, record, actor, quiet))
    with town.looking():
        again = choose()
        again_seconds, _none = _timed(lambda: look(again))
    undo_seconds, _none = _timed(lambda: undo_import(run.pk, record, actor))
    return {
        "columns": run.columns,
        "columns_seconds": columns_seconds,
        "preview_seconds": preview_seconds,
        "counts": run.counts,
        "apply_seconds": apply_seconds,
        "written": {"created": told["created"], "changed": told["changed"]},
        "preview_again_seconds": again_seconds,
        "counts_again": again.counts,
        "undo_seconds": undo_seconds,
        "memory_before_mb": before,
        "most_memory_mb": _memory(),
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return round(time.perf_counter() - began, 2), answer


def _memory() -> int:
    """Return the most memory this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count() or 0,
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
