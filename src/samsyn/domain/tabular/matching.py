"""Find which record of the register a row is about, and which rows are the same thing twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from samsyn.domain.tabular.columns import Value
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.name_index import NameIndex, Near


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: the record's id and the name it goes by; `id` None is yet to be created."""

    id: Hashable | None
    text: str


Field = Value | Link | tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """The fields that tell one record from another.

    `by_name` compares a single field as a name (legal forms, punctuation, near misses);
    otherwise texts must be equal but for case and spacing. `also` are fields that tell records
    apart too, and may be empty.
    """

    fields: tuple[str, ...]
    by_name: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Existing:
    """One record in the register; `aliases` are other names it is found by."""

    id: Hashable
    values: Mapping[str, Field]
    aliases: tuple[str, ...] = ()


class Found(NamedTuple):
    """What the keys say about one row: records by each key, and near names."""

    records: tuple[Existing, ...]
    several: bool
    by_alias: bool
    near: tuple[Near[Hashable], ...]


class Register:
    """The existing records, findable by every key."""

    def __init__(self, existing: Iterable[Existing], keys: Sequence[Key]) -> None:
        self.by_id: dict[Hashable, Existing] = {}
        self._keys = tuple(keys)
        self._exact: list[dict[tuple[str, ...], list[Hashable]]] = [{} for _ in keys]
        self._names: list[NameIndex[Hashable]] = [NameIndex() for _ in keys]
        self._aliases: list[NameIndex[Hashable]] = [NameIndex() for _ in keys]
        for record in existing:
            self._add(record)

    def _add(self, record: Existing) -> None:
        self.by_id[record.id] = record
        for place, key in enumerate(self._keys):
            if key.by_name:
                self._names[place].add(record.id, _text(record.values.get(key.fields[0])))
                for alias in record.aliases:
                    self._aliases[place].add(record.id, alias)
            elif identity := identity_of(record.values, key):
                self._exact[place].setdefault(identity, []).append(record.id)

    def find(self, values: Mapping[str, Field]) -> Found:
        """Return the records the row's keys point at, the first key first; near names if none."""
        ids: dict[Hashable, None] = {}
        several, by_alias = False, False
        near: tuple[Near[Hashable], ...] = ()
        for place, key in enumerate(self._keys):
            if key.by_name:
                name = _text(values.get(key.fields[0]))
                match = self._names[place].find(name, near=not ids) if name else None
                hits: Sequence[Hashable] = match.same if match else ()
                if (
                    match
                    and not hits
                    and (hits := self._aliases[place].find(name, near=False).same)
                ):
                    by_alias = True
                near = match.near if match else ()
            else:
                identity = identity_of(values, key)
                hits = self._exact[place].get(identity, ()) if identity else ()
            several = several or (len(hits) > 1 and not ids)
            ids.update(dict.fromkeys(hits if len(hits) == 1 or not ids else ()))
        records = tuple(self.by_id[id_] for id_ in ids)
        return Found(records, several, by_alias, () if records else near)


class SeenRows:
    """The accepted rows so far, to recognise the same thing further down the file."""

    def __init__(self, keys: Sequence[Key], titles: Iterable[str] = ()) -> None:
        self._keys = tuple(keys)
        self._exact: list[dict[tuple[str, ...], int]] = [{} for _ in keys]
        self._names: list[NameIndex[int]] = [NameIndex() for _ in keys]
        self._records: dict[Hashable, int] = {}
        named = [place for place, key in enumerate(keys) if key.by_name]
        if named:
            self._names[named[0]].expect(titles)

    def same(self, values: Mapping[str, Field], record: Hashable | None) -> int | None:
        """Return the number of an earlier row about the same thing.

        Rows that point at different records are different, whatever they are called; a key
        that both rows have settles it, so that equal names with two local ids stay two.
        """
        if record is not None:
            return self._records.get(record)
        for place, key in enumerate(self._keys):
            if key.by_name:
                match = self._names[place].find(_text(values.get(key.fields[0])), near=False)
                if match.same:
                    return match.same[0]
            elif identity := identity_of(values, key):
                return self._exact[place].get(identity)
        return None

    def near(self, values: Mapping[str, Field]) -> Iterator[Near[int]]:
        """Yield earlier rows with nearly the same name."""
        for place, key in enumerate(self._keys):
            if key.by_name and (name := _text(values.get(key.fields[0]))):
                yield from self._names[place].find(name).near

    def add(self, number: int, values: Mapping[str, Field], record: Hashable | None) -> None:
        """Remember an accepted row; `record` is the existing record it changes, if any."""
        if record is not None:
            self._records[record] = number
            return
        for place, key in enumerate(self._keys):
            if key.by_name:
                self._names[place].add(number, _text(values.get(key.fields[0])))
            elif identity := identity_of(values, key):
                self._exact[place].setdefault(identity, number)


def identity_of(values: Mapping[str, Field], key: Key) -> tuple[str, ...] | None:
    """Return the comparable form of a row's key, None unless every part that must be is filled."""
    parts = tuple(_comparable(values.get(name)) for name in key.fields)
    more = tuple(_comparable(values.get(name)) for name in key.also)
    return (*parts, *more) if all(parts) else None


def _comparable(value: Field) -> str:
    if isinstance(value, Link):
        return fold(value.text) if value.id is None else f"#{value.id}"
    if isinstance(value, tuple):
        return " ".join(sorted(_comparable(part) for part in value))
    return fold(value) or value.strip() if isinstance(value, str) else _text(value)


def _text(value: Field) -> str:
    match value:
        case None:
            return ""
        case Link():
            return value.text
        case tuple():
            return "; ".join(_text(part) for part in value)
        case _:
            return str(value)
