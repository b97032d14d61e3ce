"""Measure the sheets of an .ods before it is loaded: "repeated" can stand for millions of cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from samsyn.kernel.imports.sniffing import unpack

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"


class Damaged(ValueError):
    """The file does not keep to the format."""


class _Ruler:
    """Follows rows and cells as they are parsed and remembers how far the filled ones reach."""

    def __init__(self) -> None:
        self.largest = 0
        self._rows = self._columns = 0
        self._row = self._column = self._row_repeat = 0
        self._last_filled = 0
        self._repeat = 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == f"{_TABLE}table":
            self._rows = self._columns = self._row = 0
        elif tag == f"{_TABLE}table-row":
            self._column = self._last_filled = 0
            self._row_repeat = _count(attributes, "number-rows-repeated")
        elif tag in _CELLS:
            self._repeat = _count(attributes, "number-columns-repeated")
            self._column += self._repeat
            if f"{_OFFICE}value-type" in attributes:
                self._last_filled = self._column
        elif tag == _TEXT:
            self._last_filled = self._column

    def end(self, tag: str) -> None:
        if tag != f"{_TABLE}table-row":
            return
        self._row += self._row_repeat
        if self._last_filled:
            self._rows = self._row
            self._columns = max(self._columns, self._last_filled)
            self.largest = max(self.largest, self._rows * self._columns)


def _count(attributes: Mapping[str, str], name: str) -> int:
    given = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 10 else 1  # noqa: PLR2004


def largest_area(content: bytes) -> int:
    """Return rows times columns of the largest sheet; raises Damaged."""
    ruler = _Ruler()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = ruler.start
    parser.EndElementHandler = ruler.end
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for piece in unpack(content, package.getinfo("content.xml")):
                parser.Parse(piece, False)  # noqa: FBT003
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, KeyError):
        raise Damaged from None
    return ruler.largest
