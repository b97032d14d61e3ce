"""What a noun looks like to a program: made from the same declaration as its pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Model
from ninja import Schema
from pydantic import ConfigDict, create_model

from samsyn.kernel.records.declaration import Record, url_of
from samsyn.kernel.records.forms import editable_fields
from samsyn.kernel.records.showing import field_of, label_of

_TYPES: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.ManyToManyField, list[int]),
    (models.ForeignKey, int),
    (ArrayField, list[str]),
    (models.BooleanField, bool),
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.DecimalField, Decimal),
    (models.IntegerField, int),
    (models.FloatField, float),
)
_LARGEST = 2**63 - 1


class Strict(Schema):
    """A body in which a misspelt field is an error, not silence."""

    model_config = ConfigDict(extra="forbid")


def shape_to_read(record: Record) -> type[Schema]:
    """Return the schema of one row: its fields by name, links as ids with a title beside."""
    fields: dict[str, Any] = {"id": (int, ...), "url": (str, ...), "revision": (int, ...)}
    for name in readable_fields(record):
        fields[name] = (_type(record, name) | None, None)
        if isinstance(field_of(record, name), models.ForeignKey):
            fields[f"{name}_title"] = (str, "")
    if record.owned:
        fields |= {"organisation": (int, ...), "visibility": (str, ...)}
    shape: type[Schema] = create_model(f"{record.model.__name__}", __base__=Schema, **fields)
    return shape


def shape_to_write(record: Record, *, whole: bool) -> type[Schema]:
    """Return the schema of a body: required fields are so only where a `whole` row is made."""
    fields: dict[str, Any] = {}
    for name in editable_fields(record):
        field = field_of(record, name)
        needed = whole and field is not None and not field.blank and not field.has_default()
        fields[name] = (_type(record, name) | None, ... if needed else None)
    if not whole:
        fields["revision"] = (int | None, None)
    suffix = "New" if whole else "Change"
    shape: type[Schema] = create_model(
        f"{record.model.__name__}{suffix}", __base__=Strict, **fields
    )
    return shape


def page_of(shape: type[Schema]) -> type[Schema]:
    """Return the schema of one page of a list."""
    fields: dict[str, Any] = {"items": (list[shape], ...), "next_cursor": (int | None, None)}  # type: ignore[valid-type]
    made: type[Schema] = create_model(f"{shape.__name__}Page", __base__=Schema, **fields)
    return made


def readable_fields(record: Record) -> tuple[str, ...]:
    """Return the model's own fields among those of the page."""
    return tuple(name for name in record.field_names if field_of(record, name) is not None)


def told(record: Record, row: Any) -> dict[str, Any]:  # noqa: ANN401 - any noun
    """Return one row as its schema says. Related rows must have been fetched with it."""
    facts: dict[str, Any] = {
        "id": row.pk,
        "url": url_of(record, row.pk),
        "revision": row.revision,
    }
    for name in readable_fields(record):
        field = field_of(record, name)
        if isinstance(field, models.ManyToManyField):
            facts[name] = [other.pk for other in getattr(row, name).all()]
        elif isinstance(field, models.ForeignKey):
            other: Model | None = getattr(row, name)
            facts |= {name: other.pk if other else None, f"{name}_title": str(other or "")}
        else:
            facts[name] = getattr(row, name)
    if record.owned:
        facts |= {"organisation": row.organisation_id, "visibility": row.visibility}
    return facts


def _type(record: Record, name: str) -> Any:  # noqa: ANN401 - a type
    field = field_of(record, name)
    if field is not None and field.choices:
        codes = tuple(code for code, _label in field.flatchoices)
        return Literal[(*codes, "") if field.blank and "" not in codes else codes]
    return next((kind for cls, kind in _TYPES if isinstance(field, cls)), str)


def describe(record: Record) -> str:
    """Return the fields of a noun and what they are called, for the API's description."""
    return "\n".join(f"* `{name}`: {label_of(record, name)}" for name in readable_fields(record))
