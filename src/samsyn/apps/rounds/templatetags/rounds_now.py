"""Say what stands in the register now, beside the field where something else may be typed."""

from __future__ import annotations

from typing import Any

from django import template

from samsyn.kernel.records.showing import text_of

register = template.Library()


@register.simple_tag
def now_of(row: Any, name: str) -> str:  # noqa: ANN401 - any noun
    """Return a plain field of a row in words; choices by their label."""
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() or "") if shown else text_of(getattr(row, name))
