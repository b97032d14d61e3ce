"""Activities that hold each other from both sides: at least so late, and at most so late.

Where an activity must not start too long after another, the two are tied. All that is tied in a
circle is one knot; inside it the longest paths tell how far apart any two must and may be
(Bartusch, Moehring & Radermacher 1988).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Arc
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
def longest(apart: NDArray[np.int64], sure: NDArray[np.bool_]) -> None:
    """Lengthen the distances of one knot to the longest paths (Floyd & Warshall), in place.

    A path goes only through what is surely in the plan where its two ends are.
    """
    size = apart.shape[0]
    for by in range(size):
        for one in range(size):
            if apart[one, by] == FAR:
                continue
            for other in range(size):
                if apart[by, other] != FAR and (sure[one, by] or sure[other, by]):
                    way = min(apart[one, by] + apart[by, other], NEVER)
                    apart[one, other] = max(apart[one, other], way)


def waits_for_itself(apart: NDArray[np.int64]) -> bool:
    """Tell whether some circle through these activities is longer than nothing."""
    lengths = apart.copy()
    for by in range(len(lengths)):
        if (lengths.diagonal() > 0).any():
            return True
        through = lengths[:, by, None] + lengths[None, by, :]
        known = (lengths[:, by, None] != FAR) & (lengths[None, by, :] != FAR)
        lengths = np.where(known, np.maximum(lengths, through), lengths)
    return bool((lengths.diagonal() > 0).any())


def required(owner: Ints, pinned: NDArray[np.bool_], arcs: Iterable[Arc]) -> list[frozenset[int]]:
    """Name for each initiative those that any plan with it must hold, itself among them."""
    direct: list[set[int]] = [set() for _ in range(int(owner.max(initial=-1)) + 1)]
    for arc in arcs:
        if not (arc.most or pinned[arc.before]):
            direct[owner[arc.after]].add(int(owner[arc.before]))
    found = []
    for k in range(len(direct)):
        known, fresh = {k}, [k]
        while fresh:
            new = direct[fresh.pop()] - known
            known |= new
            fresh += new
        found.append(frozenset(known))
    return found
