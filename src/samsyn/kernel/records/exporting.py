"""Everything that can be seen in a list, whole, as a file: XLSX, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.listing import ListState, fetched, found, ordered, selectable_columns
from samsyn.kernel.records.showing import kind_of, label_of, show

FORMATS = ("xlsx", "csv", "json")
_CHUNK = 1000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export(state: ListState, actor: Actor, form: str) -> HttpResponseBase:
    """Return all rows that the list's search and filters leave, with every column."""
    columns = selectable_columns(state.record)
    rows = ordered(state, fetched(state.record, found(state, actor), columns, actor))
    name = f"{state.record.slug}-{clock.today():%Y-%m-%d}.{form}"
    writer = {"xlsx": _xlsx, "csv": _csv, "json": _json}[form]
    response = writer(state.record, rows, columns, actor)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_json(record: Record, rows: QuerySet[Any], actor: Actor) -> Iterator[bytes]:
    """Yield the rows with every column, and their numbers, as one JSON list."""
    columns = selectable_columns(record)
    ready = fetched(record, rows.order_by("pk"), columns, actor)
    for part in _json_parts(record, ready, columns, actor, numbered=True):
        yield part.encode()


def plain(record: Record, row: Model, name: str, actor: Actor) -> Any:  # noqa: ANN401 - a value of a cell
    """Return a value as a program wants it: figures and dates as such, the rest as words."""
    value = None if kind_of(record, name) == "links" else getattr(row, name)
    if isinstance(value, bool | int | float | Decimal | date | datetime):
        return value
    return show(record, row, name, actor).text


def harmless(value: Any) -> Any:  # noqa: ANN401 - a value of a cell
    """Keep a spreadsheet from running a typed text as a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _values(
    record: Record, rows: QuerySet[Any], columns: tuple[str, ...], actor: Actor
) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=_CHUNK):
        yield [plain(record, row, name, actor) for name in columns]


def _csv(
    record: Record, rows: QuerySet[Any], columns: tuple[str, ...], actor: Actor
) -> HttpResponseBase:
    def lines() -> Iterator[str]:
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=";")
        heads: Iterable[list[Any]] = [[label_of(record, name) for name in columns]]
        yield "\ufeff"  # spreadsheets then read å, ä and ö
        for part in (heads, _values(record, rows, columns, actor)):
            for values in part:
                writer.writerow([harmless(value) for value in values])
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def _json(
    record: Record, rows: QuerySet[Any], columns: tuple[str, ...], actor: Actor
) -> HttpResponseBase:
    parts = _json_parts(record, rows, columns, actor)
    return StreamingHttpResponse(parts, content_type="application/json")


def _json_parts(
    record: Record,
    rows: QuerySet[Any],
    columns: tuple[str, ...],
    actor: Actor,
    *,
    numbered: bool = False,
) -> Iterator[str]:
    yield "["
    for nth, row in enumerate(rows.iterator(chunk_size=_CHUNK)):
        facts = {"id": row.pk, "title": str(row)} if numbered else {}
        facts |= {name: plain(record, row, name, actor) for name in columns}
        yield (",\n" if nth else "\n") + json.dumps(facts, ensure_ascii=False, default=str)
    yield "\n]\n"


def _xlsx(
    record: Record, rows: QuerySet[Any], columns: tuple[str, ...], actor: Actor
) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(record.title_plural[:31] or "1")
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 28 if number == 1 else 18
    sheet.append([label_of(record, name) for name in columns])
    for values in _values(record, rows, columns, actor):
        sheet.append([harmless(_naive(value)) for value in values])
    buffer = io.BytesIO()
    book.save(buffer)
    return HttpResponse(
        buffer.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _naive(value: Any) -> Any:  # noqa: ANN401 - a value of a cell
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
