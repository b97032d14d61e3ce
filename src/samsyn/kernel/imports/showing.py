"""Put the rows of a preview into words and figures of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from samsyn.domain.tabular.matching import Field, Link
from samsyn.domain.tabular.verdicts import Choose
from samsyn.kernel.imports import encoding
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.judged import Fate
from samsyn.kernel.imports.references import row_number_in
from samsyn.kernel.imports.wording import explain
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.records.declaration import Record, url_of
from samsyn.kernel.records.showing import field_of, kind_of, label_of, text_of

_LONGEST = 120
Cell = Mapping[str, object]


def shown_rows(run: Import, record: Record, rows: Iterable[ImportRow]) -> list[dict[str, object]]:
    """Return one page of rows as the template shows them."""
    return [
        {
            "line": row.number,
            "title": row.title,
            "url": _url(record, row),
            "cells": _cells(record, row),
            "repeats": row.detail.get("duplicate_of"),
            "question": _question(run, record, row),
        }
        for row in rows
    ]


def value_text(record: Record, name: str, value: Field) -> str:
    """Return one value as people read it."""
    if isinstance(value, tuple):
        return ", ".join(value_text(record, name, part) for part in value)
    if isinstance(value, Link):
        is_new = value.id is None or row_number_in(value.id) is not None
        return _("%(name)s (new)") % {"name": value.text} if is_new else value.text
    column = field_of(record, name)
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value) if value else "")
    text = text_of(value, kind_of(record, name))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def hindrance_text(code: str, title: str) -> str:
    """Return why a row was not written after all."""
    return explain(encoding.objection_of(["", "", Hindrance(code), {"shown": title}]))


def _url(record: Record, row: ImportRow) -> str:
    pk = row.detail.get("record")
    return url_of(record, pk) if isinstance(pk, int) else ""


def _cells(record: Record, row: ImportRow) -> list[Cell]:
    detail = row.detail
    cells: list[Cell] = [_problem(record, packed) for packed in detail.get("problems", ())]
    if row.outcome in {Fate.REFUSED, Fate.SKIPPED, Fate.UNCHANGED}:
        return [*cells, *_left_out(record, row)]
    before = detail.get("before", {})
    compares = row.outcome in {Fate.CHANGED, Fate.DUPLICATE}
    for name, packed in detail.get("values", {}).items():
        cells.append(
            {
                "label": label_of(record, name),
                "before": value_text(record, name, encoding.unpack(before.get(name))),
                "after": value_text(record, name, encoding.unpack(packed)),
                "compares": compares,
                "read_as": _read_as(record, name, encoding.unpack(packed)),
            }
        )
    return [*cells, *_left_out(record, row)]


def _read_as(record: Record, name: str, value: Field) -> str:
    """Return what the record understands by the value, where it says so."""
    understood = record.read_as.get(name)
    return understood(value) if understood and isinstance(value, str) and value else ""


def _left_out(record: Record, row: ImportRow) -> list[Cell]:
    return [{**_problem(record, p), "left_out": True} for p in row.detail.get("left_out", ())]


def _problem(record: Record, packed: list[Any]) -> Cell:
    return {
        "label": label_of(record, packed[0]),
        "cell": packed[1],
        "reason": explain(encoding.objection_of(packed)),
    }


def _question(run: Import, record: Record, row: ImportRow) -> dict[str, object] | None:
    """Return what the person is asked about a row, with the answers to choose from."""
    near = [encoding.unpack(packed) for packed in row.detail.get("near", ())]
    if row.outcome not in {Fate.ASKED, Fate.DUPLICATE, Fate.SKIPPED} and not near:
        return None
    said = run.settings.get("decisions", {}).get(str(row.number), {})
    given = f"{said.get('choose', '')}:{said.get('record') or ''}".rstrip(":")
    answers = [("", _("Not answered")), (str(Choose.NEW), _("New"))]
    answers += [
        (f"{Choose.SAME}:{link.id}", _("Same as %(name)s") % {"name": link.text})
        for link in near
        if isinstance(link, Link) and isinstance(link.id, int)
    ]
    answers.append((str(Choose.SKIP), _("Leave out")))
    return {
        "name": f"row-{row.number}",
        "near": [_near(record, link) for link in near if isinstance(link, Link)],
        "answers": [
            {"value": value, "label": label, "selected": value == given} for value, label in answers
        ],
    }


def _near(record: Record, link: Link) -> dict[str, str]:
    number = row_number_in(link.id)
    if number is not None:
        return {"text": _("%(name)s in row %(row)d") % {"name": link.text, "row": number}}
    return {"text": link.text, "url": url_of(record, int(str(link.id)))}
