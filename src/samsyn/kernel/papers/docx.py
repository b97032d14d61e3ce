"""A paper as a Word document, with what was agreed on locked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import singledispatch
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

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

_LOCALES = {"sv": "sv-SE", "nb": "nb-NO", "da": "da-DK", "en": "en-GB", "fi": "fi-FI"}


def as_docx(paper: Paper) -> bytes:
    """Return the paper as DOCX with real headings, lists and table headings.

    Where a part is `Locked`, Word lets people change only what stands outside it.
    """
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(paper.author)
    document.add_heading(paper.title, level=0)
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style="Subtitle")
    if paper.facts:
        _write(Facts(paper.facts), document)
    _write_all(document, orderly(paper.blocks), paper)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _prepare(document: Any, paper: Paper) -> None:  # noqa: ANN401 - python-docx has no types
    about = document.core_properties
    about.title, about.author, about.language = paper.title, paper.author, paper.language
    about.comments = about.last_modified_by = ""
    made = datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    about.created = about.modified = made
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LOCALES.get(paper.language, paper.language))
    normal.element.get_or_add_rPr().append(language)
    page = document.sections[0]
    if paper.header:
        page.header.paragraphs[0].text = paper.header
    if paper.footer:
        page.footer.paragraphs[0].text = f"{paper.footer}\t\t"
        _number(page.footer.paragraphs[0])
    if paper.landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width


def _number(paragraph: Any) -> None:  # noqa: ANN401
    """Let Word count the pages."""
    for part in ("begin", "PAGE", "end"):
        run = paragraph.add_run()
        if part == "PAGE":
            told = OxmlElement("w:instrText")
            told.text = part
        else:
            told = OxmlElement("w:fldChar")
            told.set(qn("w:fldCharType"), part)
        run._r.append(told)  # noqa: SLF001 - no public way to it


def _write_all(document: Any, blocks: Sequence[Block], paper: Paper) -> None:  # noqa: ANN401
    if not paper.is_locked:
        for block in blocks:
            _write(block, document)
        return
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:edit"), "readOnly")
    protection.set(qn("w:enforcement"), "1")
    # The schema has an order: protection stands before the tab stops.
    document.settings.element.insert_element_before(protection, "w:defaultTabStop", "w:compat")
    for number, block in enumerate(blocks):
        if isinstance(block, Locked):
            _write(block, document)
        else:
            _mark(document, "w:permStart", number)
            _write(block, document)
            _mark(document, "w:permEnd", number)


def _mark(document: Any, tag: str, number: int) -> None:  # noqa: ANN401
    """Begin or end a stretch that everybody may change, before the page's own settings."""
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), str(number))
    if tag == "w:permStart":
        mark.set(qn("w:edGrp"), "everyone")
    document.element.body.insert_element_before(mark, "w:sectPr")


def _styled(paragraph: Any, style: str) -> Any:  # noqa: ANN401
    """Give a paragraph a style by its id: looked up by name, each takes 5 ms."""
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - no public way to it
    return paragraph


def _ruled(table: Any) -> Any:  # noqa: ANN401
    """Draw a table's lines."""
    table._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001
    return table


@singledispatch
def _write(block: Block, document: Any) -> None:  # noqa: ANN401, ARG001
    raise TypeError(block)


@_write.register
def _heading(block: Heading, document: Any) -> None:  # noqa: ANN401
    _styled(document.add_paragraph(block.text), f"Heading {block.level}")


@_write.register
def _paragraph(block: Text, document: Any) -> None:  # noqa: ANN401
    paragraph = document.add_paragraph()
    _say(paragraph, block.words)
    for run in paragraph.runs if block.small else ():
        run.font.size = Pt(9)


@_write.register
def _list(block: Bullets, document: Any) -> None:  # noqa: ANN401
    style = "List Number" if block.numbered else "List Bullet"
    for item in block.items:
        _say(_styled(document.add_paragraph(), style), item)


@_write.register
def _locked(block: Locked, document: Any) -> None:  # noqa: ANN401
    for inner in block.blocks:
        _write(inner, document)


@_write.register
def _new_page(block: NewPage, document: Any) -> None:  # noqa: ANN401, ARG001
    document.add_page_break()


@_write.register
def _facts(block: Facts, document: Any) -> None:  # noqa: ANN401
    table = _ruled(document.add_table(rows=0, cols=2))
    for name, value in block.pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value


@_write.register
def _table(block: Table, document: Any) -> None:  # noqa: ANN401
    table = _ruled(document.add_table(rows=1, cols=len(block.columns)))
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way to it
    _fill(table, block.rows)
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    shares = block.widths or [1] * len(block.columns)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(room * share / sum(shares))


def _fill(table: Any, rows: Iterable[Sequence[str]]) -> None:  # noqa: ANN401
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value


def _say(paragraph: Any, words: Words) -> None:  # noqa: ANN401
    if isinstance(words, str):
        paragraph.add_run(words)
        return
    for run in words:
        said = paragraph.add_run(run.text)
        said.bold, said.italic = run.strong or None, run.emphasis or None
