"""Insert many rows in one statement: one array for each column.

A sixth of the time of a statement with a placeholder for each value. `COPY` would be faster still,
and does not exist where row security holds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from samsyn.kernel.tenancy.owned import Owned

_AT_ONCE = 2000
# Characters that XML does not allow stand between the values, and for none.
_NEXT, _NULL = "\x1f", "\x1e"


def insert_rows(model: type[Owned], rows: Sequence[Owned]) -> None:
    """Insert rows that point at what is there; history and search are kept by the triggers.

    Rows with ids keep them. What is made when a row is saved (sort keys) is made.
    """
    for start in range(0, len(rows), _AT_ONCE):
        _insert(model, rows[start : start + _AT_ONCE])


def _insert(model: type[Owned], rows: Sequence[Owned]) -> None:
    numbered = rows[0].pk is not None
    fields = [f for f in model._meta.local_concrete_fields if numbered or not f.primary_key]
    statement = sql.SQL("INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})").format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(sql.Identifier(str(f.column)) for f in fields),
        arrays=sql.SQL(", ").join(sql.SQL(f"%s::{_type(f)}[]") for f in fields),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_array(_values(field, rows)) for field in fields])


def _values(field: models.Field[Any, Any], rows: Sequence[Owned]) -> list[Any]:
    """Return what the column holds, row by row, as PostgreSQL reads it in a text."""
    if type(field).pre_save is not models.Field.pre_save:
        return [_written(field.pre_save(row, add=True)) for row in rows]
    name = str(field.attname)
    if isinstance(field, models.JSONField):
        return [json.dumps(getattr(row, name)) for row in rows]
    return [getattr(row, name) for row in rows]


def _written(value: object) -> object:
    return rf"\x{value.hex()}" if isinstance(value, bytes) else value


def _array(values: Sequence[Any]) -> str | list[str | None]:
    """Write an array as PostgreSQL reads it; three times as fast as quoting value by value."""
    told = [None if value is None else str(value) for value in values]
    said = _NEXT.join([_NULL if text is None else text for text in told])
    if said.count(_NEXT) != len(told) - 1 or said.count(_NULL) != told.count(None):
        return told  # a file's name may hold anything
    quoted = said.replace("\\", r"\\").replace('"', r"\"").replace(_NEXT, '","')
    return f'{{"{quoted}"}}'.replace(f'"{_NULL}"', "NULL")


def _type(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.JSONField):
        return "text[]::jsonb"
    return "bigint" if field.primary_key else str(field.db_type(connection)).partition("(")[0]
