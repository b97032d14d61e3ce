"""Sort names as Nordic people do, on servers that know no ICU.

The sort key is made here, by ICU, and kept as bytes beside the name; PostgreSQL compares bytes.
Swedish and Finnish order `å ä ö` last, Norwegian and Danish `æ ø å`; a row is sorted by the
language of the person's installation default, which mixes well for the rare foreign letter.
"""

from __future__ import annotations

from functools import lru_cache

import icu
from django.conf import settings
from django.db import models

_LONGEST = 400  # characters of the name that decide the order


@lru_cache(maxsize=8)
def _collator(language: str) -> icu.Collator:
    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    return collator


def sort_key(text: str, language: str | None = None) -> bytes:
    """Return bytes that compare as the texts sort; `Plan 9` comes before `Plan 10`."""
    key: bytes = _collator(language or settings.NORDIC_ORDER).getSortKey(text[:_LONGEST])
    return key


class NordicOrderField(models.BinaryField[bytes, bytes]):
    """Keeps the sort key of the model's `title_field`, renewed whenever the row is saved."""

    def __init__(self, **options: object) -> None:
        options |= {"editable": False, "default": b""}
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Leave out what every such field has."""
        name, path, args, options = super().deconstruct()
        options.pop("default", None)
        options.pop("editable", None)
        return name, path, list(args), options

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:  # noqa: ARG002, FBT001 - Django's signature
        """Make the key from the title as it now is."""
        title = getattr(model_instance, getattr(model_instance, "title_field", "name"), "")
        key = sort_key(str(title))
        setattr(model_instance, self.attname, key)
        return key
