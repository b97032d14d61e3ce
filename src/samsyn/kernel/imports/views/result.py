"""Last step: what was done, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samsyn.domain.tabular.cells import shown
from samsyn.kernel.imports import encoding
from samsyn.kernel.imports.guard import for_import, run_or_404
from samsyn.kernel.imports.judged import Fate
from samsyn.kernel.imports.plan import table_of
from samsyn.kernel.imports.services import is_busy, start
from samsyn.kernel.imports.sheets import workbook_of
from samsyn.kernel.imports.showing import hindrance_text
from samsyn.kernel.imports.views.common import breadcrumbs, heading, import_url, progress_of
from samsyn.kernel.imports.wording import explain
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records.declaration import Record, list_url, record_of_table, url_of


@require_GET
@for_import
def result(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Tell what was written, what was not and why, and offer to undo it."""
    run = run_or_404(request, record, pk)
    context: dict[str, object] = {
        "record": heading(record),
        "list_url": list_url(record),
        "breadcrumbs": breadcrumbs(record),
        **progress_of(record, run),
    }
    if run.act_id is None and not is_busy(run):
        context["preview_url"] = import_url(record, run, "preview")
    if run.act_id is not None:
        context |= _told(record, run)
    return page(request, "kernel/imports/result.html", context)


@require_POST
@for_import
def undo(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Take the whole import back."""
    run = run_or_404(request, record, pk)
    if run.state == Import.State.APPLIED:
        start(request.actor, run, "imports.undo", _("Undoing"))
    return go_to(request, "imports:result", slug=record.slug, pk=run.pk)


@require_GET
@for_import
def refused(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Hand out the rows that were not written, as they stood, with the reasons beside them."""
    run = run_or_404(request, record, pk, content=True)
    if run.content is None:
        raise Http404
    return workbook_of(
        f"refused-{record.slug}.xlsx", record.title_plural, _refused_rows(request, record, run)
    )


def _told(record: Record, run: Import) -> dict[str, object]:
    late = run.result.get("refused", [])
    touched = run.result.get("touched", []) if run.state == Import.State.APPLIED else []
    undone = run.state == Import.State.UNDONE
    return {
        "counts": {
            "created": run.result.get("created", 0),
            "changed": run.result.get("changed", 0),
            "unchanged": run.count(Fate.UNCHANGED),
            "refused": run.count(Fate.REFUSED) + len(late),
        },
        "late": [
            {"line": number, "title": title, "reason": hindrance_text(code, title)}
            for number, title, code in late[:50]
        ],
        "touched": [_touched(*row) for row in touched],
        "kept": run.result.get("kept", 0),
        "undone": {"who": run.undone_by, "at": run.undone_at} if undone else None,
        "undo_url": "" if undone or is_busy(run) else import_url(record, run, "undo"),
        "refused_url": import_url(record, run, "refused"),
    }


def _touched(title: str, table: str, pk: int) -> dict[str, str]:
    record = record_of_table(table)
    return {"title": title, "url": url_of(record, pk) if record else ""}


def _refused_rows(request: PageRequest, record: Record, run: Import) -> Iterator[list[Any]]:
    table = table_of(run, record)
    yield [*(column.heading for column in table.columns), _("What is wrong")]
    reasons = {number: hindrance_text(code, t) for number, t, code in run.result.get("refused", [])}
    rows = ImportRow.owned_by(request.actor).filter(run=run, outcome=Fate.REFUSED)
    for number, detail in rows.values_list("number", "detail"):
        told = [
            f"{packed[1]}: {explain(encoding.objection_of(packed))}"
            for packed in detail.get("problems", ())
        ]
        reasons[number] = " ".join(told)
    for row in table.rows:
        if row.number in reasons:
            yield [*(shown(cell) for cell in row.cells), reasons[row.number]]
