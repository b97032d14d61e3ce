"""One organisation under construction: who it is, what day it is, and dice that fall alike."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from random import Random

from samsyn.config.demo import dates, sheets
from samsyn.config.demo.names import Names
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel import journal
from samsyn.kernel.models import Act

#: What the history says of rows that were made in bulk.
REASON = "Demo: påhittade uppgifter"


@dataclass(kw_only=True)
class Site:
    """An organisation of the demo; `population` decides how much of everything it has."""

    id: int
    slug: str
    name: str
    language: str
    population: int
    today: date
    sheet: sheets.Sheet
    member_of: str = ""
    rng: Random = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(f"Fjordbygden {self.slug}")  # noqa: S311 - believable, not secret
        self.names = Names(self.rng, self.language)

    @property
    def samsyn(self) -> Actor:
        """Samsyn itself, at work here."""
        return samsyn_for(self.id)

    def making(self, what: str) -> AbstractContextManager[Act]:
        """Write many rows in one act, told in the history as `demo.create_<what>`."""
        return journal.act(self.samsyn, f"demo.create_{what}", REASON)

    def rows(self, heading: str) -> list[sheets.Row]:
        """Return the rows of one table that an organisation of this size has."""
        table = self.sheet.get(heading, ())
        return [row for row in table if int(row.get("from") or 0) <= self.population]

    def day(self, distance: str) -> date | None:
        """Return the day this far from today."""
        return dates.day(self.today, distance)

    def long_ago(self, first: int, last: int) -> date:
        """Return some day between so many days ago and so many days ago."""
        return date.fromordinal(self.today.toordinal() - self.rng.randint(first, last))
