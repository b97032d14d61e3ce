"""The Article 30 register as a workbook: one sheet for each of its two kinds, and the purposes."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from samsyn.apps.data_protection.models import ProcessingActivity
from samsyn.apps.data_protection.queries.known import Known, grounds_of
from samsyn.apps.data_protection.queries.register import Part
from samsyn.apps.data_protection.services.register_paper import (
    activity_facts,
    controller_facts,
)
from samsyn.domain.data_protection.grounds import written
from samsyn.kernel.records.exporting import harmless

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE, _LONGEST_CELL = 32, 32_000
Rows = list[list[str]]


def register_sheet(parts: Iterable[Part]) -> bytes:
    """Return the register as XLSX; every text is a text, none a formula."""
    found = list(parts)
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind, label in (
        (ProcessingActivity.Kind.CONTROLLER, _("Article 30(1)")),
        (ProcessingActivity.Kind.PROCESSOR, _("Article 30(2)")),
    ):
        rows = [(part, k) for part in found for k in part.activities if k.activity.kind == kind]
        if rows:
            _write(book, label, *_activities(rows))
    _write(book, _("Purposes"), [_("Processing activity"), _("Purpose"), _("Legal basis")],
           _purposes(found))  # fmt: skip
    _write(
        book,
        _("People"),
        [
            _("Processing activity"),
            _("Whom it is about"),
            _("Kinds of personal data"),
            _("Special categories"),
        ],
        _people(found),
    )
    _write(book, _("Controllers"), [_("Controller"), "", ""], _controllers(found))
    written_to = io.BytesIO()
    book.save(written_to)
    return written_to.getvalue()


def _activities(rows: list[tuple[Part, Known]]) -> tuple[list[str], Rows]:
    heads: dict[str, None] = {}
    told = [dict(activity_facts(known)) for _part, known in rows]
    for facts in told:
        heads |= dict.fromkeys(facts)
    columns = [_("Controller"), _("Processing activity"), *heads]
    return columns, [
        [part.name, known.activity.name, *(facts.get(head, "") for head in heads)]
        for (part, known), facts in zip(rows, told, strict=True)
    ]


def _purposes(parts: list[Part]) -> Rows:
    return [
        [known.activity.name, purpose.text, written(grounds_of(purpose))]
        for part in parts
        for known in part.activities
        for purpose in known.purposes
    ]


def _people(parts: list[Part]) -> Rows:
    return [
        [known.activity.name, group.name, group.categories, group.special_categories]
        for part in parts
        for known in part.activities
        for group in known.subjects
    ]


def _controllers(parts: list[Part]) -> Rows:
    return [[part.name, *pair] for part in parts for pair in controller_facts(part.details)]


def _write(book: Workbook, label: str, columns: list[str], rows: Rows) -> None:
    sheet = book.create_sheet(label[:31])
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    for row in rows:
        sheet.append([harmless(cell[:_LONGEST_CELL]) for cell in row])
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE
        sheet.cell(1, number).font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
