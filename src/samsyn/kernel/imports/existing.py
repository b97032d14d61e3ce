"""The register as an import compares with it: every row of the noun, in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import ForeignKey, ManyToManyField

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.matching import Existing, Field, Link
from samsyn.kernel.imports.references import Related
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.listing import rows_of
from samsyn.kernel.records.showing import field_of
from samsyn.kernel.tenancy.owned import Owned

_OTHER_NAMES = ("aliases", "former_names", "legal_name")


def existing_rows(
    record: Record, actor: Actor, fields: Iterable[str], related: Mapping[str, Related]
) -> tuple[list[Existing], dict[int, int]]:
    """Return our own rows with the values of these fields, and each one's revision."""
    wanted = {name: field_of(record, name) for name in fields}
    many = {n: f for n, f in wanted.items() if isinstance(f, ManyToManyField)}
    plain = [name for name in wanted if name not in many]
    links = {n: related[n].titles for n, f in wanted.items() if isinstance(f, ForeignKey)}
    members = {name: _members(field, actor, related[name]) for name, field in many.items()}
    also = [f.name for f in record.model._meta.local_fields if f.name in _OTHER_NAMES]
    columns = [field.attname for name in plain if (field := wanted[name]) is not None]
    found, revisions = [], {}
    query = rows_of(record, actor).values_list("pk", "revision", *columns, *also)
    for row in query.iterator(chunk_size=5000):
        pk = row[0]
        revisions[pk] = row[1]
        cells = zip(plain, row[2 : 2 + len(plain)], strict=True)
        values: dict[str, Field] = {n: _value(v, links.get(n)) for n, v in cells}
        values.update({name: them.get(pk, ()) for name, them in members.items()})
        found.append(Existing(pk, values, _split(row[2 + len(plain) :])))
    return found, revisions


def members_of(
    field: ManyToManyField[Any, Any], actor: Actor, ids: Iterable[int] | None = None
) -> dict[int, dict[int, int]]:
    """Return for each row what it is linked with through the field: other's id to link's id."""
    through: Any = field.remote_field.through
    here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = through.owned_by(actor) if issubclass(through, Owned) else through.everything.all()
    if ids is not None:
        rows = rows.filter(**{f"{here}__in": list(ids)})
    found: dict[int, dict[int, int]] = {}
    for pk, one, other in rows.values_list("pk", here, there):
        found.setdefault(one, {})[other] = pk
    return found


def _members(
    field: ManyToManyField[Any, Any], actor: Actor, related: Related
) -> dict[int, tuple[Link, ...]]:
    return {
        pk: tuple(Link(other, related.titles.get(other, "")) for other in others)
        for pk, others in members_of(field, actor).items()
    }


def _value(value: Any, titles: Mapping[int, str] | None) -> Field:  # noqa: ANN401 - from the database
    if titles is not None:
        return None if value is None else Link(value, titles.get(value, ""))
    return tuple(value) if isinstance(value, list) else value


def _split(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(
        name for text in texts for part in (text or "").split(",") if (name := part.strip())
    )
