"""Read a file by its mapping and make ready all that judging its rows needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.cells import Sheet
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.row_reading import RowReader, RowReading
from samsyn.domain.tabular.tables import Table, find_table
from samsyn.domain.tabular.targets import Target
from samsyn.domain.tabular.verdicts import Rules
from samsyn.kernel.imports.drafts import fitted
from samsyn.kernel.imports.ends import put_right
from samsyn.kernel.imports.existing import existing_rows
from samsyn.kernel.imports.file_faults import FileFault, refusal
from samsyn.kernel.imports.reading import open_workbook
from samsyn.kernel.imports.references import (
    Related,
    may_create,
    new_row_id,
    related_model,
    related_of,
)
from samsyn.kernel.imports.targets import headings_known, keys_of, targets_of, title_of
from samsyn.kernel.models import Import, Organisation
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.showing import field_of


@dataclass
class Plan:
    """A file read by its mapping, beside the register it meets."""

    record: Record
    actor: Actor
    table: Table
    reader: RowReader
    rows: list[RowReading]
    targets: list[Target]
    related: dict[str, Related]
    revisions: dict[int, int]
    existing: list[Any]
    rules: Rules

    @property
    def title(self) -> str:
        """The field that people know the noun by."""
        return title_of(self.record)

    def title_of_row(self, values: Mapping[str, Any]) -> str:
        """Return what to call a row of the file: its name, or the parts of its key."""
        if values.get(self.title):
            return str(values[self.title])[:200]
        names = [name for key in self.rules.keys for name in key.fields]
        return " · ".join(str(values[name]) for name in names if values.get(name))[:200]


def table_of(run: Import, record: Record, sheet: str = "") -> Table:
    """Return the table on the file's chosen sheet; raises Refused where there is none."""
    if run.content is None:
        raise refusal(FileFault.EMPTY_FILE)
    return table_on(read_sheet(bytes(run.content), run.file_name, sheet or run.sheet), record)


def read_sheet(content: bytes, file_name: str, sheet: str) -> Sheet:
    """Return one sheet of a file, whole."""
    return open_workbook(content, file_name).read(sheet)


def table_on(sheet: Sheet, record: Record) -> Table:
    """Return the table on a sheet; raises Refused where there is none."""
    table = find_table(sheet, known=headings_known(record))
    if table is None:
        raise refusal(FileFault.NOTHING_IN_IT)
    return table


def make_plan(run: Import, record: Record, actor: Actor) -> Plan:
    """Read the file and the register; raises Refused for a file that can't be read."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    table = table_of(run, record)
    mapped = set(run.columns.values())
    keys = keys_of(record, mapped)
    needed = list(dict.fromkeys([*sorted(mapped), *(n for key in keys for n in key.fields)]))
    related = related_of(record, (n for n in needed if related_model(record, n)), actor)
    targets = targets_of(record, organisation.country)
    reader = RowReader(table, run.columns, targets, organisation.language)
    rows = [_fitted(record, row) for row in reader.rows()]
    rows = put_right(record, rows, related, reader.address)
    _know_rows_of_the_file(record, rows, related)
    existing, revisions = existing_rows(record, actor, needed, related)
    title = title_of(record)
    rules = Rules(
        targets=targets,
        keys=keys,
        tolerate=frozenset(run.settings.get("tolerate", ())),
        create_references=frozenset(n for n in related if may_create(record, n, actor)),
        titles=[str(row.values[title]) for row in rows if row.values.get(title)],
    )
    return Plan(record, actor, table, reader, rows, targets, related, revisions, existing, rules)


def _fitted(record: Record, row: RowReading) -> RowReading:
    values = {name: fitted(field_of(record, name), value) for name, value in row.values.items()}
    return RowReading(row.number, values, row.problems)


def _know_rows_of_the_file(
    record: Record, rows: Iterable[RowReading], related: Mapping[str, Related]
) -> None:
    """Let rows point at each other: a unit's parent may stand in the same file."""
    own = next((r for n, r in related.items() if r.model is record.model), None)
    title = title_of(record)
    if own is None:
        return
    for number, name in _first_of_each(rows, title):
        if not own.index.knows(name):
            own.index.add(new_row_id(number), name)


def _first_of_each(rows: Iterable[RowReading], title: str) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for row in rows:
        name = str(row.values.get(title) or "")
        if name and fold(name) not in seen:
            seen.add(fold(name))
            yield row.number, name
