"""Work out what an import would do, and keep it for the pages and for the writing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.matching import Link
from samsyn.kernel.imports import encoding
from samsyn.kernel.imports.judged import WRITTEN, Fate, Judged
from samsyn.kernel.imports.judging import judge
from samsyn.kernel.imports.plan import Plan, make_plan
from samsyn.kernel.imports.references import row_number_in
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.records.declaration import Record

Report = Callable[[int, int], None]
_AT_ONCE = 1000
_SKIPPED_SHOWN = 20


def preview(run: Import, record: Record, actor: Actor, report: Report) -> None:
    """Judge every row of the file and keep the verdicts; the register stays as it is.

    Raises Refused for a file that can't be read.
    """
    plan = make_plan(run, record, actor)
    judged = judge(plan, run.settings, report)
    with transaction.atomic():
        ImportRow.owned_by(actor).filter(run=run).delete()
        _keep(run, plan, judged)
        run.counts = dict(Counter(str(row.fate) for row in judged))
        run.facts = _facts(plan, judged)
        run.state = Import.State.PREVIEWED
        run.save(update_fields=["counts", "facts", "state"])


def _keep(run: Import, plan: Plan, judged: list[Judged]) -> None:
    """Write the verdicts in few statements: an INSERT of a hundred thousand values is slow."""
    for start in range(0, len(judged), _AT_ONCE):
        batch = judged[start : start + _AT_ONCE]
        columns: list[list[Any]] = [
            [row.number for row in batch],
            [str(row.fate) for row in batch],
            [row.title for row in batch],
            [json.dumps(_detail(plan, row), ensure_ascii=False) for row in batch],
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_importrow"
                " (organisation_id, visibility, run_id, number, outcome, title, detail)"
                " SELECT %s, %s, %s, * FROM unnest(%s::int[], %s::text[], %s::text[], %s::jsonb[])",
                [run.organisation_id, run.visibility, run.pk, *columns],
            )


def _detail(plan: Plan, row: Judged) -> dict[str, encoding.Json]:
    revision = plan.revisions.get(row.record) if isinstance(row.record, int) else None
    detail = {
        "record": row.record,
        "revision": revision,
        "values": encoding.pack_all(row.values) if row.fate is not Fate.REFUSED else {},
        "before": encoding.pack_all(row.before),
        "problems": [encoding.pack_problem(problem) for problem in row.problems],
        "left_out": [encoding.pack_problem(problem) for problem in row.left_out],
        "near": [encoding.pack(link) for link in row.near],
        "duplicate_of": row.duplicate_of,
    }
    return {name: value for name, value in detail.items() if value not in (None, {}, [])}


def _facts(plan: Plan, judged: Iterable[Judged]) -> dict[str, encoding.Json]:
    """Return what the pages tell beside the rows, JSON."""
    wrong: Counter[str] = Counter()
    to_create: dict[str, set[str]] = {}
    for row in judged:
        wrong.update({problem.target for problem in row.problems})
        written = row.values if row.fate in WRITTEN else {}
        for name, value in written.items():
            for part in value if isinstance(value, tuple) else (value,):
                if _is_to_create(part):
                    to_create.setdefault(name, set()).add(str(part.text))  # type: ignore[union-attr]
    return {
        "rows": len(plan.rows),
        "wrong": dict(wrong.most_common()),
        "to_create": {name: len(names) for name, names in to_create.items()},
        "skipped": [
            [row.number, str(row.why), row.text] for row in plan.table.skipped[:_SKIPPED_SHOWN]
        ],
        "strays": len(plan.table.strays),
    }


def _is_to_create(part: object) -> bool:
    return isinstance(part, Link) and part.id is None and row_number_in(part.id) is None
