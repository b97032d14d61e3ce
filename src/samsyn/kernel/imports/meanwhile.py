"""What others have done between looking and writing: wait for them, and give way to them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from django.db import connection

from samsyn.domain.tabular.matching import Existing, Key, identity_of
from samsyn.domain.tabular.name_index import NameIndex
from samsyn.kernel.imports.existing import existing_rows
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.judged import Fate
from samsyn.kernel.imports.references import related_model, related_of
from samsyn.kernel.imports.targets import keys_of
from samsyn.kernel.imports.writing import Row, Writing
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.tenancy.owned import Catalogue


def wait_for_other_imports(writing: Writing) -> None:
    """Let one import at a time write to a table, so that none misses what another adds.

    A table of the catalogue is everybody's, others are locked for the organisation alone.
    """
    tables = {_table(writing.record, writing.actor.organisation_id)}
    for name in {name for row in writing.rows for name in row.values}:
        model = related_model(writing.record, name)
        other = record_of(model) if model else None
        if other is not None and issubclass(other.model, Catalogue):
            tables.add(_table(other, 0))
    with connection.cursor() as cursor:
        for table, owner in sorted(tables):  # in one order, or two imports could wait for ever
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [table, owner])


def refuse_newcomers(writing: Writing, decided: set[str]) -> None:
    """Refuse new rows whose name or number somebody has added since the preview."""
    created = [row for row in writing.going(Fate.CREATED) if str(row.number) not in decided]
    if not created:
        return
    record, actor = writing.record, writing.actor
    keys = keys_of(record, {name for row in created for name in row.values})
    needed = list(dict.fromkeys(name for key in keys for name in key.fields))
    related = related_of(record, (n for n in needed if related_model(record, n)), actor)
    existing, _revisions = existing_rows(record, actor, needed, related)
    there = _There(existing, keys)
    for row in created:
        if there.like(row) - row.known:
            row.hindrance = Hindrance.APPEARED_MEANWHILE


class _There:
    """The rows of the register by what tells them apart."""

    def __init__(self, existing: Iterable[Existing], keys: Sequence[Key]) -> None:
        self._keys = keys
        self._names: NameIndex[Hashable] = NameIndex()
        self._exact: list[dict[tuple[str, ...], Hashable]] = [{} for _ in keys]
        for one in existing:
            for place, key in enumerate(keys):
                if key.by_name:
                    self._names.add(one.id, str(one.values.get(key.fields[0]) or ""))
                elif identity := identity_of(one.values, key):
                    self._exact[place][identity] = one.id

    def like(self, row: Row) -> set[Hashable]:
        """Return the rows that have this row's name or number."""
        found: set[Hashable] = set()
        for place, key in enumerate(self._keys):
            if key.by_name:
                name = str(row.values.get(key.fields[0]) or "")
                found.update(self._names.find(name, near=False).same if name else ())
            elif (identity := identity_of(row.values, key)) in self._exact[place]:
                found.add(self._exact[place][identity])
        return found


def _table(record: Record, organisation: int) -> tuple[str, int]:
    return record.model._meta.db_table, organisation % 2**31 if record.owned else 0
