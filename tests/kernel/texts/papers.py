"""Turn a sample in Markdown into the same paper in Word and as a web page."""

from __future__ import annotations

import io
import re

from docx import Document
from markdown_it import MarkdownIt

from samsyn.domain.minutes.source import clean, lines_of


def as_docx(text: str) -> bytes:
    """Return the paper as Word writes it: headings, bullets and tables by its own means."""
    paper = Document()
    rows: list[tuple[str, ...]] = []
    for line in lines_of(text):
        if line.cells:
            rows.append(line.cells)
            continue
        if rows and (line.text or not line.source.strip().startswith("|")):
            _table(paper, rows)
            rows = []
        if line.level:
            paper.add_heading(line.text, level=min(line.level, 4))
        elif line.text:
            paper.add_paragraph(clean(line.text), style="List Bullet" if line.bullet else None)
    if rows:
        _table(paper, rows)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _table(paper: object, rows: list[tuple[str, ...]]) -> None:
    rows = [row for row in rows if any(row)]
    table = paper.add_table(len(rows), len(rows[0]))  # type: ignore[attr-defined]
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            table.cell(at, place).text = cell


def as_html(text: str) -> bytes:
    """Return the paper as a page with a menu and a script around it."""
    broken = re.sub(r"(?m)^(\w[^\n|#]*: [^\n]*)$", r"\1  ", text)  # a line break after each label
    body = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(broken)
    page = (
        "<!DOCTYPE html><html><head><title>Sidan</title><style>p{}</style></head><body>"
        f"<nav><ul><li>Hem</li></ul></nav><main>{body}</main><script>go()</script></body></html>"
    )
    return page.encode()
