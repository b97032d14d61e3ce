"""Insert many rows in one statement: one array for each column.

A third of the time of a statement with a placeholder for each value. `COPY` would be faster still,
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
        cursor.execute(statement, [_values(field, rows) for field in fields])


def _values(field: models.Field[Any, Any], rows: Sequence[Owned]) -> list[Any]:
    if isinstance(field, models.JSONField):
        return [json.dumps(getattr(row, str(field.attname))) for row in rows]
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows]  # noqa: FBT003 - Django's signature


def _type(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.JSONField):
        return "text[]::jsonb"
    return "bigint" if field.primary_key else str(field.db_type(connection)).partition("(")[0]
