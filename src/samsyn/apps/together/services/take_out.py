"""Everything that belongs to whoever leaves, as one ZIP of open formats, written while it is read.

A member that leaves takes all its own rows and files with it. The federation gives a member that
leaves what it holds about it: each row that names the member, and each that the change touches.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from io import RawIOBase
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet

from samsyn.apps.together.models import MandateChange
from samsyn.apps.together.queries.touched import touched_by
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Document, Organisation
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.records.documents.content import safe_name
from samsyn.kernel.records.documents.services import content_of
from samsyn.kernel.records.exporting import as_json


@dataclass(frozen=True, slots=True)
class Share:
    """The rows of one noun that go along."""

    record: Record
    rows: QuerySet[Any]


def all_of_ours(actor: Actor) -> list[Share]:
    """Return every row of our own that the actor may read."""
    actor.must(Permission.RECORDS_EXPORT)
    return [Share(record, record.model.owned_by(actor)) for record in _readable(actor)]  # type: ignore[union-attr]


def all_about(actor: Actor, change: MandateChange) -> list[Share]:
    """Return our rows that name the member, and those that the change touches."""
    actor.must(Permission.RECORDS_EXPORT)
    touched: dict[str, list[int]] = {}
    for thing in touched_by(actor, change):
        touched.setdefault(thing.table, []).append(thing.row_id)
    shares = []
    for record in _readable(actor):
        wanted = Q(pk__in=touched.get(record.model._meta.db_table, []))
        if change.member_id:
            for name in _naming_members(record):
                wanted |= Q(**{name: change.member_id})
        shares.append(Share(record, record.model.owned_by(actor).filter(wanted)))  # type: ignore[union-attr]
    return shares


def _readable(actor: Actor) -> list[Record]:
    return [r for r in all_records() if r.owned and actor.may(r.read)]


def _naming_members(record: Record) -> list[str]:
    return [
        field.name
        for field in record.model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Organisation
        and field.name != "organisation"
    ]


def zipped(actor: Actor, shares: Iterable[Share], told: dict[str, object]) -> Iterator[bytes]:
    """Yield a ZIP piece by piece: a JSON file per noun, the files, and what it all is."""
    out = _Passing()
    listed: dict[str, object] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for share in shares:
            if not share.rows.exists():
                continue
            slug = share.record.slug
            listed[f"{slug}.json"] = yield from _written(
                archive, out, f"{slug}.json", as_json(share.record, share.rows, actor)
            )
            for document in _documents(actor, share):
                name = f"files/{slug}/{document.pk}-{safe_name(document.name, document.media_type)}"
                listed[name] = yield from _written(archive, out, name, content_of(actor, document))
        manifest = json.dumps({**told, "sha256": listed}, ensure_ascii=False, indent=1, default=str)
        yield from _written(archive, out, "contents.json", [manifest.encode()])
    yield out.taken()


def _documents(actor: Actor, share: Share) -> QuerySet[Document]:
    files = Document.owned_by(actor).filter(table_name=share.record.model._meta.db_table)
    return files.filter(row_id__in=share.rows.order_by().values("pk")).order_by("pk")


def _written(
    archive: zipfile.ZipFile, out: _Passing, name: str, parts: Iterable[bytes]
) -> Generator[bytes, None, str]:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
            if out.waiting > _ENOUGH:
                yield out.taken()
    yield out.taken()
    return digest.hexdigest()


_ENOUGH = 64 * 1024


class _Passing(RawIOBase):
    """A file that cannot be gone back in: what is written waits until it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self.waiting = 0

    def writable(self) -> bool:
        """Say that it takes bytes."""
        return True

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        """Keep what was written until it is taken."""
        part = bytes(data)
        self._parts.append(part)
        self.waiting += len(part)
        return len(part)

    def taken(self) -> bytes:
        """Return what waits, and forget it."""
        whole = b"".join(self._parts)
        self._parts, self.waiting = [], 0
        return whole
