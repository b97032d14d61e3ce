"""Decide which row of a worksheet is the heading, even below titles and in several levels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from samsyn.domain.tabular.cells import CellValue, Merge, Sheet, shown
from samsyn.domain.tabular.folding import fold_heading

_LOOKED_AT, _BELOW = 60, 40
_LONGEST_HEADING = 80
_PLAUSIBLE = 0.75  # how much worse than the best row an earlier row may be and still win
_WHOLE = 0.8  # a merge over more of the table than this is a title, not a group
_NUMBERLIKE = re.compile(r"[\d\s.,:/%+-]*\d[\d\s.,:/%+-]*")
_YEARS = frozenset(str(year) for year in range(1990, 2101))
_DATALIKE = re.compile(r"\S+@\S+\.\w+|https?://\S+|\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The heading's rows and the first row of data, as indexes into `sheet.rows`.

    `rows` is empty for a table without headings.
    """

    rows: tuple[int, ...]
    body: int


def find_header(
    sheet: Sheet, known: Collection[str] = frozenset(), heading_row: int | None = None
) -> HeaderBlock:
    """Return the heading of the one table on a sheet that has at least one filled cell."""
    if heading_row is not None:
        index = heading_row - sheet.first_row
        return _block(sheet, index) if 0 <= index < len(sheet.rows) else HeaderBlock((), 0)
    scores = {index: _score(sheet, index, known) for index in _candidates(sheet)}
    best = max(scores.values())
    chosen = next(index for index, score in scores.items() if score >= best - _PLAUSIBLE)
    if _is_data(sheet, chosen, known):
        return HeaderBlock((), chosen)
    return _block(sheet, chosen)


def combined_heading(sheet: Sheet, header: HeaderBlock, column: int) -> str:
    """Return the heading over a column, levels joined: "Cost" over "Licence" is "Cost Licence"."""
    parts: list[str] = []
    for row in header.rows:
        text = shown(_cell(sheet, row, column)) or _merged_text(sheet, header, row, column)
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _candidates(sheet: Sheet) -> Iterator[int]:
    filled = (i for i, row in enumerate(sheet.rows) if any(cell is not None for cell in row))
    return islice(filled, _LOOKED_AT)


def _cell(sheet: Sheet, row: int, column: int) -> CellValue:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else None


def _body_below(sheet: Sheet, index: int) -> list[Sequence[CellValue]]:
    rows = (row for row in islice(sheet.rows, index + 1, None) if any(c is not None for c in row))
    return list(islice(rows, _BELOW))


def _score(sheet: Sheet, index: int, known: Collection[str]) -> float:
    """Weigh how much a row looks like a heading; higher is likelier, about 0 to 8."""
    row = sheet.rows[index]
    filled = {column: cell for column, cell in enumerate(row) if cell is not None}
    body = _body_below(sheet, index)
    used = _used_columns(body)
    texts = [cell for cell in filled.values() if _is_wordy(cell)]
    keys = [fold_heading(text).key for text in texts]
    covered = len(used & filled.keys()) / len(used) if used else 0.0
    wordy = len(texts) / len(filled)
    distinct = len(set(keys)) / len(keys) if keys else 0.0
    recognised = sum(key in known for key in keys) / len(filled)
    lonely = 1.5 if len(filled) == 1 and len(used) > 1 else 0.0
    return 2 * covered + 1.5 * wordy + distinct + 3 * recognised + _contrast(row, body) - lonely


def _used_columns(body: Sequence[Sequence[CellValue]]) -> set[int]:
    counts: dict[int, int] = {}
    for row in body:
        for column, cell in enumerate(row):
            if cell is not None:
                counts[column] = counts.get(column, 0) + 1
    return {column for column, count in counts.items() if count >= 0.2 * len(body)}


def _is_wordy(cell: CellValue) -> bool:
    return (
        isinstance(cell, str)
        and len(cell) <= _LONGEST_HEADING
        and not _NUMBERLIKE.fullmatch(cell)
        and not _DATALIKE.fullmatch(cell)
    )


def _is_year(cell: CellValue) -> bool:
    """Tell a year, which may head a column of amounts, from other numbers."""
    return not isinstance(cell, bool) and shown(cell) in _YEARS


def _contrast(row: Sequence[CellValue], body: Sequence[Sequence[CellValue]]) -> float:
    """Return 1 where words stand over numbers and dates, 0 where all is words."""
    for column, cell in enumerate(row):
        if _is_wordy(cell):
            below = [r[column] for r in body if column < len(r) and r[column] is not None]
            if below and sum(not _is_wordy(value) for value in below) > 0.6 * len(below):
                return 1.0
    return 0.0


def _is_data(sheet: Sheet, index: int, known: Collection[str]) -> bool:
    """Tell whether the best row is itself data: its values come again below, or are numbers."""
    row = sheet.rows[index]
    filled = [(column, cell) for column, cell in enumerate(row) if cell is not None]
    keys = {fold_heading(shown(cell)).key for _, cell in filled}
    if keys & set(known):
        return False
    body = [other for other in _body_below(sheet, index) if list(other) != list(row)]
    if not body:
        return False
    again = sum(any(c < len(r) and r[c] == cell for r in body) for c, cell in filled)
    hard = sum(not _is_wordy(cell) and not _is_year(cell) for _, cell in filled)
    return (again >= 2 and again > 0.3 * len(filled)) or hard > 0.5 * len(filled)  # noqa: PLR2004


def _block(sheet: Sheet, index: int) -> HeaderBlock:
    """Add the rows that merged cells tie to the heading: groups above, parts below."""
    rows = {index}
    row = sheet.first_row + index
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.bottom > merge.top:
            rows.update(range(merge.top - sheet.first_row, merge.bottom - sheet.first_row + 1))
    if index > 0 and _is_group_row(sheet, index - 1):
        rows.add(index - 1)
    if _is_group_row(sheet, index) and _is_parts_row(sheet, index + 1):
        rows.add(index + 1)
    inside = sorted(i for i in rows if 0 <= i < len(sheet.rows))
    return HeaderBlock(tuple(inside), inside[-1] + 1)


def _groups(sheet: Sheet, index: int) -> list[Merge]:
    width = max(len(row) for row in sheet.rows)
    row = sheet.first_row + index
    return [
        merge
        for merge in sheet.merges
        if merge.top == merge.bottom == row and merge.right - merge.left + 1 < _WHOLE * width
    ]


def _is_group_row(sheet: Sheet, index: int) -> bool:
    return bool(_groups(sheet, index))


def _is_parts_row(sheet: Sheet, index: int) -> bool:
    """Tell whether a row only names the parts of the groups above it."""
    if index >= len(sheet.rows):
        return False
    under = {
        column - sheet.first_column
        for merge in _groups(sheet, index - 1)
        for column in range(merge.left, merge.right + 1)
    }
    filled = {column: cell for column, cell in enumerate(sheet.rows[index]) if cell is not None}
    return bool(filled) and filled.keys() <= under and all(map(_is_wordy, filled.values()))


def _merged_text(sheet: Sheet, header: HeaderBlock, row: int, column: int) -> str:
    at_row, at_column = sheet.first_row + row, sheet.first_column + column
    for merge in sheet.merges:
        covers = merge.top <= at_row <= merge.bottom and merge.left <= at_column <= merge.right
        if covers and merge.top - sheet.first_row in header.rows:
            left = merge.left - sheet.first_column
            if left >= 0:
                return shown(_cell(sheet, merge.top - sheet.first_row, left))
    return ""
