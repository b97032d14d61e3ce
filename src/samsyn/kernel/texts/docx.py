"""Read the lines of a Word file: headings, numbering, bullets and tables; nothing else of it.

Only three parts of the package are unpacked, in pieces and up to a limit, whatever it says of its
own size. Deleted text is left out, inserted text is in. Word's automatic numbers are counted here:
they are not in the text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from samsyn.domain.minutes.source import Line
from samsyn.kernel.imports.sniffing import DAMAGED, unpack
from samsyn.kernel.texts.building import LineBuilder
from samsyn.kernel.texts.docx_numbers import Numbering
from samsyn.kernel.texts.docx_styles import Styles
from samsyn.kernel.texts.faults import TextFault, refused

MOST_UNPACKED = 60_000_000  # bytes
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}txbxContent"}
)
_LONGEST_HEADING, _BOLD_LEVEL = 90, 6


def lines_in(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a DOCX file; raises Refused."""
    parts = _parts(content)
    if "word/document.xml" not in parts:
        raise refused(TextFault.NOT_A_TEXT, looks_like="zip")
    body = _parsed(parts["word/document.xml"]).find(f"{_W}body")
    if body is None:
        raise refused(TextFault.BROKEN)
    styles = Styles(_parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None)
    told = parts.get("word/numbering.xml")
    numbering = Numbering(_parsed(told) if told else None)
    builder = LineBuilder()
    _Reader(builder, styles, numbering).read(body)
    return builder.lines


def _parts(content: bytes) -> dict[str, bytes]:
    wanted = {"word/document.xml", "word/styles.xml", "word/numbering.xml"}
    found: dict[str, bytes] = {}
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                if part.flag_bits & 1:
                    raise refused(TextFault.PASSWORD)
                if part.filename.lower().endswith("vbaproject.bin"):
                    raise refused(TextFault.NOT_A_TEXT, looks_like="DOCM (macro)")
                if part.filename not in wanted:
                    continue
                held = bytearray()
                for piece in unpack(content, part):
                    held += piece
                    if len(held) > room:
                        raise refused(
                            TextFault.UNPACKS_TOO_LARGE, megabytes=MOST_UNPACKED // 1_000_000
                        )
                room -= len(held)
                found[part.filename] = bytes(held)
    except (ValueError, *DAMAGED):
        raise refused(TextFault.BROKEN) from None
    return found


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise refused(TextFault.BROKEN) from None


class _Reader:
    """Walks a document's body."""

    def __init__(self, builder: LineBuilder, styles: Styles, numbering: Numbering) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering

    def read(self, parent: etree._Element) -> None:
        """Add everything below an element that holds paragraphs and tables."""
        for child in parent:
            match child.tag:
                case tag if tag == f"{_W}p":
                    self._paragraph(child)
                case tag if tag == f"{_W}tbl":
                    self._table(child)
                case tag if tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                    self.read(child)
                case _:
                    continue

    def _paragraph(self, element: etree._Element) -> None:
        text = "".join(_words(element))
        if not text.strip():
            self._builder.blank()
            return
        style = _value(element, f"{_W}pPr/{_W}pStyle")
        level = self._styles.level(style, element)
        mark = self._numbering.mark(element, self._styles.numbering(style))
        if mark == "•":
            self._builder.paragraph(text, bullet=True)
        elif mark and not level:
            self._builder.row([[f"{mark} {text}"]])
        else:
            bold = not level and len(text) <= _LONGEST_HEADING and _is_bold(element)
            told = _BOLD_LEVEL if bold and not text.rstrip().endswith(":") else level
            self._builder.paragraph(f"{mark} {text}".strip(), level=told)

    def _table(self, element: etree._Element) -> None:
        self._builder.blank()
        for row in element.iter(f"{_W}tr"):
            self._builder.row([cell for told in row.iter(f"{_W}tc") for cell in _cells(told)])
        self._builder.blank()


def _cells(element: etree._Element) -> Iterator[list[str]]:
    """Yield a cell's paragraphs, and empty cells for the columns that it also covers."""
    yield ["".join(_words(paragraph)).replace("\n", " ") for paragraph in element.iter(f"{_W}p")]
    covers = _value(element, f"{_W}tcPr/{_W}gridSpan")
    for _ in range(min(int(covers), 60) - 1 if covers.isdecimal() else 0):
        yield []


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag != f"{_W}pPr":
            yield from _words(child)


def _is_bold(element: etree._Element) -> bool:
    """Tell whether every word of a paragraph is bold: a heading made by hand."""
    runs = [run for run in element.iter(f"{_W}r") if any(True for _ in run.iter(f"{_W}t"))]
    return bool(runs) and all(_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return found.get(f"{_W}val", "") if found is not None else ""
