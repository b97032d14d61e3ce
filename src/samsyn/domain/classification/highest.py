"""What a system must withstand: the highest level of anything it holds, and what caused it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.domain.classification.scales import Aspect


@dataclass(frozen=True, slots=True)
class Held:
    """One information asset in a system; no levels means nobody has classified it."""

    title: str
    levels: Mapping[Aspect, int]
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Highest:
    """One aspect's level and the assets that have it. None: nothing held is classified."""

    aspect: Aspect
    level: int | None
    because_of: tuple[Held, ...] = ()


def highest(held: Iterable[Held]) -> tuple[Highest, ...]:
    """Return each aspect with its highest level (the maximum principle of ISO 27005)."""
    assets = tuple(held)
    return tuple(_of(aspect, assets) for aspect in Aspect)


def _of(aspect: Aspect, assets: tuple[Held, ...]) -> Highest:
    given = [asset for asset in assets if aspect in asset.levels]
    if not given:
        return Highest(aspect, None)
    top = max(asset.levels[aspect] for asset in given)
    return Highest(aspect, top, tuple(a for a in given if a.levels[aspect] == top))
