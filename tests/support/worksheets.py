"""Build worksheets as bad as real ones: titles, merges, totals, strays, several sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | bool | date | datetime | None


class Spreadsheet:
    """An .xlsx under construction; every method returns the builder, `bytes` ends it."""

    def __init__(self, first_sheet: str = "Blad1") -> None:
        self.book = openpyxl.Workbook()
        sheet = self.book.active
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet
        self.sheet.title = first_sheet

    def another_sheet(self, name: str, *, hidden: bool = False) -> Self:
        """Add a sheet and go on there."""
        self.sheet = self.book.create_sheet(name)
        if hidden:
            self.sheet.sheet_state = "hidden"
        return self

    def put(self, where: str, value: Cell, number_format: str | None = None) -> Self:
        """Write one cell."""
        self.sheet[where] = value
        if number_format:
            self.sheet[where].number_format = number_format
        return self

    def rows(self, rows: Sequence[Sequence[Cell]], *, top: int = 1, left: int = 1) -> Self:
        """Write a block of rows."""
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if value is not None:
                    self.sheet.cell(top + i, left + j, value)
        return self

    def merge(self, block: str) -> Self:
        """Merge cells; the top left one keeps its value."""
        self.sheet.merge_cells(block)
        return self

    def error(self, where: str, text: str) -> Self:
        """Write a cell whose formula failed."""
        self.sheet[where] = text
        self.sheet[where].data_type = "e"
        return self

    @property
    def bytes(self) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def many_systems(count: int) -> bytes:
    """Return a worksheet of `count` invented systems in 15 Swedish columns below a title."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("System")
    sheet.append(["Systemförteckning Fjordbygden"])
    sheet.append([])
    sheet.append(_HEADINGS)
    for n in range(count):
        sheet.append(_system(n))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_HEADINGS = [
    *("Systemnamn", "Leverantör", "Förvaltning", "Systemägare", "E-post", "Kostnad (tkr/år)"),
    *("I drift sedan", "Avtal t.o.m.", "Antal användare", "Kritikalitet", "Molntjänst"),
    *("Personuppgifter", "Andel", "Org.nr", "Anmärkning"),
]


def _system(n: int) -> list[Cell]:
    return [
        *(f"Verksamhetssystem {_word(n)} {n}", f"Leverantör {n % 300} AB"),
        *(f"Förvaltning {n % 12}", f"Kari Nordmann{n % 500}"),
        *(f"kari{n % 500}@fjordbygden.example", f"{n % 900} {n % 10}50,5"),
        date(2010 + n % 14, 1 + n % 12, 1 + n % 28),
        *(f"{1 + n % 28}.{1 + n % 12}.{2025 + n % 5}", n % 4000),
        *(("Hög", "Medel", "Låg", "hog")[n % 4], ("Ja", "Nej", "x", "")[n % 4]),
        *(("ja", "nej")[n % 2], (n % 100) / 100, "212000-1355", f"Fri text nummer {n}"),
    ]


def _word(number: int) -> str:
    syllables = ("ba", "re", "mi", "so", "tu", "ny", "la", "ke", "vi", "do")
    return "".join(syllables[int(digit)] for digit in f"{number * 7919 % 100000:05d}")
