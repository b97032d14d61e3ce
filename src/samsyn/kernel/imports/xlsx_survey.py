"""Look through an .xlsx sheet before it is loaded: how far it reaches, which cells are broken.

The fast reader lays a sheet out as one rectangle, so one stray cell in XFD1048576 would take
all memory; and it shows a failed formula as an empty cell, which would lose data silently.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from samsyn.domain.tabular.cells import Broken, Unreadable, column_number
from samsyn.kernel.imports.sniffing import unpack

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_WHERE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_PLACED = re.compile(rb"(?:^|\s)r\s*=")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=(?:\"([^\"]*)\"|'([^']*)')")
_GAP_ROWS, _GAP_COLUMNS = 1000, 60
_NOT_AVAILABLE = "#N/A"  # a lookup that found nothing: an empty cell, not a fault


class Damaged(ValueError):
    """A cell says it stands where no cell can stand."""


@dataclass(slots=True)
class Survey:
    """What a sheet holds: filled cells counted by row and by column, and broken formulas."""

    rows: Counter[int] = field(default_factory=Counter)
    columns: Counter[int] = field(default_factory=Counter)
    broken: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    unplaced: int = 0

    @property
    def area(self) -> int:
        """Cells in the rectangle that holds everything."""
        return max(self.rows, default=0) * max(self.columns, default=0) + self.unplaced

    def window(self) -> tuple[int, int]:
        """Return the last row and column before a gap too wide to be part of a table."""
        return _before_gap(self.rows, _GAP_ROWS), _before_gap(self.columns, _GAP_COLUMNS)


def survey(content: bytes) -> dict[str, Survey]:
    """Look through every sheet of an .xlsx that unpacks safely; sheet name to what is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.filename: part for part in package.infolist()}
        return {
            name: _survey_part(content, parts[path])
            for name, path in _sheet_paths(package)
            if path in parts
        }


def _sheet_paths(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    workbook = package.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for element in _RELATION.findall(relations):
        given = _attributes(element)
        targets[given.get("Id", "")] = given.get("Target", "")
    for element in _SHEET.findall(workbook):
        given = _attributes(element)
        target = targets.get(given.get("r:id", "") or given.get("id", ""), "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        yield given.get("name", ""), path


def _attributes(element: str) -> dict[str, str]:
    return {
        name: html.unescape(double or single)
        for name, double, single in _ATTRIBUTE.findall(element)
    }


def _survey_part(content: bytes, part: zipfile.ZipInfo) -> Survey:
    found = Survey()
    kept = b""
    for piece in unpack(content, part):
        text = kept + piece
        cut = max(text.rfind(b"</c>"), text.rfind(b":c>")) + 4
        cut = cut if cut > 3 else 0  # noqa: PLR2004
        _survey_text(text, cut, found)
        kept = text[cut:]
    _survey_text(kept, len(kept), found)
    return found


def _survey_text(text: bytes, end: int, found: Survey) -> None:
    for cell in _CELL.finditer(text, 0, end):
        attributes, inside = cell.groups()
        if not inside:
            continue
        where = _WHERE.search(attributes)
        if not where:
            if _PLACED.search(attributes):
                raise Damaged
            found.unplaced += 1
            continue
        row, column = int(where[2]), column_number(where[1].decode())
        if b't="e"' in attributes:
            _note_error(found, row, column, inside)
        elif b"<f" in inside and not _VALUE.search(inside) and b't="str"' not in attributes:
            found.broken[row, column] = Unreadable(Broken.FORMULA_NOT_SAVED, "=")
        found.rows[row] += 1
        found.columns[column] += 1


def _note_error(found: Survey, row: int, column: int, inside: bytes) -> None:
    shown = _SHOWN.search(inside)
    text = shown[1].decode("utf-8", "replace") if shown else "#?"
    if text != _NOT_AVAILABLE:
        found.broken[row, column] = Unreadable(Broken.FORMULA_ERROR, text)


def _before_gap(counts: Counter[int], gap: int) -> int:
    last = 0
    for number in sorted(counts):
        if last and number - last > gap:
            break
        last = number
    return last
