"""The forms of any noun: make one, change one, delete one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records import services
from samsyn.kernel.records.declaration import Record, url_of
from samsyn.kernel.records.forms import NounForm, form_for, form_groups
from samsyn.kernel.records.guard import for_record, row_to_change
from samsyn.kernel.records.relations import holding_on
from samsyn.kernel.records.showing import label_of, show
from samsyn.kernel.records.wording import explain

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@for_record("write")
def record_new(request: PageRequest, record: Record) -> HttpResponse:
    """Ask what the new one is, and make it."""
    form = form_for(record, request.actor, data=request.POST or None)
    if request.method == "GET":
        form.initial.update({n: request.GET[n] for n in form.fields if n in request.GET})
    return _filled_in(request, record, form)


@require_http_methods(_BOTH)
@for_record("write")
def record_edit(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Show what is known, and save what was changed."""
    row = row_to_change(request, record, pk)
    return _filled_in(request, record, form_for(record, request.actor, row, request.POST or None))


def _filled_in(request: PageRequest, record: Record, form: NounForm) -> HttpResponse:
    conflict: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            reason = request.POST.get("reason", "")
            row = services.save_record(request.actor, record, form, reason=reason)
        except Refused as refusal:
            form.add_error(None, [explain(objection) for objection in refusal.objections])
            conflict = _theirs_and_yours(request, record, form)
        else:
            messages.success(request, _("Saved."))
            return go_to(request, "records:page", slug=record.slug, pk=row.pk)
    return page(
        request,
        "kernel/records/form.html",
        {
            "record": {"title": record.title, "title_plural": record.title_plural},
            "instance": form.instance if form.instance.pk else None,
            "form": form,
            "groups": form_groups(record, form),
            "conflict": conflict,
            "back_url": _back(record, form),
            "list_url": reverse("records:list", kwargs={"slug": record.slug}),
        },
        status=422 if form.errors else 200,
    )


def _theirs_and_yours(request: PageRequest, record: Record, form: NounForm) -> list[dict[str, str]]:
    """Set what is saved now beside what the person typed; saving again keeps the latter."""
    saved: Any = row_to_change(request, record, form.instance.pk)
    typed = request.POST.copy()
    typed["revision"] = str(saved.revision)
    form.data = typed
    differences = []
    for name in form.changed_data:
        mine = (
            show(record, form.instance, name, request.actor).text
            if name in record.field_names
            else ""
        )
        theirs = show(record, saved, name, request.actor).text if name in record.field_names else ""
        if mine != theirs:
            differences.append({"label": label_of(record, name), "yours": mine, "theirs": theirs})
    return differences


def _back(record: Record, form: NounForm) -> str:
    if form.instance.pk:
        return url_of(record, form.instance.pk)
    return reverse("records:list", kwargs={"slug": record.slug})


@require_http_methods(_BOTH)
@for_record("write")
def record_delete(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Say exactly what will be lost, ask why, and delete it; or say what holds on to it."""
    row = row_to_change(request, record, pk)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            services.delete_record(request.actor, record, row, reason=reason)
        except Refused as refusal:
            refusals = [explain(objection) for objection in refusal.objections]
        else:
            messages.success(request, _("%(name)s was deleted.") % {"name": row})
            return go_to(request, "records:list", slug=record.slug)
    return page(
        request,
        "kernel/records/delete.html",
        {
            "record": {"title": record.title, "title_plural": record.title_plural},
            "title": str(row),
            "holding": [{"label": what, "count": count} for what, count in holding_on(row)],
            "refusals": refusals,
            "back_url": url_of(record, row.pk),
        },
        status=422 if refusals else 200,
    )
