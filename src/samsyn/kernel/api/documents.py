"""REST for the files of any row: list, take, give and remove, as the row's own page does."""

from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from samsyn.domain.access.actor import Actor
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.api.problems import Invalid, Problem
from samsyn.kernel.models import Document
from samsyn.kernel.records.declaration import Record, record_at
from samsyn.kernel.records.documents.services import documents_of, keep_document, remove_document
from samsyn.kernel.records.documents.views import answer_with
from samsyn.kernel.records.documents.wording import explain
from samsyn.kernel.tenancy.owned import Owned

_NO = dict.fromkeys((401, 403, 404, 422), Problem)
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Note = Annotated[str, Form(max_length=300)]
router = Router(tags=["documents"])


class DocumentShape(Schema):
    """One file of a row."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    note: str
    uploaded_by: str
    uploaded_at: datetime
    version_of: int | None


@router.get(
    "/{noun}/{row}", response={200: list[DocumentShape], **_NO}, summary="List a row's documents"
)
def list_documents(request: HttpRequest, noun: str, row: Id) -> list[dict[str, Any]]:
    """Tell of every file of one row, the latest first."""
    actor, record, found = _row(request, noun, row)
    return [_told(document) for document in documents_of(actor, record, found)]


@router.post("/{noun}/{row}", response={201: DocumentShape, **_NO}, summary="Keep a document")
def add_document(
    request: HttpRequest,
    noun: str,
    row: Id,
    file: File[UploadedFile],
    note: Note = "",
    version_of: Annotated[int | None, Form(ge=1, le=2**63 - 1)] = None,
) -> Status[Any]:
    """Keep one file (multipart); its type is found from what is in it."""
    actor, record, found = _row(request, noun, row, write=True)
    earlier = documents_of(actor, record, found)
    try:
        made = keep_document(
            actor,
            record,
            found,
            file,
            name=str(file.name),
            size=file.size or 0,
            note=note,
            version_of=get_object_or_404(earlier, pk=version_of) if version_of else None,
        )
    except Refused as refusal:
        raise Invalid({"file": [explain(one) for one in refusal.objections]}) from None
    return Status(201, _told(made))


@router.get("/{noun}/{row}/{document}", summary="Take a document's bytes")
def read_document(request: HttpRequest, noun: str, row: Id, document: Id) -> StreamingHttpResponse:
    """Hand out one file as it was kept."""
    actor, record, found = _row(request, noun, row)
    rows = documents_of(actor, record, found)
    return answer_with(actor, get_object_or_404(rows, pk=document))


@router.delete("/{noun}/{row}/{document}", response={204: None, **_NO}, summary="Remove a document")
def delete_document(request: HttpRequest, noun: str, row: Id, document: Id) -> Status[Any]:
    """Remove one file; the history keeps that it was there."""
    actor, record, found = _row(request, noun, row, write=True)
    rows = documents_of(actor, record, found)
    remove_document(actor, record, get_object_or_404(rows, pk=document))
    return Status(204, None)


def _row(
    request: HttpRequest, noun: str, row: int, *, write: bool = False
) -> tuple[Actor, Record, Owned]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = record_at(noun)
    if not issubclass(record.model, Owned) or (write and not record.writable):
        raise Http404
    if not actor.may(record.write if write else record.read):
        raise PermissionDenied
    rows = record.model.owned_by(actor) if write else record.model.visible_to(actor)
    return actor, record, get_object_or_404(rows, pk=row)


def _told(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "name": document.name,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "note": document.note,
        "uploaded_by": document.uploaded_by,
        "uploaded_at": document.uploaded_at,
        "version_of": document.version_of_id,
    }
