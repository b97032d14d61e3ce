"""Who needs whom, and what follows when something stops, by name instead of by number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self

import numpy as np

from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.impact.outage import Leaning, Outage, outage

GATHERED = frozenset({Kind.UNIT, Kind.ORGANISATION})
"""These do not stop themselves: they are hit by what stops there."""


class Why(StrEnum):
    """In what way one thing needs another."""

    RUNS_ON = "runs_on"
    USES = "uses"
    RECEIVES = "receives"
    BY_WAY_OF = "by_way_of"
    WORKS_WITH = "works_with"
    IS_PART_OF = "is_part_of"


class Need(NamedTuple):
    """One thing stops so many hours after another did; unknown is at once, which is 0."""

    needed: Thing
    needs_it: Thing
    why: Why
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stops: at which hour, when that does harm, and what led to it.

    `tolerable` is how long it may be down (None: nobody has said, so harm is reckoned at once).
    The chain begins with what was stopped; it has no need for that.
    """

    thing: Thing
    hour: int
    tolerable: int | None
    harm_hour: int
    chain: tuple[tuple[Thing, Need | None], ...]


@dataclass(slots=True)
class Dependence:
    """All needs that are known, ready to be asked what stops if something stops."""

    needs: list[Need]
    number: dict[Thing, int]
    leaning: Leaning

    @classmethod
    def of(cls, needs: Iterable[Need]) -> Self:
        """Lay out the needs."""
        kept = list(needs)
        number: dict[Thing, int] = {}
        rows = [
            (
                number.setdefault(need.needed, len(number)),
                number.setdefault(need.needs_it, len(number)),
                min(need.hours, np.iinfo(np.int32).max),
            )
            for need in kept
        ]
        table = np.array(rows, np.int32).reshape(-1, 3)
        columns = (table[:, column].copy() for column in range(3))
        return cls(kept, number, Leaning.of(len(number), *columns))

    def stops(self, stopped: Collection[Thing], tolerable: Mapping[Thing, int]) -> list[Stop]:
        """Return everything that stops, what does harm first, first.

        `tolerable` says by thing how many hours it may be down, where somebody has said so.
        """
        begun = [self.number[thing] for thing in stopped if thing in self.number]
        found = outage(self.leaning, np.array(sorted(set(begun)), np.int32))
        things = list(self.number)
        stops = [self._stop(found, node, things, tolerable) for node in found.hit()]
        alone = [thing for thing in stopped if thing not in self.number]
        stops += [_stop(thing, 0, tolerable, ((thing, None),)) for thing in alone]
        return sorted(self._gathered(stops), key=_order)

    def _stop(
        self, found: Outage, node: int, things: list[Thing], tolerable: Mapping[Thing, int]
    ) -> Stop:
        way = found.chain(node)
        chain: list[tuple[Thing, Need | None]] = [(things[way[0]], None)]
        for link, reached in zip(way[1::2], way[2::2], strict=True):
            chain.append((things[reached], self.needs[link]))
        return _stop(things[node], int(found.hour[node]), tolerable, tuple(chain))

    def _gathered(self, stops: list[Stop]) -> Iterator[Stop]:
        """Let units and organisations be harmed when the first thing that stops there is."""
        harm = {stop.thing: stop.harm_hour for stop in stops if stop.thing.kind not in GATHERED}
        first: dict[Thing, int] = {}
        for need in self.needs:
            if need.needs_it.kind in GATHERED and need.needed in harm:
                known = first.get(need.needs_it, harm[need.needed])
                first[need.needs_it] = min(known, harm[need.needed])
        for stop in stops:
            hour = first.get(stop.thing, stop.harm_hour)
            yield Stop(stop.thing, stop.hour, stop.tolerable, hour, stop.chain)


def _stop(
    thing: Thing,
    hour: int,
    tolerable: Mapping[Thing, int],
    chain: tuple[tuple[Thing, Need | None], ...],
) -> Stop:
    hours = tolerable.get(thing)
    return Stop(thing, hour, hours, hour + (hours or 0), chain)


def _order(stop: Stop) -> tuple[int, int, int, Thing]:
    return stop.harm_hour, stop.hour, len(stop.chain), stop.thing
