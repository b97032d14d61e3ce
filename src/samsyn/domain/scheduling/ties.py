"""Activities that hold each other from both sides: at least so late, and at most so late.

Where an activity must not start too long after another, the two are tied. All that is tied in a
circle is one knot; inside it the longest paths tell how far apart any two must and may be
(Bartusch, Moehring & Radermacher 1988).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER
from samsyn.domain.shared.compiled import inner

Ints = NDArray[np.int32]
FAR = -NEVER
"""No path from one to the other."""


def knots(n: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Group what can be reached from each other along the pairs; only groups of two and more."""
    out: list[list[int]] = [[] for _ in range(n)]
    into: list[list[int]] = [[] for _ in range(n)]
    for one, other in pairs:
        out[one].append(other)
        into[other].append(one)
    finished: list[int] = []
    seen = [False] * n
    for root in range(n):
        if not seen[root]:
            finished += _walk(root, out, seen)
    seen = [False] * n
    groups = (_walk(root, into, seen) for root in reversed(finished) if not seen[root])
    return sorted(sorted(group) for group in groups if len(group) > 1)


def _walk(root: int, out: list[list[int]], seen: list[bool]) -> list[int]:
    """List what is newly reached, each after all that is reached from it."""
    seen[root] = True
    stack = [(root, iter(out[root]))]
    finished = []
    while stack:
        at, rest = stack[-1]
        following = next((other for other in rest if not seen[other]), None)
        if following is None:
            finished.append(at)
            stack.pop()
        else:
            seen[following] = True
            stack.append((following, iter(out[following])))
    return finished


@inner
def longest(apart: NDArray[np.int64]) -> None:
    """Lengthen the distances of one knot to the longest paths (Floyd & Warshall), in place."""
    size = apart.shape[0]
    for by in range(size):
        for one in range(size):
            if apart[one, by] == FAR:
                continue
            for other in range(size):
                if apart[by, other] != FAR:
                    way = apart[one, by] + apart[by, other]
                    apart[one, other] = max(apart[one, other], way)
