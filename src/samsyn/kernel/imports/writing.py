"""What an import knows while it is being written: its rows, its links, how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.matching import Field, Link
from samsyn.kernel.imports import encoding
from samsyn.kernel.imports.drafts import Drafts
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.judged import WRITTEN, Fate
from samsyn.kernel.imports.references import row_number_in
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.records.declaration import Record

Report = Callable[[int, int], None]


@dataclass
class Row:
    """One row of the preview, on its way into the register."""

    number: int
    title: str
    fate: str
    record: int | None
    revision: int | None
    values: dict[str, Field]
    known: frozenset[object]  # rows of the register with such a name that the person has seen
    hindrance: Hindrance | None = None


@dataclass
class Writing:
    """One apply under way."""

    record: Record
    actor: Actor
    rows: list[Row]
    report: Report
    drafts: Drafts = field(init=False)
    done: int = 0

    def __post_init__(self) -> None:
        links = ((name, value) for row in self.rows for name, value in row.values.items())
        self.drafts = Drafts(self.record, self.actor, links)

    def going(self, fate: Fate) -> list[Row]:
        """Return the rows of one fate that nothing speaks against yet."""
        return [row for row in self.rows if row.fate == fate and row.hindrance is None]

    def step(self, count: int) -> None:
        """Tell the page how far it has come."""
        self.done += count
        self.report(self.done, len(self.rows))


def rows_to_write(run: Import, actor: Actor) -> list[Row]:
    """Return the created and changed rows of a preview, in the file's order."""
    rows = ImportRow.owned_by(actor).filter(run=run, outcome__in=list(WRITTEN)).order_by("number")
    found = rows.values_list("number", "title", "outcome", "detail").iterator(chunk_size=2000)
    return [_row(*row) for row in found]


def links_in(values: Mapping[str, Field]) -> Iterator[tuple[str, Link]]:
    """Yield each link of a row with its field."""
    for name, value in values.items():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Link):
                yield name, part


def refuse_dependants(rows: Iterable[Row]) -> None:
    """Refuse what links to rows of the file that are not written; until nothing changes."""
    linking = [row for row in rows if any(row_number_in(x.id) for _, x in links_in(row.values))]
    gone = {row.number for row in rows if row.hindrance is not None}
    moved = bool(gone)
    while moved:
        moved = False
        for row in linking:
            wanted = {row_number_in(link.id) for _, link in links_in(row.values)}
            if row.hindrance is None and wanted & gone:
                row.hindrance = Hindrance.LINKED_ROW_REFUSED
                gone.add(row.number)
                moved = True


def _row(number: int, title: str, fate: str, detail: dict[str, encoding.Json]) -> Row:
    return Row(
        number=number,
        title=title,
        fate=fate,
        record=detail.get("record"),
        revision=detail.get("revision"),
        values=encoding.unpack_all(detail.get("values", {})),
        known=frozenset(link["i"] for link in detail.get("near", ())),
    )
