"""Third step: see exactly what will happen, answer what is asked, and write."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.domain.tabular.verdicts import Choose
from samsyn.kernel import tasks
from samsyn.kernel.imports.guard import for_import, run_or_404
from samsyn.kernel.imports.judged import WRITTEN, Fate
from samsyn.kernel.imports.services import answer, is_busy, start
from samsyn.kernel.imports.showing import shown_rows
from samsyn.kernel.imports.views.common import breadcrumbs, heading, import_url, progress_of
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.pages import PageRequest, go_to, page, wants_fragment
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.showing import field_of, label_of

_PAGE = 25
_ENDED = 286  # tells htmx to stop asking
_TABS = {
    Fate.ASKED: gettext_lazy("Perhaps the same"),
    Fate.CREATED: gettext_lazy("New"),
    Fate.CHANGED: gettext_lazy("Changed"),
    Fate.REFUSED: gettext_lazy("Refused"),
    Fate.DUPLICATE: gettext_lazy("Repeated"),
    Fate.UNCHANGED: gettext_lazy("Unchanged"),
    Fate.SKIPPED: gettext_lazy("Left out"),
}
_ALWAYS = (Fate.CREATED, Fate.CHANGED, Fate.REFUSED, Fate.UNCHANGED)
_ANSWERABLE = (Fate.ASKED, Fate.DUPLICATE, Fate.SKIPPED)


@require_http_methods(["GET", "POST"])
@for_import
def preview(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Show what would become of each row; write nothing until asked."""
    run = run_or_404(request, record, pk)
    if run.act_id is not None:
        return go_to(request, "imports:result", slug=record.slug, pk=run.pk)
    if request.method == "POST":
        if run.state == Import.State.PREVIEWED:
            start(request.actor, run, "imports.apply", _("Writing"))
        return go_to(request, "imports:result", slug=record.slug, pk=run.pk)
    if not run.mapping:
        return go_to(request, "imports:columns", slug=record.slug, pk=run.pk)
    context: dict[str, object] = {
        "record": heading(record),
        "back_url": import_url(record, run, "columns"),
        "breadcrumbs": breadcrumbs(record),
        **progress_of(record, run),
    }
    if run.state == Import.State.PREVIEWED and not is_busy(run):
        context |= _found(request, record, run)
    return page(request, "kernel/imports/preview.html", context)


@require_POST
@for_import
def answers(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Take the person's answers, for single rows or for all, and look again."""
    run = run_or_404(request, record, pk)
    said = request.POST
    settings: dict[str, object] = {}
    if said.get("all") in set(Choose):
        asked_of = "repeated" if said.get("about") == Fate.DUPLICATE else "near"
        settings[asked_of] = said["all"]
    if "leave_empty" in said:
        allowed = set(_may_be_empty(record, run))
        settings["tolerate"] = sorted(set(said.getlist("tolerate")) & allowed)
    settings["decisions"] = {
        name.removeprefix("row-"): decision
        for name in said
        if name.startswith("row-") and name.removeprefix("row-").isdecimal()
        if (decision := _decision(said[name]))
    }
    if run.state == Import.State.PREVIEWED and run.act_id is None:
        answer(request.actor, record, run, settings)
    return go_to(request, "imports:preview", slug=record.slug, pk=run.pk)


@require_GET
@for_import
def progress(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Say how far the work has come, and lead on when it has ended."""
    run = run_or_404(request, record, pk)
    step = "result" if run.act_id is not None else "preview"
    if not is_busy(run):
        return go_to(request, f"imports:{step}", slug=record.slug, pk=run.pk)
    if not wants_fragment(request):
        return go_to(request, "imports:preview", slug=record.slug, pk=run.pk)
    fragment = "kernel/tasks/fragments/_progress.html"
    return page(request, fragment, progress_of(record, run))


@require_POST
@for_import
def stop(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Stop the work; what was not finished is as if it never began."""
    run = run_or_404(request, record, pk)
    if run.task is not None:
        tasks.stop(request.actor, run.task)
    step = "result" if run.act_id is not None else "preview"
    return go_to(request, f"imports:{step}", slug=record.slug, pk=run.pk)


def _decision(value: str) -> dict[str, object] | None:
    choose, _, record = value.partition(":")
    if choose not in set(Choose):
        return None
    is_same = choose == Choose.SAME and record.isdecimal() and len(record) < 18  # noqa: PLR2004 - fits a bigint
    return {"choose": choose, "record": int(record)} if is_same else {"choose": choose}


def _found(request: PageRequest, record: Record, run: Import) -> dict[str, object]:
    current = _current(request, run)
    rows = ImportRow.owned_by(request.actor).filter(run=run, outcome=current).order_by("number")
    pages = Paginator(rows, _PAGE)
    pages.count = run.count(current)  # counted when they were written
    shown = pages.get_page(request.GET.get("page"))
    return {
        "tabs": _tabs(run, current),
        "current": str(current),
        "rows": shown_rows(run, record, shown.object_list),
        "writes": run.count(*WRITTEN),
        "unanswered": run.count(Fate.ASKED),
        "count": pages.count,
        "pager": _pager(current, shown) if pages.num_pages > 1 else None,
        "notes": _notes(record, run),
        "answers_url": import_url(record, run, "answers"),
        "answerable": current in _ANSWERABLE,
        "leave_empty": _leave_empty(record, run) if current == Fate.REFUSED else [],
    }


def _current(request: PageRequest, run: Import) -> Fate:
    asked = request.GET.get("rows", "")
    if asked in set(Fate):
        return Fate(asked)
    return next((fate for fate in _TABS if run.count(fate)), Fate.CREATED)


def _tabs(run: Import, current: Fate) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "url": f"?rows={fate}",
            "current": fate == current,
            "count": run.count(fate),
        }
        for fate, label in _TABS.items()
        if fate in _ALWAYS or run.count(fate) or fate == current
    ]


def _pager(current: Fate, shown: object) -> dict[str, object]:
    number, last = shown.number, shown.paginator.num_pages  # type: ignore[attr-defined]
    address = f"?rows={current}&page="
    return {
        "number": number,
        "last": last,
        "first_index": shown.start_index(),  # type: ignore[attr-defined]
        "last_index": shown.end_index(),  # type: ignore[attr-defined]
        "previous_url": f"{address}{number - 1}" if number > 1 else "",
        "next_url": f"{address}{number + 1}" if number < last else "",
    }


def _notes(record: Record, run: Import) -> list[str]:
    facts = run.facts
    notes = []
    for name, count in facts.get("to_create", {}).items():
        words = ngettext(
            "%(field)s: %(n)d name is not in the catalogue and will be added to it.",
            "%(field)s: %(n)d names are not in the catalogue and will be added to it.",
            count,
        )
        notes.append(words % {"field": label_of(record, name), "n": count})
    if skipped := facts.get("skipped"):
        rows = ", ".join(f"{number} ({text[:40]})" for number, _why, text in skipped[:5])
        notes.append(_("Rows that are not data were left out: %(rows)s.") % {"rows": rows})
    return notes


def _may_be_empty(record: Record, run: Import) -> list[str]:
    """Return the fields whose bad cells a person may choose to leave empty."""
    wrong = [*run.facts.get("wrong", {}), *run.settings.get("tolerate", [])]
    return [
        name
        for name in dict.fromkeys(wrong)
        if (column := field_of(record, name)) is not None
        and column.blank
        and name not in record.key
    ]


def _leave_empty(record: Record, run: Import) -> list[dict[str, object]]:
    tolerated = set(run.settings.get("tolerate", ()))
    return [
        {
            "name": name,
            "label": label_of(record, name),
            "count": run.facts.get("wrong", {}).get(name, 0),
            "checked": name in tolerated,
        }
        for name in _may_be_empty(record, run)
    ]
