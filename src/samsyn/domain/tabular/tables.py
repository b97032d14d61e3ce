"""Find the table in a messy worksheet: its heading, its columns, its rows and what is neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samsyn.domain.tabular.cells import Address, CellValue, Sheet, column_letter, shown
from samsyn.domain.tabular.folding import fold_heading
from samsyn.domain.tabular.headers import HeaderBlock, combined_heading, find_header
from samsyn.domain.tabular.rows import Leftover, RowJudge, fill_merges, filled_share

MOST_STRAYS = 20


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: where it is (from 1), its heading as written, its folded key, its unit.

    `key` is unique in the table ("kommentar#2"); a column without heading has its letter.
    """

    position: int
    heading: str
    key: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its number in the worksheet and its cells, one for each column."""

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is not data, why, and enough of its text to recognise it."""

    number: int
    why: Leftover
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A worksheet understood: nothing filled is lost, it is in rows, skipped or strays."""

    sheet: str
    heading_rows: tuple[int, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]
    skipped: tuple[SkippedRow, ...] = ()
    strays: tuple[Address, ...] = ()

    def address(self, row: Row, column: int) -> Address:
        """Return where a cell of `row` stands; `column` counts from 0 as `columns` does."""
        return Address(self.sheet, row.number, self.columns[column].position)

    def values(self, column: int) -> list[CellValue]:
        """Return all cells under one heading, top to bottom."""
        return [row.cells[column] for row in self.rows]


def find_table(
    sheet: Sheet,
    *,
    known: Collection[str] = frozenset(),
    heading_row: int | None = None,
    keep: Collection[int] = frozenset(),
) -> Table | None:
    """Return the table in a worksheet, or None where there is none.

    `known` are folded headings that settle which row is the heading; `heading_row` is the
    row a person pointed at (0: there is no heading); rows numbered in `keep` are data
    whatever they look like. Rows are told apart by what is typed in them, before merged
    cells are filled.
    """
    if not any(any(cell is not None for cell in row) for row in sheet.rows):
        return None
    header = find_header(sheet, known, heading_row)
    columns = _columns(sheet, header)
    if not columns:
        return None
    return _split_rows(sheet, header, columns, keep)


def _columns(sheet: Sheet, header: HeaderBlock) -> tuple[TableColumn, ...]:
    body = sheet.rows[header.body :]
    width = max((len(row) for row in sheet.rows), default=0)
    share = filled_share(body, width)
    keys: dict[str, int] = {}
    columns = []
    for index in range(width):
        heading = combined_heading(sheet, header, index)
        if not heading and not _holds_data(share[index], len(body)):
            continue
        position = sheet.first_column + index
        key, unit = fold_heading(heading) if heading else (column_letter(position).lower(), "")
        keys[key] = keys.get(key, 0) + 1
        unique = key if keys[key] == 1 else f"{key}#{keys[key]}"
        columns.append(TableColumn(position, heading, unique, unit))
    return tuple(columns)


def _holds_data(share: float, rows: int) -> bool:
    """Tell a forgotten heading from stray cells: one cell in twenty, and not just one or two."""
    return share >= 0.05 and (share * rows > 2 or rows <= 4)  # noqa: PLR2004


def _split_rows(
    sheet: Sheet, header: HeaderBlock, columns: Sequence[TableColumn], keep: Collection[int]
) -> Table:
    at = [column.position - sheet.first_column for column in columns]
    judge = RowJudge(sheet, header, at)
    merged = fill_merges(sheet, header.body, at)
    rows: list[Row] = []
    skipped, strays = _above(sheet, header), _Strays(sheet, set(at))
    for index in range(header.body, len(sheet.rows)):
        cells = sheet.rows[index]
        number = sheet.first_row + index
        why = judge.leftover(index)
        strays.look(index)
        if why is not None and number not in keep:
            if why is not Leftover.BLANK:
                skipped.append(SkippedRow(number, why, _preview(cells)))
            continue
        rows.append(Row(number, _aligned(cells, at, merged.get(index))))
    return Table(
        sheet=sheet.name,
        heading_rows=tuple(sheet.first_row + row for row in header.rows),
        columns=tuple(columns),
        rows=tuple(rows),
        skipped=tuple(skipped),
        strays=tuple(strays.found),
    )


def _above(sheet: Sheet, header: HeaderBlock) -> list[SkippedRow]:
    filled = [
        index
        for index, cells in enumerate(sheet.rows[: header.body])
        if index not in header.rows and any(cell is not None for cell in cells)
    ]
    return [
        SkippedRow(sheet.first_row + index, Leftover.ABOVE, _preview(sheet.rows[index]))
        for index in filled
    ]


class _Strays:
    """Collects cells that stand outside every column, the first few of them."""

    def __init__(self, sheet: Sheet, columns: set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._outside = set(range(max((len(row) for row in sheet.rows), default=0))) - columns
        self.found: list[Address] = []

    def look(self, index: int) -> None:
        row = self._sheet.rows[index]
        for column in self._outside:
            if column < len(row) and row[column] is not None and len(self.found) < MOST_STRAYS:
                where = (self._sheet.first_row + index, self._sheet.first_column + column)
                self.found.append(Address(self._sheet.name, *where))


def _aligned(
    cells: Sequence[CellValue], at: Sequence[int], merged: Mapping[int, CellValue] | None
) -> tuple[CellValue, ...]:
    width = len(cells)
    own = tuple(cells[index] if index < width else None for index in at)
    if not merged:
        return own
    return tuple(
        merged.get(index) if cell is None else cell for index, cell in zip(at, own, strict=True)
    )


def _preview(cells: Sequence[CellValue]) -> str:
    text = " | ".join(shown(cell) for cell in cells if cell is not None)
    return text if len(text) <= 120 else text[:119] + "…"  # noqa: PLR2004
