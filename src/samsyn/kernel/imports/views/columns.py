"""Second step: which sheet, and which of its columns is which field."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.domain.shared.refusal import Refused
from samsyn.domain.tabular.cells import column_letter, shown
from samsyn.domain.tabular.mapping import Guess
from samsyn.kernel.imports.guard import for_import, run_or_404
from samsyn.kernel.imports.reading import open_workbook
from samsyn.kernel.imports.services import Offer, choose_columns, is_busy, missing_from, offer
from samsyn.kernel.imports.views.common import breadcrumbs, heading
from samsyn.kernel.imports.wording import explain, name
from samsyn.kernel.models import Import
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records.declaration import Record, list_url

_SAMPLES = 3
_SURE, _LIKELY = 0.9, 0.6


@require_http_methods(["GET", "POST"])
@for_import
def columns(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Propose where each column goes, and take the person's word for it."""
    run = run_or_404(request, record, pk, content=True)
    if run.content is None or run.act_id is not None or is_busy(run):
        return go_to(request, "imports:preview", slug=record.slug, pk=run.pk)
    names = open_workbook(bytes(run.content), run.file_name).names
    asked = request.POST.get("sheet") or request.GET.get("sheet") or run.sheet
    sheet = asked if asked in names else run.sheet
    context: dict[str, object] = {
        "record": heading(record),
        "file_name": run.file_name,
        "sheets": [{"name": one, "selected": one == sheet} for one in names],
        "back_url": list_url(record),
        "breadcrumbs": breadcrumbs(record),
    }
    try:
        offered = offer(run, record, request.actor, sheet)
    except Refused as refused:
        told = [explain(objection) for objection in refused.objections]
        return page(request, "kernel/imports/mapping.html", {**context, "refused": told})
    mapping = _chosen(request, offered) if request.method == "POST" else _before(run, offered)
    missing = missing_from(record, offered.targets, mapping)
    if request.method == "POST" and not missing:
        choose_columns(request.actor, record, run, offered.table, mapping)
        return go_to(request, "imports:preview", slug=record.slug, pk=run.pk)
    context |= {
        "row_count": len(offered.table.rows),
        "columns": _columns(offered, mapping),
        "unmatched_required": missing,
        "sheet": sheet,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "kernel/imports/mapping.html", context, status=status)


def _before(run: Import, offered: Offer) -> Mapping[int, str]:
    """Return the mapping chosen earlier for this very sheet, else the proposal."""
    return (
        run.columns
        if run.mapping and run.sheet == offered.table.sheet
        else (offered.proposal.mapping)
    )


def _chosen(request: PageRequest, offered: Offer) -> dict[int, str]:
    """Read the form; of two columns for one field the first is taken."""
    known = {target.name for target in offered.targets}
    mapping: dict[int, str] = {}
    for index in range(len(offered.table.columns)):
        field = request.POST.get(f"column-{index}", "")
        if field in known and field not in mapping.values():
            mapping[index] = field
    return mapping


def _columns(offered: Offer, mapping: Mapping[int, str]) -> list[dict[str, object]]:
    guesses = {guess.column: guess for guess in offered.proposal.guesses}
    return [
        {
            "index": index,
            "header": column.heading
            or _("Column %(letter)s") % {"letter": column_letter(column.position)},
            "samples": _samples(offered, index),
            "field_name": f"column-{index}",
            "choices": [
                {
                    "value": target.name,
                    "label": target.label,
                    "selected": mapping.get(index) == target.name,
                }
                for target in offered.targets
            ],
            **_why(guesses.get(index), mapping.get(index)),
        }
        for index, column in enumerate(offered.table.columns)
    ]


def _samples(offered: Offer, index: int) -> list[str]:
    texts = (shown(row.cells[index]) for row in offered.table.rows)
    return list(islice(dict.fromkeys(islice((t for t in texts if t), 50)), _SAMPLES))


def _why(guess: Guess | None, chosen: str | None) -> dict[str, str]:
    if guess is None or chosen != guess.target:
        return {"confidence": "none", "reason": ""}
    sure, likely = guess.confidence >= _SURE, guess.confidence >= _LIKELY
    return {
        "confidence": "sure" if sure else "likely" if likely else "guess",
        "reason": name(guess.reason),
    }
