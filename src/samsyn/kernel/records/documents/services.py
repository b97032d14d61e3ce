"""Keep, hand out and remove the files of a row: who may is settled by the row."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import IO, Any

from django.db.models import QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.kernel import journal
from samsyn.kernel.models import Document, DocumentPart
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.documents.content import media_type_of, safe_name
from samsyn.kernel.records.services import act_name
from samsyn.kernel.tenancy.owned import Owned

_PART = 512 * 1024


def documents_of(actor: Actor, record: Record, row: Owned) -> QuerySet[Document]:
    """Return the files of a row that the actor has been allowed to read, the latest first."""
    rows = Document.visible_to(actor).filter(
        organisation_id=row.organisation_id,
        table_name=record.model._meta.db_table,
        row_id=row.pk,
    )
    return rows.order_by("-pk")


def documents_of_rows(
    actor: Actor, model: type[Owned], rows: Collection[int]
) -> QuerySet[Document]:
    """Return the files of rows that the actor was let read by a room of its own, the latest first.

    Who may read the row may read its files, however far they reach: the caller has asked.
    """
    found = Document.everything.filter(
        organisation_id=actor.organisation_id,
        table_name=model._meta.db_table,
        row_id__in=list(rows),
    )
    return found.order_by("-pk")


def keep_document(  # noqa: PLR0913 - what must be said of a file
    actor: Actor,
    record: Record,
    row: Any,  # noqa: ANN401 - any owned noun
    file: IO[bytes],
    *,
    name: str,
    size: int,
    note: str = "",
    version_of: Document | None = None,
) -> Document:
    """Keep one file with one of our own rows.

    Raises Refused for what is not taken: too large, a program, macros, what runs in a browser.
    """
    actor.must(record.write)
    media_type = media_type_of(file, size)
    with journal.act(actor, act_name(record, "file")):
        document = Document.everything.create(
            organisation_id=actor.organisation_id,
            visibility=row.visibility,
            table_name=record.model._meta.db_table,
            row_id=row.pk,
            name=safe_name(name, media_type),
            media_type=media_type,
            size=size,
            sha256=_whole_digest(file),
            note=note.strip()[:300],
            uploaded_by=actor.name,
            version_of=version_of,
        )
        file.seek(0)
        for number, part in enumerate(iter(lambda: file.read(_PART), b"")):
            DocumentPart.everything.create(
                organisation_id=actor.organisation_id,
                visibility=row.visibility,
                document=document,
                number=number,
                content=part,
            )
    return document


def remove_document(actor: Actor, record: Record, document: Document, *, reason: str = "") -> None:
    """Remove one of our own files; the history keeps its name, size and digest."""
    actor.must(record.write)
    with journal.act(actor, act_name(record, "unfile"), reason):
        Document.owned_by(actor).filter(version_of=document).update(
            version_of=document.version_of_id
        )
        Document.owned_by(actor).filter(pk=document.pk).delete()


def content_of(_actor: Actor, document: Document) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece, of a file that the actor was let read."""
    parts = DocumentPart.everything.filter(
        document=document, organisation_id=document.organisation_id
    )
    for number in parts.order_by("number").values_list("number", flat=True):
        yield bytes(parts.get(number=number).content)


def _whole_digest(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for part in iter(lambda: file.read(_PART), b""):
        digest.update(part)
    return digest.hexdigest()
