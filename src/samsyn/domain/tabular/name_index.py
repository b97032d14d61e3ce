"""Find a name among thousands: the same one at once, near ones without comparing all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from samsyn.domain.tabular.likeness import jaccard, trigrams
from samsyn.domain.tabular.names import (
    ALIKE,
    Likeness,
    compare_names,
    digits_of,
    loose_key,
    misspelt,
    name_key,
)

Id = TypeVar("Id", bound=Hashable)
MOST_NEAR = 3
_REORDERED = 0.95
_MOST_IN_BLOCK = 200


class Near(NamedTuple, Generic[Id]):
    """A record with a similar name; `score` is 0 to 1."""

    id: Id
    name: str
    score: float


class Match(NamedTuple, Generic[Id]):
    """What was found: records with the same name (more than one is a muddle), and near ones."""

    same: tuple[Id, ...]
    near: tuple[Near[Id], ...]


class _Prepared(NamedTuple):
    """What near search needs of a name, computed once."""

    core: str
    loose: str
    digits: str
    grams: frozenset[str]


class NameIndex(Generic[Id]):
    """Names of records, findable by the same or nearly the same name.

    Near names are looked for only in small blocks: names that share a key with one letter
    left out (Mor & Fraenkel 1982), or one of their rarest trigrams (prefix filtering,
    Chaudhuri et al. 2006). Blocks too common to tell names apart are passed over.
    """

    def __init__(self, names: Iterable[tuple[Id, str]] = ()) -> None:
        self._entries: list[tuple[Id, str]] = []
        self._same: dict[str, list[int]] = {}
        self._prepared: list[_Prepared] = []
        # Most blocks hold one name, so those are kept without a list; keys are hashes, since
        # a block shared by accident only costs a comparison.
        self._blocks: dict[int, int | list[int]] = {}
        self._commonness: Counter[str] = Counter()
        self._order_is_fixed = False
        for id_, name in names:
            self.add(id_, name)

    def add(self, id_: Id, name: str) -> None:
        """Add one more name, also a former name of a record already here."""
        if not name.strip():
            return
        self._same.setdefault(_close(name), []).append(len(self._entries))
        self._entries.append((id_, name))
        if not self._order_is_fixed:
            self._commonness.update(trigrams(name_key(name).core))

    def expect(self, names: Iterable[str]) -> None:
        """Say which names will be added later, so that blocks stay small."""
        if not self._order_is_fixed:
            for name in names:
                self._commonness.update(trigrams(name_key(name).core))

    def find(self, name: str, *, near: bool = True) -> Match[Id]:
        """Return records called `name`, or else, when `near`, up to three that nearly are."""
        same: dict[Id, None] = {}
        rivals: dict[Id, Near[Id]] = {}
        for entry in self._same.get(_close(name), ()):
            id_, known = self._entries[entry]
            if compare_names(name, known) is Likeness.SAME:
                same[id_] = None
            else:
                rivals[id_] = Near(id_, known, 1.0)
        if same or not near:
            return Match(tuple(same), ())
        return Match((), self._near(name, rivals))

    def _near(self, name: str, rivals: dict[Id, Near[Id]]) -> tuple[Near[Id], ...]:
        self._index_blocks()
        for entry, score in self._candidates(_prepare(name)):
            id_, known = self._entries[entry]
            if id_ not in rivals or rivals[id_].score < score:
                rivals[id_] = Near(id_, known, round(score, 3))
        best = sorted(rivals.values(), key=lambda found: (-found.score, found.name))
        return tuple(best[:MOST_NEAR])

    def _candidates(self, wanted: _Prepared) -> Iterator[tuple[int, float]]:
        for entry in self._members(_loose_block(wanted)):
            yield entry, _REORDERED
        for entry in {e for block in _slip_blocks(wanted) for e in self._members(block)}:
            if score := misspelt(wanted.core, self._prepared[entry].core):
                yield entry, score
        for entry in {e for block in self._gram_blocks(wanted) for e in self._members(block)}:
            if (score := jaccard(wanted.grams, self._prepared[entry].grams)) >= ALIKE:
                yield entry, score

    def _members(self, block: str) -> list[int]:
        members = self._blocks.get(hash(block), [])
        if isinstance(members, int):
            return [members]
        return members if len(members) <= _MOST_IN_BLOCK else []

    def _join(self, block: str, entry: int) -> None:
        key = hash(block)
        members = self._blocks.get(key)
        if members is None:
            self._blocks[key] = entry
        elif isinstance(members, int):
            self._blocks[key] = [members, entry]
        elif len(members) <= _MOST_IN_BLOCK:
            members.append(entry)

    def _index_blocks(self) -> None:
        self._order_is_fixed = True  # prefixes only meet if all names are sorted alike
        for entry in range(len(self._prepared), len(self._entries)):
            prepared = _prepare(self._entries[entry][1])
            self._prepared.append(prepared)
            for block in (
                _loose_block(prepared),
                *_slip_blocks(prepared),
                *self._gram_blocks(prepared),
            ):
                self._join(block, entry)

    def _gram_blocks(self, name: _Prepared) -> set[str]:
        grams = sorted(name.grams, key=lambda gram: (self._commonness[gram], gram))
        # Sets with a Jaccard index of t share one of their first (1 - t) n + 1 in a fixed order.
        # Names that differ in a number are never near, so the number goes into the block's name.
        return {f"t{name.digits}{gram}" for gram in grams[: int((1 - ALIKE) * len(grams)) + 1]}


def _prepare(name: str) -> _Prepared:
    core = name_key(name).core
    return _Prepared(core, loose_key(name), digits_of(core), trigrams(core))


def _loose_block(name: _Prepared) -> str:
    return f"l{name.loose}"


def _slip_blocks(name: _Prepared) -> set[str]:
    core = name.core
    return {f"d{core}", *(f"d{core[:i]}{core[i + 1 :]}" for i in range(len(core)))}


def _close(name: str) -> str:
    return name_key(name).core.replace(" ", "")
