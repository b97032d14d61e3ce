"""A paper as PDF that screen readers can read (PDF/UA-1)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import singledispatch
from pathlib import Path
from typing import Any

import typst

from samsyn.domain.papers.paper import (
    Block,
    Bullets,
    Facts,
    Heading,
    Locked,
    NewPage,
    Paper,
    Table,
    Text,
    Words,
    orderly,
)

_TEMPLATE = Path(__file__).with_name("paper.typ")


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as a tagged PDF (PDF/UA-1); the same paper gives the same bytes."""
    told = as_data(paper)
    midnight = datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(told)},
        timestamp=int(midnight.timestamp()),
    )
    return made


def as_data(paper: Paper) -> dict[str, Any]:
    """Return the paper as plain data, its headings in order: what print and screen are made of."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": "no" if paper.language == "nb" else paper.language,
        "author": paper.author,
        "landscape": paper.landscape,
        "header": paper.header,
        "footer": paper.footer,
        "facts": [list(pair) for pair in paper.facts],
        "blocks": [_told(block) for block in orderly(paper.blocks)],
    }


@singledispatch
def _told(block: Block) -> dict[str, Any]:
    raise TypeError(block)


@_told.register
def _heading(block: Heading) -> dict[str, Any]:
    return {"kind": "heading", "text": block.text, "level": block.level}


@_told.register
def _paragraph(block: Text) -> dict[str, Any]:
    return {"kind": "text", "words": _words(block.words), "small": block.small}


@_told.register
def _list(block: Bullets) -> dict[str, Any]:
    items = [_words(item) for item in block.items]
    return {"kind": "bullets", "items": items, "numbered": block.numbered}


@_told.register
def _facts(block: Facts) -> dict[str, Any]:
    return {"kind": "facts", "pairs": [list(pair) for pair in block.pairs]}


@_told.register
def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "columns": list(block.columns),
        "rows": [list(row) for row in block.rows],
        "widths": list(block.widths) or [1] * len(block.columns),
    }


@_told.register
def _locked(block: Locked) -> dict[str, Any]:
    return {"kind": "locked", "blocks": [_told(inner) for inner in block.blocks]}


@_told.register
def _new_page(block: NewPage) -> dict[str, Any]:  # noqa: ARG001
    return {"kind": "new-page"}


def _words(words: Words) -> Any:  # noqa: ANN401 - JSON
    if isinstance(words, str):
        return words
    return [{"text": run.text, "strong": run.strong, "emphasis": run.emphasis} for run in words]
