"""Small words for the council's templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(mapping: Mapping[object, object], key: object) -> object:
    """Return what a mapping holds for a key, an empty text for nothing."""
    return mapping.get(key, "")
