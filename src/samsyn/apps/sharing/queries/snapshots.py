"""Take a picture of a row that another organisation can use: values, titles, no ids of our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime

from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.showing import text_of
from samsyn.kernel.sharing import Part, Shareable
from samsyn.kernel.tenancy.owned import Catalogue, Owned, Visibility

Snapshot = dict[str, Any]
_LONGEST_WORDS = 20_000


def snapshot_of(
    actor: Actor,
    declared: Shareable,
    row: Any,  # noqa: ANN401 - any noun
    optional: Iterable[str] = (),
) -> Snapshot:
    """Return what may be offered of one row now, as plain JSON; costs a query per kind of part.

    `optional` are the fields beyond the usual that somebody chose to offer.
    """
    chosen = [name for name in declared.choosable if name in set(optional)]
    return {
        "fields": values_of(row, [*declared.usual, *chosen]),
        "optional": chosen,
        "parts": {
            part.model._meta.db_table: [
                values_of(one, part.fields) for one in parts_of(actor, part, row)
            ]
            for part in declared.parts
        },
    }


def parts_of(actor: Actor, part: Part, row: Any) -> list[Any]:  # noqa: ANN401 - any noun
    """Return the rows of one part that may be shown, in order."""
    rows = part.model.owned_by(actor).exclude(visibility=Visibility.RESTRICTED)
    links = [name for name in part.fields if field_of(part.model, name).many_to_one]
    found = rows.filter(**{part.link: row}).select_related(*links).order_by(*part.order)
    return list(found[: part.only])


def values_of(row: Any, names: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 - any noun
    """Return fields of a row as plain JSON; what only named roles may know is left out."""
    return {name: _plain(getattr(row, name)) for name in names}


def field_of(model: type[Model], name: str) -> models.Field[Any, Any]:
    """Return a field of a model by its name."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(name)
    return found


def texts_of(declared: Shareable, snapshot: Snapshot) -> dict[str, str]:
    """Return every typed text of a snapshot by what the place is called."""
    fields = {name: snapshot["fields"][name] for name in declared.in_order(snapshot["fields"])}
    texts = dict(_texts(declared.model, fields, ""))
    for part in declared.parts:
        for number, values in enumerate(snapshot["parts"].get(part.model._meta.db_table, []), 1):
            texts.update(_texts(part.model, values, f"{part.label} {number}: "))
    return texts


def words_of(texts: Mapping[str, str]) -> str:
    """Return what the search finds an offer by."""
    return "\n".join(text for text in texts.values() if text)[:_LONGEST_WORDS]


def in_words(model: type[Model], name: str, value: Any) -> str:  # noqa: ANN401, PLR0911 - of JSON, a line per kind
    """Say a value of a snapshot in the reader's language."""
    field = field_of(model, name)
    if value is None or value in ("", []):
        return ""
    if isinstance(value, Mapping):
        return str(value.get("title", ""))
    if isinstance(value, list):
        return ", ".join(in_words(model, name, part) for part in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return text_of(parse_datetime(value))
    if isinstance(field, models.DateField):
        return text_of(parse_date(value))
    if isinstance(field, models.DecimalField):
        return text_of(Decimal(value), "money")
    return text_of(value)


def label_of(model: type[Model], name: str) -> str:
    """Return what a field is called, with a capital first letter."""
    label = str(field_of(model, name).verbose_name)
    return label[:1].upper() + label[1:]


def part_in_words(part: Part, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the fields of one part that say something, each with its name."""
    told = [
        {"label": label_of(part.model, name), "text": in_words(part.model, name, values.get(name))}
        for name in part.fields
    ]
    return [fact for fact in told if fact["text"]]


def _texts(model: type[Model], values: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        field = field_of(model, name)
        typed = isinstance(field, models.CharField | models.TextField) and not field.choices
        if typed or field.is_relation or isinstance(value, list):
            yield f"{before}{label_of(model, name)}", in_words(model, name, value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field's value
    if isinstance(value, models.Manager):
        rows = [row for row in value.all() if not _closed(row)]
        return [_link(row) for row in sorted(rows, key=str)]
    if isinstance(value, Model):
        return None if _closed(value) else _link(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _closed(row: Model) -> bool:
    return isinstance(row, Owned) and row.visibility == Visibility.RESTRICTED


def _link(row: Model) -> dict[str, Any]:
    return {"title": str(row), **({"id": row.pk} if isinstance(row, Catalogue) else {})}
