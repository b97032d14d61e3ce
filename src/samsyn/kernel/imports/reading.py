"""Open an uploaded spreadsheet, list its sheets, and read one of them safely and fast."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

import python_calamine
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.domain.tabular.cells import CellValue, Merge, Sheet, column_letter
from samsyn.domain.tabular.tables import Table, find_table
from samsyn.kernel.imports import ods_survey, xls_survey, xlsx_survey
from samsyn.kernel.imports.file_faults import LIMITS, FileFault, Limits, refusal
from samsyn.kernel.imports.sniffing import DAMAGED, FileKind, sniff
from samsyn.kernel.imports.text_files import read_text
from samsyn.kernel.imports.xlsx_survey import Survey

_PEEKED_ROWS = 200


class LooksLike(StrEnum):
    """What a sheet seems to be, so that a person need not open each."""

    TABLE = "table"
    NOTES = "notes"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SheetOverview:
    """One sheet in a file: its size, what it looks like, and the headings found."""

    name: str
    hidden: bool
    rows: int
    columns: int
    looks_like: LooksLike
    headings: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()


class Workbook:
    """An opened file; the sheets are read when asked for. Made by `open_workbook`."""

    def __init__(self, content: bytes, filename: str, limits: Limits) -> None:
        self._content, self._limits = content, limits
        self.kind = sniff(content, limits)
        self._surveys = _surveyed(content, self.kind, limits)
        self._stem = (filename.rsplit("/", 1)[-1].rsplit(".", 1)[0] or "CSV")[:80]
        self._book = None if self.kind is FileKind.TEXT else _open(content)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the worksheets, in the file's order; charts and macros left out."""
        if self._book is None:
            return (self._stem,)
        return tuple(
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )

    def overview(self, known: Collection[str] = frozenset()) -> list[SheetOverview]:
        """Describe every sheet; one that cannot be read says so instead of failing the file."""
        return [self._describe(name, known) for name in self.names]

    def read(self, name: str) -> Sheet:
        """Read one sheet whole; raises Refused for an unknown name or beyond the limits."""
        if name not in self.names:
            raise refusal(FileFault.NO_SUCH_SHEET, sheet=name)
        if self._book is None:
            return Sheet(name=name, rows=read_text(self._content, self._limits))
        found = self._surveys.get(name)
        if found and found.area > self._limits.cells:
            return self._read_window(name, found)
        return self._read_fast(self._book, name, found)

    def _describe(self, name: str, known: Collection[str]) -> SheetOverview:
        hidden = self._is_hidden(name)
        try:
            sheet = self.read(name)
        except Refused as refused:
            return SheetOverview(name, hidden, 0, 0, LooksLike.UNREADABLE, (), refused.objections)
        table = find_table(_top(sheet), known=known)
        columns = max((len(row) for row in sheet.rows), default=0)
        headings = (
            tuple(column.heading for column in table.columns if column.heading) if table else ()
        )
        return SheetOverview(
            name, hidden, len(sheet.rows), columns, _guess(table), headings, sheet.notes
        )

    def _is_hidden(self, name: str) -> bool:
        if self._book is None:
            return False
        visible = python_calamine.SheetVisibleEnum.Visible
        return any(s.name == name and s.visible != visible for s in self._book.sheets_metadata)

    def _read_fast(
        self, book: python_calamine.CalamineWorkbook, name: str, found: Survey | None
    ) -> Sheet:
        try:
            source = book.get_sheet_by_name(name)
            _check_size(name, source.height, source.height * source.width, self._limits)
            top, left = source.start or (0, 0)
            rows = [_cleaned(row) for row in source.to_python(skip_empty_area=True)]
            merges = tuple(
                Merge(a + 1, b + 1, c + 1, d + 1)
                for (a, b), (c, d) in source.merged_cell_ranges or ()
            )
        except python_calamine.CalamineError:
            raise refusal(FileFault.BROKEN) from None
        if found:
            _mark_broken(rows, found, top + 1, left + 1)
        return Sheet(name=name, rows=rows, first_row=top + 1, first_column=left + 1, merges=merges)

    def _read_window(self, name: str, found: Survey) -> Sheet:
        """Read without the cells far away from all others, slowly but in little memory."""
        last_row, last_column = found.window()
        _check_size(name, last_row, last_row * last_column, self._limits)
        try:
            book = load_workbook(io.BytesIO(self._content), read_only=True, data_only=True)
            cells = book[name].iter_rows(max_row=last_row, max_col=last_column, values_only=True)
            rows = [_cleaned(row) for row in cells]
            book.close()
        except (InvalidFileException, KeyError, ValueError, OSError):
            raise refusal(FileFault.BROKEN) from None
        _mark_broken(rows, found, 1, 1)
        return Sheet(name=name, rows=rows, notes=(_far_cells(name, found, last_row, last_column),))


def open_workbook(content: bytes, filename: str, limits: Limits = LIMITS) -> Workbook:
    """Open an .xlsx, .xlsm, .xls, .ods or .csv; raises Refused with a reason for anything else.

    The file's own bytes decide what it is; its name only names the one sheet of a text file.
    """
    return Workbook(content, filename, limits)


def _surveyed(content: bytes, kind: FileKind, limits: Limits) -> dict[str, Survey]:
    """Look at the sheets without loading them; refuse what would not fit in memory."""
    try:
        if kind is FileKind.XLSX:
            return xlsx_survey.survey(content)
        area = 0
        if kind is FileKind.XLS:
            area = xls_survey.largest_area(content)
        elif kind is FileKind.ODS:
            area = ods_survey.largest_area(content)
    except (ValueError, *DAMAGED):  # ValueError: each survey's Damaged
        raise refusal(FileFault.BROKEN) from None
    if area > limits.cells:
        raise refusal(FileFault.TOO_MANY_CELLS, cells=limits.cells)
    return {}


def _open(content: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        raise refusal(FileFault.PASSWORD) from None
    except python_calamine.CalamineError:
        raise refusal(FileFault.BROKEN) from None


def _cleaned(row: Sequence[object]) -> list[CellValue]:
    return [_clean(cell) if isinstance(cell, str) else _plain(cell) for cell in row]


def _clean(cell: str) -> CellValue:
    return (
        cell.replace("\r\n", "\n").replace("_x000D_", "").strip("\u200b\ufeff \t\r\n\xa0") or None
    )


def _plain(cell: object) -> CellValue:
    return cell if isinstance(cell, int | float | date | time | timedelta) else None


def _mark_broken(rows: list[list[CellValue]], found: Survey, top: int, left: int) -> None:
    for (row, column), why in found.broken.items():
        if 0 <= row - top < len(rows) and column >= left:
            cells = rows[row - top]
            cells.extend([None] * (column - left + 1 - len(cells)))
            if cells[column - left] is None or str(cells[column - left]).startswith("#"):
                cells[column - left] = why


def _check_size(name: str, rows: int, cells: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise refusal(FileFault.TOO_MANY_ROWS, sheet=name, rows=limits.rows)
    if cells > limits.cells:
        raise refusal(FileFault.TOO_MANY_CELLS, sheet=name, cells=limits.cells)


def _far_cells(name: str, found: Survey, last_row: int, last_column: int) -> Objection:
    row = next((row for row in sorted(found.rows) if row > last_row), last_row)
    column = next((column for column in sorted(found.columns) if column > last_column), last_column)
    return Objection(
        FileFault.FAR_CELLS_LEFT_OUT, {"sheet": name, "cell": f"{column_letter(column)}{row}"}
    )


def _top(sheet: Sheet) -> Sheet:
    return Sheet(
        name=sheet.name,
        rows=sheet.rows[:_PEEKED_ROWS],
        first_row=sheet.first_row,
        first_column=sheet.first_column,
        merges=sheet.merges,
    )


def _guess(table: Table | None) -> LooksLike:
    if table is None:
        return LooksLike.EMPTY
    is_table = len(table.columns) > 1 and bool(table.rows) and bool(table.heading_rows)
    return LooksLike.TABLE if is_table else LooksLike.NOTES
