"""Read the demo's sheets: Markdown pages whose tables are the invented facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Row = Mapping[str, str]
Sheet = Mapping[str, Sequence[Row]]
_TEXTS = Path(__file__).parent / "texts"
_SECTION = re.compile(r"^## (.+?)$\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@cache
def read(name: str) -> Sheet:
    """Return the tables of one sheet by their headings; an absent sheet has none."""
    path = _TEXTS / f"{name}.md"
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    return {heading.strip(): _table(body) for heading, body in _SECTION.findall(text)}


def of_town(slug: str, *, like: str = "town") -> Sheet:
    """Return a municipality's own tables, and the common ones where it has none of its own."""
    return {**read(like), **read(slug)}


def _table(body: str) -> Sequence[Row]:
    lines = [line.strip() for line in body.splitlines() if line.lstrip().startswith("|")]
    if not lines:
        return []
    header, _ruler, *rows = [_cells(line) for line in lines]
    return [dict(zip(header, cells, strict=True)) for cells in rows]


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return ["" if cell == "-" else cell for cell in cells]
