"""Keep the organisation a tree."""

from __future__ import annotations

from collections.abc import Mapping


def makes_a_circle(unit: int, parent: int | None, parents: Mapping[int, int | None]) -> bool:
    """Tell whether `unit` would come to belong to itself if it belonged to `parent`."""
    seen: set[int] = set()
    above = parent
    while above is not None and above not in seen:
        if above == unit:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
