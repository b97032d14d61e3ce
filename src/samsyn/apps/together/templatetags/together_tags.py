"""Small words for this room's templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[int, str], pk: int) -> str:
    """Return the name of a member by its number."""
    return names.get(pk, "")
