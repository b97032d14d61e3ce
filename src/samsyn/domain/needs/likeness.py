"""When two texts are so alike that somebody should be asked whether they mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ALIKE = 0.34  # share of trigrams in common; from here on two sentences are about one thing
ALIKE_IN_ONE_SYSTEM = 0.2
LEAST = ALIKE_IN_ONE_SYSTEM  # nothing below is worth fetching
_SAME_SYSTEM, _SAME_PLACE = 0.15, 0.05
SHORTEST = 6  # letters typed before anything is looked for
MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A row that may be the same; `likeness` of its text is from 0 to 1."""

    pk: int
    likeness: float
    same_system: bool = False
    same_place: bool = False
    other_system: bool = False


def is_alike(one: Candidate) -> bool:
    """Tell whether to ask: less likeness will do where both are about one system."""
    return one.likeness >= (ALIKE_IN_ONE_SYSTEM if one.same_system else ALIKE)


def most_alike(candidates: Iterable[Candidate]) -> list[int]:
    """Return the few to ask about, the most alike first. Two different systems weigh against."""
    alike = [one for one in candidates if is_alike(one)]
    ordered = sorted(alike, key=lambda one: (-_weight(one), one.pk))
    return [one.pk for one in ordered[:MOST]]


def _weight(one: Candidate) -> float:
    nearer = _SAME_SYSTEM * one.same_system + _SAME_PLACE * one.same_place
    return one.likeness + nearer - _SAME_SYSTEM * one.other_system
