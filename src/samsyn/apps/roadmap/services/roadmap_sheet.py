"""A roadmap as a workbook: the plan, people's time, and the money, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from samsyn.apps.portfolio.public import Track
from samsyn.apps.roadmap.wording import why_not
from samsyn.domain.roadmap.picture import Picture
from samsyn.kernel.records.exporting import harmless

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE, _NARROW, _WEEK = 34, 14, 11
Value = str | int | date | None


def roadmap_sheet(picture: Picture) -> bytes:
    """Return the roadmap as XLSX; figures are figures, days are days, no text is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    plan = [_("Initiative"), _("Phase"), _("Track"), _("Starts"), _("Ends"), _("Weeks"),
            _("In use from"), _("Deadline"), _("Weeks late")]  # fmt: skip
    _write(book, _("Plan"), plan, _phases(picture))
    weeks = [picture.calendar.date_of(week) for week in range(picture.weeks)]
    _write(book, _("Capacity"), [_("Role"), _("What"), *weeks], _lanes(picture))
    money = [_("Fund"), _("Fiscal year"), _("One-off money"), _("Limit"), _("Left"),
             _("Running money"), _("Limit of running money"), _("Left")]  # fmt: skip
    _write(book, _("Money"), money, _purses(picture))
    if picture.missing:
        left = [_("Initiative"), _("Why"), _("Deadline"), _("Legal ground")]
        _write(book, _("Left out"), left, _missing(picture))
    written_to = io.BytesIO()
    book.save(written_to)
    return written_to.getvalue()


def _phases(picture: Picture) -> Iterator[list[Value]]:
    calendar = picture.calendar
    for placed in sorted(picture.placed, key=lambda one: (one.start, one.name)):
        for piece in placed.pieces:
            yield [
                placed.name,
                piece.name,
                str(Track(placed.track).label) if placed.track in Track.values else placed.track,
                calendar.date_of(piece.start),
                picture.last_day(piece.end),
                piece.weeks,
                None if placed.finish is None else calendar.date_of(placed.finish),
                date.fromisoformat(placed.deadline) if placed.deadline else None,
                placed.late,
            ]


def _lanes(picture: Picture) -> Iterator[list[Value]]:
    for lane in picture.lanes:
        yield [lane.name, _("there is, % of full time"), *lane.has]
        yield [lane.name, _("the plan takes, % of full time"), *lane.takes]


def _purses(picture: Picture) -> Iterator[list[Value]]:
    for purse in picture.purses:
        yield [
            picture.names.get(purse.fund, "") if purse.fund else _("No fund"),
            purse.fiscal_year,
            purse.one_off,
            purse.one_off_limit,
            purse.one_off_left,
            purse.running,
            purse.running_limit,
            purse.running_left,
        ]


def _missing(picture: Picture) -> Iterator[list[Value]]:
    for missing in picture.missing:
        yield [
            missing.name,
            why_not(picture, missing),
            date.fromisoformat(missing.deadline) if missing.deadline else None,
            missing.legal,
        ]


def _write(
    book: Workbook, label: str, columns: Sequence[str | date], rows: Iterable[list[Value]]
) -> None:
    sheet = book.create_sheet(label[:31])
    sheet.freeze_panes = "B2"
    sheet.append(columns)
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    for number, column in enumerate(columns, 1):
        width = _WIDE if number <= 2 else _WEEK if isinstance(column, date) else _NARROW  # noqa: PLR2004
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
