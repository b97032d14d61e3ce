"""Make small spreadsheets to hand out: the empty one, and the rows that were refused."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from samsyn.kernel.records.exporting import harmless

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BAD_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def workbook_of(name: str, sheet_name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a file with one sheet, to be saved; the first row stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name.translate(_BAD_IN_SHEET_NAMES)[:31] or "1")
    sheet.freeze_panes = "A2"
    for number in range(1, 60):
        sheet.column_dimensions[get_column_letter(number)].width = 22
    for row in rows:
        sheet.append([harmless(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    response = HttpResponse(buffer.getvalue(), content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
