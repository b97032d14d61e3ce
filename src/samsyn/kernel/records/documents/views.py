"""Upload, download and remove the files of a row, by the permissions of its noun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.domain.access.actor import Actor
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.models import Document
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records.declaration import Record, list_url, record_at, url_of
from samsyn.kernel.records.documents.services import (
    content_of,
    documents_of,
    keep_document,
    remove_document,
)
from samsyn.kernel.records.documents.wording import explain, type_in_short
from samsyn.kernel.records.forms import ReasonForm
from samsyn.kernel.records.guard import for_record, row_to_change, row_to_read

_SHOWN = 50


class DocumentForm(forms.Form):
    """One file, and what it is."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "At most 25 MB: PDF, Office or OpenDocument, pictures, text, XML or e-mail."
        ),
    )
    note = forms.CharField(label=gettext_lazy("What it is"), max_length=300, required=False)
    version_of: forms.ModelChoiceField[Document] = forms.ModelChoiceField(
        label=gettext_lazy("New version of"), queryset=None, required=False
    )

    def __init__(self, earlier: Any, *args: Any, **options: Any) -> None:  # noqa: ANN401 - a queryset
        super().__init__(*args, **options)
        self.fields["version_of"].queryset = earlier  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@for_record("write")
def document_new(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Ask for a file, and keep it; or say why it is not taken."""
    _must_be_owned(record)
    row = row_to_change(request, record, pk)
    current = documents_of(request.actor, record, row).filter(versions__isnull=True)
    form = DocumentForm(current[:_SHOWN] if request.method == "GET" else current,
                        request.POST or None, request.FILES or None)  # fmt: skip
    if request.method == "POST" and form.is_valid() and _kept(request, record, row, form):
        messages.success(request, _("The document is kept."))
        return go_to(request, url_of(record, pk))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Add a document to %(name)s") % {"name": row},
            "form": form,
            "submit_label": _("Keep it"),
            "cancel_url": url_of(record, pk),
            "breadcrumbs": [
                {"label": record.title_plural.capitalize(), "url": list_url(record)},
                {"label": str(row), "url": url_of(record, pk)},
            ],
        },
        status=422 if form.errors else 200,
    )


def _kept(request: PageRequest, record: Record, row: Any, form: DocumentForm) -> bool:  # noqa: ANN401 - any noun
    file = form.cleaned_data["file"]
    try:
        keep_document(
            request.actor,
            record,
            row,
            file,
            name=str(file.name),
            size=file.size,
            note=form.cleaned_data["note"],
            version_of=form.cleaned_data["version_of"],
        )
    except Refused as refusal:
        form.add_error("file", [explain(objection) for objection in refusal.objections])
        return False
    return True


@require_GET
@for_record("read")
def document_content(
    request: PageRequest, record: Record, pk: int, document: int
) -> StreamingHttpResponse:
    """Hand out one file: always to be saved, never to be shown or run by the browser."""
    return answer_with(request.actor, _document(request, record, pk, document))


def answer_with(actor: Actor, document: Document) -> StreamingHttpResponse:
    """Return a file as an answer that no browser opens on our own ground."""
    response = StreamingHttpResponse(content_of(actor, document), content_type=document.media_type)
    told = content_disposition_header(as_attachment=True, filename=document.name)
    response["Content-Disposition"] = told or "attachment"
    response["Content-Length"] = str(document.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "POST"])
@for_record("write")
def document_remove(request: PageRequest, record: Record, pk: int, document: int) -> HttpResponse:
    """Say what will be lost, ask why, and remove it."""
    row = row_to_change(request, record, pk)
    file = _document(request, record, pk, document)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        remove_document(request.actor, record, file, reason=reason)
        messages.success(request, _("%(name)s was removed.") % {"name": file.name})
        return go_to(request, url_of(record, row.pk))
    return page(
        request,
        "kernel/records/delete.html",
        {"title": file.name, "form": form, "cancel_url": url_of(record, pk)},
    )


def _must_be_owned(record: Record) -> None:
    if not record.owned:
        raise Http404


def _document(request: PageRequest, record: Record, pk: int, document: int) -> Document:
    _must_be_owned(record)
    row = row_to_read(request, record, pk)
    return get_object_or_404(documents_of(request.actor, record, row), pk=document)


def documents_shown(
    actor: Actor,
    record: Record,
    row: Any,  # noqa: ANN401 - any noun
    *,
    ours: bool,
) -> Asking[dict[str, object] | None]:
    """Ask for a row's files as its page lists them: the latest versions, older ones beneath."""
    if not record.owned:
        return None
    may_add = ours and record.writable and actor.may(record.write)
    (found,) = yield [
        ready(_found, actor, record.slug, organisation=row.organisation_id, pk=row.pk)
    ]
    replaced = {one.version_of_id for one in found}
    by_pk = {one.pk: one for one in found}
    rows = [
        {**_shown(record, row, one, may_add=may_add), "earlier": _earlier(record, row, one, by_pk)}
        for one in found
        if one.pk not in replaced
    ]
    new = reverse("records:document_new", kwargs={"slug": record.slug, "pk": row.pk})
    return {"rows": rows, "new_url": new if may_add else ""} if rows or may_add else None


def _found(actor: Actor, slug: str, organisation: int, pk: int) -> QuerySet[Document]:
    record = record_at(slug)
    noun: Any = record.model
    row = noun(pk=pk, organisation_id=organisation)
    return documents_of(actor, record, row)[: _SHOWN * 4]


def _shown(record: Record, row: Any, one: Document, *, may_add: bool) -> dict[str, object]:  # noqa: ANN401 - any noun
    place = {"slug": record.slug, "pk": row.pk, "document": one.pk}
    return {
        "name": one.name,
        "url": reverse("records:document", kwargs=place),
        "remove_url": reverse("records:document_remove", kwargs=place) if may_add else "",
        "type": type_in_short(one.media_type),
        "size": one.size,
        "note": one.note,
        "by": one.uploaded_by,
        "at": one.uploaded_at,
    }


def _earlier(
    record: Record,
    row: Any,  # noqa: ANN401 - any noun
    one: Document,
    by_pk: dict[int, Document],
) -> list[dict[str, object]]:
    chain: list[dict[str, object]] = []
    while one.version_of_id in by_pk and len(chain) < _SHOWN:
        one = by_pk[one.version_of_id]
        chain.append(_shown(record, row, one, may_add=False))
    return chain
