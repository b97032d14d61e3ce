"""Put a name into the field of the noun that bears it, where one column holds several nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import Address
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.row_reading import CellProblem, RowReading
from samsyn.kernel.imports.references import Related
from samsyn.kernel.records.declaration import Group, Record

AddressOf = Callable[[int, str], Address]


def put_right(
    record: Record,
    rows: Iterable[RowReading],
    related: Mapping[str, Related],
    address: AddressOf,
) -> list[RowReading]:
    """Return the rows with each end under the noun that has its name.

    A spreadsheet says "to" of systems and authorities alike. A name that two other nouns bear is
    told at its cell.
    """
    found = list(rows)
    for group in record.groups:
        if group.one_of:
            found = [_moved(row, group, related, address) for row in found]
    return found


def _moved(
    row: RowReading, group: Group, related: Mapping[str, Related], address: AddressOf
) -> RowReading:
    given = [name for name in group.fields if row.values.get(name)]
    if len(given) != 1 or given[0] not in related:
        return row
    name, text = given[0], str(row.values[given[0]])
    if related[name].index.knows(text):
        return row
    others = [n for n in group.fields if n in related and related[n].index.knows(text)]
    if len(others) == 1:
        return RowReading(row.number, {**row.values, name: None, others[0]: text}, row.problems)
    if others:
        several = Objection(Fault.SEVERAL_RECORDS, {"shown": text, "count": len(others)})
        problem = CellProblem(address(row.number, name), name, several)
        return RowReading(row.number, {**row.values, name: None}, (*row.problems, problem))
    return row
