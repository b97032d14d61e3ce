"""Tell rows of data from totals, notes, section bands and headings that come again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from samsyn.domain.tabular.cells import CellValue, Merge, Sheet, shown
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.headers import HeaderBlock

_TOTALS = frozenset(
    {"summa", "totalt", "total", "totaler", "totalsumma", "totalsum", "slutsumma", "delsumma"}
    | {"sum", "sum total", "total sum", "summa totalt", "totalt sum", "i alt", "ialt", "sum totalt"}
    | {"subtotal", "sub total", "grand total", "delsum", "delsumma totalt", "yhteensa", "antal"}
    | {"antall", "medel", "genomsnitt", "gjennomsnitt", "average", "summa summarum"}
)
_TOTALS_START = (
    "summa ",
    "totalt ",
    "delsumma ",
    "i alt ",
    "sum ",
    "total ",
    "antal ",
    "yhteensa ",
)
_NOTE = re.compile(
    r"\s*(?:[*†‡¹²³]|\(\*\)|obs\b|nb[!:]|not[:.]|note[:.]|merk[:.]|anm\b|källa\b|kilde\b|source\b"
    r"|senast uppdaterad|sist oppdatert|sidst opdateret|last updated|uppdaterad|oppdatert"
    r"|utskriv|rapport|kommentar:|förklaring|forklaring|sida \d|side \d|page \d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"[\d\s.,:%/+-]*\d[\d\s.,:%/+-]*(?:kr|tkr|mkr|sek|nok|dkk|st)?", re.IGNORECASE
)
_LONG, _BAND = 100, 0.6


class Leftover(StrEnum):
    """Why a row is not data; ABOVE are the titles over the heading."""

    ABOVE = "above"
    BLANK = "blank"
    REPEATED_HEADING = "repeated_heading"
    TOTALS = "totals"
    SECTION = "section"
    NOTE = "note"


class RowJudge:
    """Judges the rows of one table; built once, asked for every row below the heading."""

    def __init__(self, sheet: Sheet, header: HeaderBlock, columns: Sequence[int]) -> None:
        self._sheet, self._columns = sheet, tuple(columns)
        self._headings = [
            [fold(shown(_at(sheet.rows[row], column))) for column in columns] for row in header.rows
        ]
        self._bands = _bands(sheet, len(columns))
        self._tail = self._find_tail(header.body)

    def leftover(self, index: int) -> Leftover | None:
        """Return why row `index` is not data, or None for data."""
        row = self._sheet.rows[index]
        filled = [
            (i, cell) for i, c in enumerate(self._columns) if (cell := _at(row, c)) is not None
        ]
        if not filled:
            return Leftover.BLANK
        if self._repeats_heading(filled):
            return Leftover.REPEATED_HEADING
        if _is_totals([cell for _, cell in filled]):
            return Leftover.TOTALS
        if len(filled) == 1:
            return self._alone(index, filled[0][1])
        return None

    def _repeats_heading(self, filled: Sequence[tuple[int, CellValue]]) -> bool:
        if len(filled) < min(2, len(self._columns)) or not isinstance(filled[0][1], str):
            return False
        for heading in self._headings:
            same = sum(fold(shown(cell)) == heading[i] for i, cell in filled)
            if same >= 0.7 * len(filled):
                return True
        return False

    def _alone(self, index: int, cell: CellValue) -> Leftover | None:
        if self._sheet.first_row + index in self._bands:
            return Leftover.SECTION
        text = shown(cell)
        if len(self._columns) < 3:  # noqa: PLR2004
            return Leftover.NOTE if index >= self._tail and _NOTE.match(text) else None
        if len(text) > _LONG or index >= self._tail or _NOTE.match(text):
            return Leftover.NOTE
        return None

    def _find_tail(self, body: int) -> int:
        """Return where the closing notes begin: single cells after a blank line at the bottom."""
        rows, tail = self._sheet.rows, len(self._sheet.rows)
        for index in range(len(rows) - 1, body - 1, -1):
            count = sum(_at(rows[index], column) is not None for column in self._columns)
            if count > 1:
                return tail
            if count == 0:
                tail = index
        return len(rows)


def fill_merges(
    sheet: Sheet, body: int, columns: Sequence[int]
) -> Mapping[int, Mapping[int, CellValue]]:
    """Return the values merged cells lend: row index to column index to value.

    Bands over most of the table's width are titles of sections and lend nothing.
    """
    bands = _bands(sheet, len(columns))
    lent: dict[int, dict[int, CellValue]] = {}
    for merge in sheet.merges:
        top, left = merge.top - sheet.first_row, merge.left - sheet.first_column
        if top < body or top >= len(sheet.rows) or left < 0 or merge.top in bands:
            continue
        value = _at(sheet.rows[top], left)
        if value is None:
            continue
        for row in range(top, min(merge.bottom - sheet.first_row + 1, len(sheet.rows))):
            for column in range(left, merge.right - sheet.first_column + 1):
                lent.setdefault(row, {})[column] = value
    return lent


def filled_share(body: Sequence[Sequence[CellValue]], width: int) -> list[float]:
    """Return for each column the share of non-blank rows in which it is filled."""
    counts, rows = [0] * width, 0
    for row in body:
        filled = [column for column, cell in enumerate(row) if cell is not None]
        for column in filled:
            counts[column] += 1
        rows += bool(filled)
    return [count / rows if rows else 0.0 for count in counts]


def _bands(sheet: Sheet, width: int) -> frozenset[int]:
    return frozenset(merge.top for merge in sheet.merges if _is_band(merge, width))


def _is_band(merge: Merge, width: int) -> bool:
    return merge.top == merge.bottom and merge.right - merge.left + 1 >= max(3, _BAND * width)


def _is_totals(cells: Sequence[CellValue]) -> bool:
    """Tell a row that adds up others: such a word first, and nothing but figures besides."""
    words = [cell for cell in cells if isinstance(cell, str) and not _FIGURES.fullmatch(cell)]
    if len(words) != 1:
        return False
    label = fold(words[0])
    return label in _TOTALS or (len(cells) > 1 and label.startswith(_TOTALS_START))


def _at(row: Sequence[CellValue], column: int) -> CellValue:
    return row[column] if column < len(row) else None
