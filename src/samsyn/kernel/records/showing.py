"""Say what a field of a row holds, in the reader's language, with the link that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MarkdownField, MoneyField, PercentField
from samsyn.kernel.records.declaration import Record, record_of, url_of

_KINDS: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (MoneyField, "money"),
    (PercentField, "percent"),
    (MarkdownField, "markdown"),
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.IntegerField, "number"),
    (models.DecimalField, "number"),
    (models.URLField, "url"),
    (models.EmailField, "email"),
    (ArrayField, "list"),
)
RIGHT_ALIGNED = frozenset({"money", "percent", "number"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as a page shows it; an empty text is a value nobody has given."""

    text: str = ""
    url: str = ""
    kind: str = "text"
    tone: str = ""
    links: tuple[Mapping[str, str], ...] = ()


def field_of(record: Record, name: str) -> models.Field[Any, Any] | None:
    """Return the model's field, or None for a computed column."""
    try:
        found = record.model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def kind_of(record: Record, name: str) -> str:
    """Return how the field is shown: text, number, money, date, choice, link, links and so on."""
    field = field_of(record, name)
    if field is None:
        return next((c.kind for c in record.computed if c.name == name), "text")
    if isinstance(field, models.ManyToManyField):
        return "links"
    if isinstance(field, models.ForeignKey):
        return "link"
    if field.choices:
        return "choice"
    return next((kind for cls, kind in _KINDS if isinstance(field, cls)), "text")


def label_of(record: Record, name: str) -> str:
    """Return the field's name as people say it, with a capital first letter."""
    field = field_of(record, name)
    if field is None:
        label = next((str(c.label) for c in record.computed if c.name == name), name)
    else:
        label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def show(record: Record, instance: Model, name: str, actor: Actor) -> Shown:
    """Return one value of one row. Related rows must have been fetched with it."""
    kind = kind_of(record, name)
    if kind == "links":
        links = tuple(_link(other, actor) for other in getattr(instance, name).all())
        return Shown(", ".join(link["text"] for link in links), kind=kind, links=links)
    value = getattr(instance, name)
    if kind == "link":
        link = _link(value, actor) if value is not None else {"text": "", "url": ""}
        return Shown(link["text"], link["url"], kind)
    if kind == "choice":
        tone = record.tones.get(name, {}).get(str(value), "")
        return Shown(str(getattr(instance, f"get_{name}_display")() or ""), kind=kind, tone=tone)
    return Shown(text_of(value, kind), kind=kind)


def text_of(value: object, kind: str = "text") -> str:  # noqa: PLR0911 - one line per kind
    """Put a plain value into words and figures of the active language."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if kind == "percent":
        return f"{formats.number_format(value)} %"  # type: ignore[arg-type]
    if isinstance(value, Decimal | float | int):
        places = 0 if kind == "money" and value == int(value) else None
        return formats.number_format(value, places, force_grouping=True)
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def _link(other: Model, actor: Actor) -> dict[str, str]:
    record = record_of(type(other))
    url = url_of(record, other.pk) if record and actor.may(record.read) else ""
    return {"text": str(other), "url": url}
