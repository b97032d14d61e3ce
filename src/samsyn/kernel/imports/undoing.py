"""Take an import back exactly, by what the history says that its act did to each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Max, Model

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock, journal
from samsyn.kernel.imports import bulk
from samsyn.kernel.models import Change, Import
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.services import act_name
from samsyn.kernel.tenancy.owned import Catalogue

MOST_NAMED = 50


class CannotUndo(Exception):
    """Rows have been changed, or are leaned on, since; `rows` are [title, table, id]."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self.rows = rows[:MOST_NAMED]
        super().__init__(len(rows))


@dataclass
class _Table:
    """What the act did to one table: rows made, first values of rows changed, rows deleted."""

    model: type[Model]
    made: set[int] = field(default_factory=set)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    deleted: dict[int, dict[str, Any]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    @property
    def is_catalogue(self) -> bool:
        return issubclass(self.model, Catalogue)


def undo_import(run_id: int, record: Record, actor: Actor) -> None:
    """Put everything back as it was before the import, as one act.

    Raises CannotUndo, naming the rows, when others have worked with them since. A row of the
    catalogue that somebody else uses by now stays; it is everybody's.
    """
    actor.must(record.write)
    actor.must(Permission.RECORDS_IMPORT)
    with journal.act(actor, act_name(record, "undo")):
        run = Import.owned_by(actor).select_for_update().filter(pk=run_id).first()
        if run is None or run.state != Import.State.APPLIED:
            return
        tables = _what_was_done(run, actor)
        _refuse_if_touched_since(run, tables, actor)
        kept = _put_back(tables)
        run.state, run.undone_at, run.undone_by = Import.State.UNDONE, clock.now(), actor.name
        run.result = {**run.result, "kept": kept}
        run.save(update_fields=["state", "undone_at", "undone_by", "result"])


def _what_was_done(run: Import, actor: Actor) -> dict[str, _Table]:
    models = {model._meta.db_table: model for model in apps.get_models()}
    tables: dict[str, _Table] = {}
    for change in (
        Change.visible_to(actor).filter(act_id=run.act_id or 0).order_by("-id").iterator()
    ):
        table = tables.setdefault(change.table_name, _Table(models[change.table_name]))
        table.last.setdefault(change.row_id, change.pk)
        _note(table, change)
    return tables


def _note(table: _Table, change: Change) -> None:
    """Add one change; the earliest of a row comes last and wins."""
    before, after = change.before or {}, change.after or {}
    named = getattr(table.model, "title_field", "name")
    table.titles[change.row_id] = str(after.get(named) or before.get(named) or change.row_id)
    if change.kind == "insert":
        table.made.add(change.row_id)
        table.changed.pop(change.row_id, None)
        table.deleted.pop(change.row_id, None)
    elif change.kind == "update":
        table.changed[change.row_id] = {**table.changed.get(change.row_id, {}), **before}
    else:
        table.deleted[change.row_id] = before


def _refuse_if_touched_since(run: Import, tables: dict[str, _Table], actor: Actor) -> None:
    touched: list[list[Any]] = []
    for name, table in tables.items():
        since = _changed_since(run, name, table, actor)
        leaned_on = set(_leaned_on(table, tables))
        if table.is_catalogue:
            table.made -= since | leaned_on
            since -= leaned_on - set(table.changed)
            since &= set(table.changed)
            leaned_on = set()
        touched += [[table.titles[pk], name, pk] for pk in sorted(since | leaned_on)]
    if touched:
        raise CannotUndo(touched)


def _changed_since(run: Import, name: str, table: _Table, actor: Actor) -> set[int]:
    latest = (
        Change.visible_to(actor)
        .filter(table_name=name, pk__gt=min(table.last.values()))
        .exclude(act_id=run.act_id or 0)
        .values("row_id")
        .annotate(latest=Max("pk"))
        .values_list("row_id", "latest")
    )
    since = {pk for pk, change in latest if pk in table.last and change > table.last[pk]}
    kept = table.made | set(table.changed)
    manager: Any = table.model.everything  # type: ignore[attr-defined]
    there = set(manager.filter(pk__in=kept).values_list("pk", flat=True))
    return since | (kept - there)


def _leaned_on(table: _Table, tables: dict[str, _Table]) -> Iterator[int]:
    """Yield rows made by the import that rows from outside it point at now."""
    for link in _links_to(table.model):
        other: Any = link.model
        ours = tables[other._meta.db_table].made if other._meta.db_table in tables else set()
        rows = other.everything.filter(**{f"{link.attname}__in": table.made})
        for pk, target in rows.values_list("pk", link.attname):
            if pk not in ours:
                yield target


def _links_to(model: type[Model], *, recorded: bool = True) -> Iterator[ForeignKey[Any, Any]]:
    """Yield the foreign keys to this table, from tables with a history or from derived ones."""
    for other in apps.get_models():
        if getattr(other, "recorded", None) is not recorded:
            continue
        for column in other._meta.local_fields:
            if isinstance(column, ForeignKey) and column.related_model is model:
                yield column


def _put_back(tables: dict[str, _Table]) -> int:
    """Undo the changes; returns how many rows of the catalogue stay because others use them."""
    for table in tables.values():
        if not table.is_catalogue:
            _delete(table.model, table.made)
        _restore(table)
    for table in tables.values():
        gone = [_row_from(table.model, row) for row in table.deleted.values()]
        bulk.insert(table.model, gone)
    return sum(_delete_unused(table) for table in tables.values() if table.is_catalogue)


def _delete_unused(table: _Table) -> int:
    """Delete what nobody uses; we can't see the others' rows, PostgreSQL can."""
    if _is_deleted(table.model, table.made):
        return 0
    newest_first = sorted(table.made, reverse=True)
    return sum(not _is_deleted(table.model, {pk}) for pk in newest_first)


def _is_deleted(model: type[Model], ids: set[int]) -> bool:
    try:
        with transaction.atomic():
            _delete(model, ids)
            connection.check_constraints()
    except IntegrityError:
        return False
    return True


def _delete(model: type[Model], ids: set[int]) -> None:
    manager: Any = model.everything  # type: ignore[attr-defined]
    rows = manager.filter(pk__in=ids)
    for link in _links_to(model, recorded=False):
        other: Any = link.model
        other.everything.filter(**{f"{link.attname}__in": ids}).delete()
    rows._raw_delete(rows.db)  # noqa: SLF001 - what leans on them was looked for before


def _restore(table: _Table) -> None:
    manager: Any = table.model.everything  # type: ignore[attr-defined]
    by_columns: dict[frozenset[str], list[Model]] = defaultdict(list)
    rows: Iterable[Any] = manager.select_for_update().filter(pk__in=table.changed)
    for row in rows:
        before = table.changed[row.pk]
        columns = _columns(table.model)
        names = {columns[column].name for column in before}
        for column, value in before.items():
            setattr(row, columns[column].attname, columns[column].to_python(value))
        if hasattr(row, "revision"):
            row.revision += 1
            names.add("revision")
        by_columns[frozenset(names)].append(row)
    for written, same in by_columns.items():
        bulk.overwrite(table.model, same, written)


def _row_from(model: type[Model], told: dict[str, Any]) -> Model:
    columns = _columns(model)
    row = model()
    for column, value in told.items():
        setattr(row, columns[column].attname, columns[column].to_python(value))
    return row


def _columns(model: type[Model]) -> dict[str, Any]:
    return {str(column.column): column for column in model._meta.local_fields}
