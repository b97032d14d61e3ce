"""Who waits for whom among initiatives, so that nothing ends up waiting for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

Pair = tuple[int, int]
"""(before, after): the second waits for the first."""


class Circle(StrEnum):
    """What is wrong with a dependency."""

    WAITS_FOR_ITSELF = "waits_for_itself"


def way_back(pairs: Iterable[Pair], *, before: int, after: int) -> tuple[int, ...]:
    """Return the chain from `after` to `before` that a new link would close, or nothing.

    The chain begins with `after` and ends with `before`; the shortest one is given.
    """
    followers: dict[int, list[int]] = defaultdict(list)
    for first, then in pairs:
        followers[first].append(then)
    came_from: dict[int, int | None] = {after: None}
    queue = [after]
    for node in queue:
        if node == before:
            return _chain(came_from, node)
        for follower in followers[node]:
            if follower not in came_from:
                came_from[follower] = node
                queue.append(follower)
    return ()


def _chain(came_from: dict[int, int | None], node: int | None) -> tuple[int, ...]:
    chain: list[int] = []
    while node is not None:
        chain.append(node)
        node = came_from[node]
    return tuple(reversed(chain))
