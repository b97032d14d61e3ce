"""First step: choose a file; and the empty spreadsheet for who has none yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.imports.file_faults import LIMITS, FileFault, refusal
from samsyn.kernel.imports.forms import UploadForm
from samsyn.kernel.imports.guard import for_import
from samsyn.kernel.imports.services import receive, runs_of
from samsyn.kernel.imports.sheets import workbook_of
from samsyn.kernel.imports.targets import targets_of
from samsyn.kernel.imports.views.common import heading, import_url, summary
from samsyn.kernel.imports.wording import explain
from samsyn.kernel.models import Import
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records.declaration import Record, list_url

_EARLIER = 10


@require_http_methods(["GET", "POST"])
@for_import
def upload(request: PageRequest, record: Record) -> HttpResponse:
    """Take a spreadsheet, and say at once what is wrong with it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = receive(request.actor, record, *_content(form.cleaned_data["file"]))
        except Refused as refused:
            form.add_error("file", [explain(objection) for objection in refused.objections])
        else:
            return go_to(request, "imports:columns", slug=record.slug, pk=run.pk)
    return page(
        request,
        "kernel/imports/upload.html",
        {
            "record": heading(record),
            "form": form,
            "earlier": _earlier(request, record),
            "template_url": reverse("imports:template", kwargs={"slug": record.slug}),
            "cancel_url": list_url(record),
            "breadcrumbs": [{"label": record.title_plural, "url": list_url(record)}],
        },
        status=422 if form.errors else 200,
    )


@require_GET
@for_import
def template(request: PageRequest, record: Record) -> HttpResponse:
    """Hand out an empty spreadsheet with one column for each field."""
    country = request.organisation.country if request.organisation else ""
    labels = [target.label for target in targets_of(record, country)]
    return workbook_of(f"{record.slug}.xlsx", record.title_plural, [labels])


def _content(file: Any) -> tuple[bytes, str]:  # noqa: ANN401 - Django's uploaded file
    if file.size > LIMITS.file_bytes:
        raise refusal(FileFault.FILE_TOO_LARGE, megabytes=LIMITS.file_bytes // 1_000_000)
    return file.read(), str(file.name)


def _earlier(request: PageRequest, record: Record) -> list[dict[str, object]]:
    runs = runs_of(request.actor, record).exclude(state=Import.State.UPLOADED)
    return [
        {
            "at": run.applied_at or run.created_at,
            "who": run.actor_name,
            "name": run.file_name,
            "counts": summary(run) if run.applied_at else _("not written"),
            "url": import_url(record, run, "result" if run.applied_at else "preview"),
            "undone": run.state == Import.State.UNDONE,
        }
        for run in runs.order_by("-id")[:_EARLIER]
    ]
