"""The forms of any noun: make one, change one, delete one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.asking import alone
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records import services
from samsyn.kernel.records.declaration import Record, list_url, url_of
from samsyn.kernel.records.documents.services import documents_of
from samsyn.kernel.records.forms import NounForm, ReasonForm, editable_fields, form_for, form_groups
from samsyn.kernel.records.guard import for_record, row_to_change
from samsyn.kernel.records.history import history_of
from samsyn.kernel.records.relations import holding_on
from samsyn.kernel.records.showing import label_of, show
from samsyn.kernel.records.wording import explain

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@for_record("write")
def record_new(request: PageRequest, record: Record) -> HttpResponse:
    """Ask what the new one is, and make it."""
    if not (record.made_by_hand and record.writable):
        raise Http404
    form = form_for(record, request.actor, data=request.POST or None)
    if request.method == "GET":
        form.initial.update({n: request.GET[n] for n in form.fields if n in request.GET})
    return _filled_in(request, record, form)


@require_http_methods(_BOTH)
@for_record("write")
def record_edit(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Show what is known, and save what was changed."""
    row = row_to_change(request, record, pk)
    data = _chosen(request.POST, record, row) if request.method == "POST" else None
    return _filled_in(request, record, form_for(record, request.actor, row, data))


def _filled_in(request: PageRequest, record: Record, form: NounForm) -> HttpResponse:
    conflict: dict[str, object] | None = None
    is_new = form.instance.pk is None
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
    new_title = _("New %(noun)s") % {"noun": record.title}
    return page(
        request,
        "kernel/records/form.html",
        {
            "record": {"title": record.title, "title_plural": record.title_plural},
            "title": new_title if is_new else str(form.instance),
            "form": form,
            "groups": form_groups(record, form),
            "conflict": conflict,
            "cancel_url": _back(record, form),
            "breadcrumbs": _breadcrumbs(record),
        },
        status=422 if form.errors else 200,
    )


def _chosen(posted: QueryDict, record: Record, saved: Any) -> QueryDict:  # noqa: ANN401 - any noun
    """Return what was typed, with the saved value wherever the person chose theirs."""
    data = posted.copy()
    for name, value in model_to_dict(saved, editable_fields(record)).items():
        if posted.get(f"keep-{name}") == "theirs":
            for typed in ("words", "pick"):
                data.pop(f"{name}-{typed}", None)
            many = value if isinstance(value, list) else [value]
            data.setlist(name, [str(getattr(v, "pk", v)) for v in many if v is not None])
    return data


def _theirs_and_yours(
    request: PageRequest, record: Record, form: NounForm
) -> dict[str, object] | None:
    """Set what is saved now beside what the person typed; nothing is lost either way."""
    saved = row_to_change(request, record, form.instance.pk)
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed["revision"] = str(saved.revision)
    form.data = typed
    past = alone(history_of(record, saved, request.actor))
    fields = []
    for name in form.changed_data:
        if name not in record.field_names:
            continue
        mine = show(record, form.instance, name, request.actor).text
        theirs = show(record, saved, name, request.actor).text
        if mine != theirs:
            label = label_of(record, name)
            fields.append({"name": name, "label": label, "yours": mine, "theirs": theirs})
    return {
        "who": past[0]["who"] if past else "",
        "at": past[0]["at"] if past else None,
        "fields": fields,
    }


def _back(record: Record, form: NounForm) -> str:
    return url_of(record, form.instance.pk) if form.instance.pk else list_url(record)


def _breadcrumbs(record: Record) -> list[dict[str, str]]:
    plural = record.title_plural
    return [{"label": plural[:1].upper() + plural[1:], "url": list_url(record)}]


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
            "losses": [{"label": what, "count": n} for what, n in _losses(request, record, row)],
            "blocked": [{"title": sentence} for sentence in refusals],
            "form": ReasonForm(),
            "cancel_url": url_of(record, row.pk),
            "breadcrumbs": _breadcrumbs(record),
        },
        status=422 if refusals else 200,
    )


def _losses(request: PageRequest, record: Record, row: Any) -> list[tuple[str, int]]:  # noqa: ANN401 - any noun
    files = documents_of(request.actor, record, row).count() if record.owned else 0
    return [*holding_on(row), *([(_("Documents"), files)] if files else [])]
