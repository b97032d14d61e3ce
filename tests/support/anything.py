"""Make a row of any table, so that tests can walk through all of them and miss no new one."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from django.db.models import Model

from samsyn.kernel.tenancy.owned import Catalogue

_numbers = count(1)
_turns: dict[str, count[int]] = {}
# What a table demands that its columns don't tell.
SPECIAL: dict[str, dict[str, Any]] = {}


def anything(model: type[Model], word: str, kin: str = "", **given: Any) -> Model:
    """Create one row of a table, inside an act; every text in it holds `word`.

    Rows it needs are made too, with the word `kin`.
    """
    if issubclass(model, Catalogue):
        word = "Katalog"  # shared by all, so no secret of anybody's
    columns: dict[str, Any] = {**SPECIAL.get(model._meta.label, {}), **given}
    for field in model._meta.local_fields:
        if field.primary_key or field.name in columns or field.name in {"organisation", "sort_key"}:
            continue
        value = _value(field, word, kin or word)
        if value is not None:
            columns[field.name] = value
    return model.everything.create(**columns)  # type: ignore[attr-defined]


def _value(field: models.Field[Any, Any], word: str, kin: str) -> Any:
    if isinstance(field, models.ForeignKey):
        needed = not field.null and field.related_model._meta.app_label != "auth"  # type: ignore[union-attr]
        return anything(field.related_model, kin) if needed else None  # type: ignore[arg-type]
    if field.has_default():
        return None
    if field.choices:
        turns = _turns.setdefault(str(field), count())  # each row the next choice
        return field.flatchoices[next(turns) % len(field.flatchoices)][0]
    if isinstance(field, models.EmailField):
        return f"{word.lower()}{next(_numbers)}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}"
    if isinstance(field, models.CharField | models.TextField):
        return f"{word} {next(_numbers)}"[: field.max_length or 200]
    if field.null:
        return None
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 1, 1, tzinfo=timezone.utc)
    if isinstance(field, models.DateField):
        return date(2026, 1, 1)
    if isinstance(field, models.DecimalField):
        return Decimal(1)
    return 1
