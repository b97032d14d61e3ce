"""Write many rows of one table in few statements, history and search kept by the triggers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

_AT_ONCE = 500


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Take ids for rows to come, so that they can point at each other before they are there."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]


def insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert rows that may have ids already; sort keys and the like are filled in."""
    manager: Any = model.everything  # type: ignore[attr-defined]
    manager.bulk_create(rows, batch_size=_AT_ONCE)


def overwrite(model: type[Model], rows: Sequence[Model], names: Iterable[str]) -> None:
    """Write these fields of rows that are there and locked, and what is derived from them.

    One INSERT … ON CONFLICT for each batch: ten times as fast as an UPDATE of many CASEs.
    """
    if not rows:
        return
    derived = [f.name for f in model._meta.local_fields if has_own_pre_save(f)]
    fields = sorted({*names, *derived} - {"id", "organisation"})
    manager: Any = model.everything  # type: ignore[attr-defined]
    manager.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
    )


def count_anew(models: Iterable[type[Model]]) -> None:
    """Let the database count tables that have grown by much, with their history and search.

    It does so itself, but within minutes: until then each row's keys are looked up by reading all.
    """
    grown = [*(model._meta.db_table for model in models), "kernel_change", "kernel_searchentry"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT statistics_anew(%s)", [grown])


def has_own_pre_save(column: Field[Any, Any]) -> bool:
    """Tell whether the column's value is made when the row is saved: sort keys, normal names."""
    return type(column).pre_save is not Field.pre_save and type(column).__module__.startswith(
        "samsyn."
    )


def saves_itself(model: type[Model]) -> bool:
    """Tell whether the model derives columns in `save`, so that its rows are saved one by one."""
    return model.save is not Model.save
