"""What holds, sends, receives and carries information, by name instead of by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self

import numpy as np

from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.effective import ASPECTS, Effective, nothing_known
from samsyn.domain.impact.graph import graph_of
from samsyn.domain.impact.spreading import UNKNOWN


class Kind(StrEnum):
    """What sort of thing can have a level, or stop."""

    ASSET = "asset"
    SYSTEM = "system"
    ROUTINE = "routine"
    UNIT = "unit"
    PARTY = "party"
    SITE = "site"
    ORGANISATION = "organisation"


class Thing(NamedTuple):
    """One of them, by its id."""

    kind: Kind
    pk: int


class By(StrEnum):
    """How one thing reaches another."""

    HOLDS = "holds"  # an asset lies in a system
    FLOW = "flow"  # a flow that names no asset carries all its source has
    CARRIES = "carries"  # an asset comes by a flow that names it
    HOSTS = "hosts"  # a platform or a site has what runs on it


class Link(NamedTuple):
    """From one thing to another; `pk` is the flow's, where it is one."""

    source: Thing
    target: Thing
    by: By
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way from a cause, and the link that led to it (None for the cause)."""

    thing: Thing
    link: Link | None = None


Levels = Mapping[Aspect, int]
Decisions = Mapping[tuple[Thing, Aspect], int]


@dataclass(slots=True)
class Landscape:
    """The effective levels of all things that are linked, and why they are so."""

    links: list[Link]
    number: dict[Thing, int]
    effective: Effective
    _things: list[Thing] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        own: Mapping[Thing, Levels],
        decided: Decisions,
        links: Iterable[Link],
    ) -> Self:
        """Work out all levels: `own` is what things have by themselves, `decided` by people."""
        kept = list(links)
        number: dict[Thing, int] = {}
        for thing in own:
            number.setdefault(thing, len(number))
        for thing, _aspect in decided:
            number.setdefault(thing, len(number))
        pairs = [
            (
                number.setdefault(link.source, len(number)),
                number.setdefault(link.target, len(number)),
            )
            for link in kept
        ]
        held, fixed = nothing_known(len(number)), nothing_known(len(number))
        for thing, levels in own.items():
            for aspect, level in levels.items():
                held[ASPECTS.index(aspect), number[thing]] = level
        for (thing, aspect), level in decided.items():
            fixed[ASPECTS.index(aspect), number[thing]] = level
        table = np.array(pairs, np.int32).reshape(-1, 2)
        graph = graph_of(len(number), table[:, 0].copy(), table[:, 1].copy())
        return cls(kept, number, Effective.of(graph, held, fixed), list(number))

    def level(self, thing: Thing, aspect: Aspect) -> int | None:
        """Return a thing's effective level, None where nothing it has or receives is classified."""
        node = self.number.get(thing)
        if node is None:
            return None
        return _known(int(self.effective.level[ASPECTS.index(aspect), node]))

    def levels(self, thing: Thing) -> dict[Aspect, int]:
        """Return the effective levels that are known."""
        found = {aspect: self.level(thing, aspect) for aspect in Aspect}
        return {aspect: level for aspect, level in found.items() if level is not None}

    def all_levels(self) -> dict[Thing, dict[Aspect, int]]:
        """Return the levels of everything that has any."""
        rows = self.effective.level.T.tolist()
        known = {
            thing: {a: level for a, level in zip(ASPECTS, row, strict=True) if level != UNKNOWN}
            for thing, row in zip(self._things, rows, strict=True)
        }
        return {thing: levels for thing, levels in known.items() if levels}

    def worked_out(self, thing: Thing, aspect: Aspect) -> int | None:
        """Return what its level would be if people had not decided it."""
        node = self.number.get(thing)
        if node is None:
            return None
        return _known(self.effective.without_decision(node, ASPECTS.index(aspect)))

    def why(self, thing: Thing, aspect: Aspect) -> tuple[Step, ...]:
        """Return the shortest way from what causes the level to the thing; () where unknown.

        It begins with an asset, or with a system whose level people have decided.
        """
        node = self.number.get(thing)
        if node is None:
            return ()
        way = self.effective.way(node, ASPECTS.index(aspect))
        if not way:
            return ()
        steps = [Step(self._things[way[0]])]
        for link, reached in zip(way[1::2], way[2::2], strict=True):
            steps.append(Step(self._things[reached], self.links[link]))
        return tuple(steps)

    def decide(self, thing: Thing, aspect: Aspect, level: int | None) -> frozenset[Thing]:
        """Decide a level, or with None no longer; returns all things whose level changed."""
        node = self.number[thing]
        fixed = UNKNOWN if level is None else level
        changed = self.effective.fix(node, ASPECTS.index(aspect), fixed)
        return frozenset(self._things[one] for one in changed.tolist())


def _known(level: int) -> int | None:
    return None if level == UNKNOWN else level
