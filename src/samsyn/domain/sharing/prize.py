"""Who stands where in a year's prize: by municipalities that reused something, never by clicks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many different municipalities adopted, took and thanked for something of one's own."""

    origin: int
    name: str
    adopters: int
    takers: int
    thankers: int

    @property
    def merit(self) -> tuple[int, int, int]:
        """What decides: a decision to adopt before a draft that was taken, before thanks."""
        return (self.adopters, self.takers, self.thankers)


def placed(standings: Iterable[Standing]) -> list[tuple[int, Standing]]:
    """Return them with their places, the first first; equal ones share a place.

    Nothing but the counts parts them, so there is nothing to gain from offering more, or sooner.
    """
    found: list[tuple[int, Standing]] = []
    ordered = sorted(standings, key=lambda one: tuple(-count for count in one.merit))
    for nth, one in enumerate(ordered, 1):
        same = found and found[-1][1].merit == one.merit
        found.append((found[-1][0] if same else nth, one))
    return found
