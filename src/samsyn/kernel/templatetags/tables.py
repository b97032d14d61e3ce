"""The cells of a list's row, made in one go: a list has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from samsyn.kernel.templatetags.ui import missing, severity, tag

register = template.Library()

LONGEST = 160  # characters of a cell


@register.simple_tag
def row_cells(row: Mapping[str, Any], columns: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the cells of one row; the first is its heading and leads to its page.

    A cell is {text, url, kind, tone}, a column {label, align}.
    """
    parts = []
    for number, (cell, column) in enumerate(zip(row["cells"], columns, strict=True)):
        first = number == 0
        name = "th" if first else "td"
        role = (
            'scope="row" role="rowheader"'
            if first
            else f'role="cell" data-label="{escape(column["label"])}"'
        )
        address = cell["url"] or (row["url"] if first else "")
        parts.append(f"<{name} {role}{_shape(cell, column)}>{_inside(cell, address)}</{name}>")
    return mark_safe("".join(parts))  # noqa: S308 - every typed text was escaped on its way in


def _shape(cell: Mapping[str, Any], column: Mapping[str, Any]) -> str:
    if column["align"] in {"right", "end"}:
        return ' class="end"'
    return ' class="date"' if cell["kind"] in {"date", "datetime"} else ""


def _inside(cell: Mapping[str, Any], address: str) -> str:
    text = cell["text"]
    if text in {"", None}:
        return missing()
    if cell["kind"] == "severity":
        return severity(cell["tone"], text)
    if address:
        return f'<a href="{escape(address)}">{escape(text)}</a>'
    if cell["tone"]:
        return tag(text, cell["tone"])
    return f"<span>{escape(Truncator(text).chars(LONGEST))}</span>"
