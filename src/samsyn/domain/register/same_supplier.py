"""Which suppliers of the catalogue may be one and the same company, and may be merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.register.company_number import Company, company_of_number
from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.name_index import NameIndex
from samsyn.domain.tabular.names import Likeness, compare_names

_COUNTRIES = ("SE", "NO", "DK", "FI")


class Likely(StrEnum):
    """Why two may be the same, the surest first."""

    NUMBER = "number"
    NAME = "name"
    NEAR = "near"


class Obstacle(StrEnum):
    """Why two suppliers cannot be merged."""

    ITSELF = "itself"
    TWO_NUMBERS = "two_numbers"
    GONE = "gone"
    NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class Entry:
    """A supplier as the catalogue has it: number as typed, and all names it is known by."""

    pk: int
    name: str
    country: str = ""
    number: str = ""
    names: tuple[str, ...] = ()

    @property
    def company(self) -> Company | None:
        """The company its number means, whatever way it was written; None where it means none."""
        if not self.number:
            return None
        tried = (self.country,) if self.country in _COUNTRIES else _prefix(self.number)
        found = (company_of_number(self.number, country) for country in tried)
        return next((company for company in found if company), None)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, with why; `name` is what they were found by."""

    one: int
    other: int
    why: Likely
    name: str = ""


def pairs(entries: Sequence[Entry]) -> list[Pair]:
    """Return every two that may be the same, each pair once, the surest first.

    Two that have different numbers are two companies, however alike their names are.
    """
    found: dict[tuple[int, int], Pair] = {}
    companies = {entry.pk: entry.company for entry in entries}
    for pair in (*_same_number(entries, companies), *_alike(entries)):
        key = (min(pair.one, pair.other), max(pair.one, pair.other))
        one, other = companies[pair.one], companies[pair.other]
        apart = one is not None and other is not None and one != other
        if key[0] != key[1] and not apart and key not in found:
            found[key] = Pair(*key, pair.why, pair.name)
    order = list(Likely)
    return sorted(found.values(), key=lambda pair: (order.index(pair.why), pair.name.casefold()))


def objections_to_merging(
    survivor: Entry | None, lost: Entry | None, reason: str
) -> Iterator[Objection]:
    """Say everything that speaks against making one supplier of two."""
    if survivor is None or lost is None:
        yield Objection(Obstacle.GONE)
        return
    if survivor.pk == lost.pk:
        yield Objection(Obstacle.ITSELF)
    elif survivor.company and lost.company and survivor.company != lost.company:
        facts = {"one": survivor.company.number, "other": lost.company.number}
        yield Objection(Obstacle.TWO_NUMBERS, facts)
    if not reason.strip():
        yield Objection(Obstacle.NO_REASON, field="reason")


def joined_names(names: Iterable[str], longest: int) -> str:
    """Return former names as a list with commas between, each once, as many as there is room for.

    A comma inside a name becomes a space, so that imports still find it.
    """
    told = ""
    seen = set()
    for name in names:
        clean = " ".join(name.replace(",", " ").split())
        if not clean or clean.casefold() in seen:
            continue
        seen.add(clean.casefold())
        longer = f"{told}, {clean}" if told else clean
        if len(longer) <= longest:
            told = longer
    return told


def _prefix(number: str) -> tuple[str, ...]:
    """Without a country only a VAT number says whose it is."""
    start = number.strip()[:2].upper()
    return (start,) if start in _COUNTRIES else ()


def _same_number(entries: Sequence[Entry], companies: dict[int, Company | None]) -> Iterator[Pair]:
    first: dict[Company, Entry] = {}
    for entry in entries:
        company = companies[entry.pk]
        if company is None:
            continue
        twin = first.setdefault(company, entry)
        if twin is not entry:
            yield Pair(twin.pk, entry.pk, Likely.NUMBER, twin.name)


def _alike(entries: Sequence[Entry]) -> Iterator[Pair]:
    index: NameIndex[int] = NameIndex()
    index.expect(name for entry in entries for name in (entry.name, *entry.names))
    for entry in entries:
        for name in dict.fromkeys((entry.name, *entry.names)):
            if not name:
                continue
            match = index.find(name)
            for pk in match.same:
                yield Pair(pk, entry.pk, Likely.NAME, entry.name)
            for near in match.near:
                same = compare_names(name, near.name) is Likeness.SAME
                yield Pair(near.id, entry.pk, Likely.NAME if same else Likely.NEAR, entry.name)
        for name in dict.fromkeys((entry.name, *entry.names)):
            index.add(entry.pk, name)
