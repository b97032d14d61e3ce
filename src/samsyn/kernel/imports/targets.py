"""What a file can fill in of a noun: the targets that its record and its model declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import translation

from samsyn.domain.tabular.folding import fold_heading
from samsyn.domain.tabular.matching import Key
from samsyn.domain.tabular.targets import Choice, Kind, Target
from samsyn.kernel.fields import MoneyField, PercentField
from samsyn.kernel.imports.choice_words import WORDS
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.forms import editable_fields
from samsyn.kernel.records.showing import field_of, label_of

CURRENCIES = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "FI": "EUR"}
LOCAL_IDS = frozenset({"local_id", "employee_id", "org_number", "code"})
_KINDS: tuple[tuple[type[models.Field[Any, Any]], Kind], ...] = (
    (MoneyField, Kind.MONEY),
    (PercentField, Kind.PERCENT),
    (models.BooleanField, Kind.BOOLEAN),
    (models.DateField, Kind.DATE),
    (models.IntegerField, Kind.INTEGER),
    (models.DecimalField, Kind.NUMBER),
    (models.EmailField, Kind.EMAIL),
)
_LAST_DAYS = ("until", "retired_on")


def importable_fields(record: Record) -> tuple[str, ...]:
    """Return the fields a file may fill: what people may type, but for who sees the row."""
    return tuple(
        name
        for name in editable_fields(record)
        if name != "visibility" and not isinstance(field_of(record, name), models.DateTimeField)
    )


def targets_of(
    record: Record, country: str, known: Mapping[str, frozenset[str]] | None = None
) -> list[Target]:
    """Return the noun's targets in the order of its page, labelled in the active language.

    `known` holds the names that each reference field may point at.
    """
    names = known or {}
    return [_target(record, name, country, names) for name in importable_fields(record)]


def headings_known(record: Record) -> frozenset[str]:
    """Return every heading that settles which row of a sheet is the heading, folded."""
    words = [word for target in targets_of(record, "") for word in (target.label, *target.aliases)]
    return frozenset(fold_heading(word).key for word in words)


def title_of(record: Record) -> str:
    """Return the field that people know the noun by."""
    return getattr(record.model, "title_field", "name")


def keys_of(record: Record, mapped: Iterable[str]) -> list[Key]:
    """Return how a row finds its record: local ids first, then the declared key, names last.

    A key with a reference in it is one key of several parts; otherwise each part is a key.
    """
    filled, title = set(mapped), title_of(record)
    if record.keys:
        also = tuple(name for name in record.told_apart_by if name in filled)
        return [Key(fields, also=also) for fields in record.keys]
    if any(_is_reference(record, name) for name in record.key):
        return [Key(record.key)]
    fields = importable_fields(record)
    exact = [name for name in fields if name in LOCAL_IDS or (name in record.key and name != title)]
    keys = [Key((name,)) for name in exact if name in filled]
    if title in fields:
        keys.append(Key((title,), by_name=True))
    return keys or [Key(record.key)]


def is_required(field: models.Field[Any, Any]) -> bool:
    """Tell whether a new row cannot be without a value for this field."""
    empty = field.blank or field.null or field.has_default()
    return not empty and not isinstance(field, models.BooleanField | models.ManyToManyField)


def _is_reference(record: Record, name: str) -> bool:
    return isinstance(field_of(record, name), models.ForeignKey | models.ManyToManyField)


def _target(record: Record, name: str, country: str, known: Mapping[str, frozenset[str]]) -> Target:
    field = field_of(record, name)
    assert field is not None  # noqa: S101 - importable fields are the model's own
    kind = _kind(record, field)
    return Target(
        name=name,
        label=label_of(record, name),
        kind=kind,
        aliases=(*record.headers.get(name, ()), *_in_every_language(field), name.replace("_", " ")),
        required=is_required(field),
        choices=_choices(field, translation.get_language()) if kind is Kind.CHOICE else (),
        known=known.get(name, frozenset()),
        many=isinstance(field, models.ManyToManyField | ArrayField),
        until=name.endswith(_LAST_DAYS),
        currency=CURRENCIES.get(country, ""),
        longest=(field.max_length or 0) if kind is Kind.TEXT else 0,
    )


def _kind(record: Record, field: models.Field[Any, Any]) -> Kind:
    if _is_reference(record, field.name):
        return Kind.REFERENCE
    if field.choices:
        return Kind.CHOICE
    if field.name == "org_number":
        return Kind.ORG_NUMBER
    return next((kind for cls, kind in _KINDS if isinstance(field, cls)), Kind.TEXT)


@lru_cache(maxsize=1024)
def _in_every_language(field: models.Field[Any, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(lambda: str(field.verbose_name))))


@lru_cache(maxsize=512)
def _choices(field: models.Field[Any, Any], _language: str | None) -> tuple[Choice, ...]:
    """Return the allowed values with their labels in every language, whole and up to a colon."""
    active = {str(code): str(label) for code, label in field.flatchoices}
    tables = [{str(c): str(label) for c, label in field.flatchoices} for _ in _languages()]
    return tuple(
        Choice(code, tuple(dict.fromkeys(_spellings(label, [t[code] for t in tables], code))))
        for code, label in active.items()
        if code
    )


def _spellings(label: str, labels: Iterable[str], code: str) -> Iterable[str]:
    for said in (label, *labels):
        yield said
        yield said.partition(":")[0].strip()
    yield from WORDS.get(code, ())


def _said(say: Any) -> Iterable[str]:  # noqa: ANN401 - a function without arguments
    for _language in _languages():
        yield say()


def _languages() -> Iterable[str]:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield code
