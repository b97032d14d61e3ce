"""Read a table's rows into the fields of a record, each refusal naming its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import Address, shown
from samsyn.domain.tabular.columns import Column, Value, column_reader
from samsyn.domain.tabular.tables import Row, Table
from samsyn.domain.tabular.targets import Target


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that cannot be used: where, for which field, why."""

    address: Address
    target: str
    objection: Objection


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row understood. `values` has every mapped field, None for an empty or bad cell."""

    number: int
    values: Mapping[str, Value]
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadValue:
    """One text that could not be read, however many cells hold it; `first` is one of them."""

    shown: str
    count: int
    first: Address
    objection: Objection


class RowReader:
    """Reads a table by a mapping; studies each mapped column once, then reads row by row."""

    def __init__(
        self, table: Table, mapping: Mapping[int, str], targets: Sequence[Target], language: str
    ) -> None:
        by_name = {target.name: target for target in targets}
        self.table = table
        self.columns: dict[int, Column] = {
            index: column_reader(
                by_name[name],
                table.values(index),
                language=language,
                unit=table.columns[index].unit,
            )
            for index, name in sorted(mapping.items())
        }

    def address(self, number: int, target: str) -> Address:
        """Return the cell of a field in a row; the row's first cell if no column fills it."""
        for index, column in self.columns.items():
            if column.target.name == target:
                return Address(self.table.sheet, number, self.table.columns[index].position)
        return Address(self.table.sheet, number, self.table.columns[0].position)

    def rows(self) -> Iterator[RowReading]:
        """Yield every row of the table, top to bottom."""
        plan = [(index, column.target.name, column.read) for index, column in self.columns.items()]
        for row in self.table.rows:
            values: dict[str, Value] = {}
            problems: list[CellProblem] = []
            for index, name, read in plan:
                value = read(row.cells[index])
                if isinstance(value, Objection):
                    values[name] = None
                    problems.append(CellProblem(self.table.address(row, index), name, value))
                else:
                    values[name] = value
            yield RowReading(row.number, values, tuple(problems))

    def unread(self, index: int) -> list[UnreadValue]:
        """Return the different texts of a column that cannot be read, most frequent first."""
        found: dict[str, tuple[int, Row, Objection]] = {}
        read = self.columns[index].read
        for row in self.table.rows:
            value = read(row.cells[index])
            if isinstance(value, Objection):
                text = shown(row.cells[index])
                count, first, _ = found.get(text, (0, row, value))
                found[text] = count + 1, first, value
        unread = [
            UnreadValue(text, count, self.table.address(first, index), objection)
            for text, (count, first, objection) in found.items()
        ]
        return sorted(unread, key=lambda value: (-value.count, value.first.row))
