"""Who waits for whom: links as arcs between activities, and an order that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Arc, Ints
from samsyn.domain.scheduling.problem import End, Initiative, Problem

Gap = tuple[int, int, int]
"""(from, to, weeks from start to start)."""
FROM_START, TO_FINISH = 1, 2


def links_of(problem: Problem) -> tuple[Arc, ...]:  # noqa: C901 - one kind of end after the other
    """List the arcs of the links and of each initiative's finish; none into pinned work."""
    index = {phase.key: number for number, phase in enumerate(problem.phases)}
    finish = {i.key: len(index) + number for number, i in enumerate(problem.initiatives)}
    inner = {(link.before, link.after) for link in problem.links if link.lag is not None}
    opening = {i.key: _opening(i, inner, index) for i in problem.initiatives}
    first = {i.key: index[i.phases[0].key] for i in problem.initiatives if i.phases}
    arcs: dict[tuple[int, int, int, bool], int] = {}
    for link in problem.links:
        leaves_start, meets_finish = link.leaves is End.START, link.meets is End.FINISH
        ends = FROM_START * leaves_start + TO_FINISH * meets_finish
        before = index.get(link.before, finish.get(link.before, -1))
        if leaves_start:
            before = first.get(link.before, before)
        targets = [finish[link.after]] if meets_finish and link.after in finish else []
        if link.lag is not None:
            for after in targets or opening.get(link.after) or [index[link.after]]:
                _put(arcs, (before, after, ends, False), link.lag)
        if link.most is not None:
            for after in targets or [first.get(link.after, index.get(link.after, -1))]:
                _put(arcs, (before, after, ends, True), link.most)
    for initiative in problem.initiatives:
        for phase in initiative.phases:
            _put(arcs, (index[phase.key], finish[initiative.key], 0, False), 0)
    pinned = {index[phase.key] for phase in problem.phases if phase.pinned is not None}
    return tuple(
        Arc(before, after, lag, ends, most)
        for (before, after, ends, most), lag in sorted(arcs.items())
        if after not in pinned and after >= 0 <= before
    )


def gaps_of(
    links: Iterable[Arc], shortest: Ints, longest: Ints, lasting: Sequence[bool]
) -> tuple[Gap, ...]:
    """Give the least weeks from start to start that each arc asks for, whatever is chosen.

    `lasting` tells what is there at every level of ambition.
    """
    gaps: dict[tuple[int, int], int] = {}
    for before, after, lag, ends, most in links:
        if most:
            continue
        gap = (0 if ends & FROM_START else int(shortest[before])) + lag
        gap -= int(longest[after]) if ends & TO_FINISH else 0
        if not (lasting[before] and lasting[after]):
            if ends:
                continue
            gap = min(gap, int(shortest[before]))
        gaps[before, after] = max(gap, gaps.get((before, after), -NEVER))
    return tuple((before, after, gap) for (before, after), gap in sorted(gaps.items()))


def topological(n: int, arcs: Iterable[Gap]) -> tuple[NDArray[np.int32], frozenset[int]]:
    """Order activities after all they wait for; what waits for itself comes last and is named."""
    after: list[list[int]] = [[] for _ in range(n)]
    waiting = [0] * n
    for before, behind, _gap in arcs:
        after[before].append(behind)
        waiting[behind] += 1
    order = [activity for activity in range(n) if not waiting[activity]]
    for activity in order:
        for behind in after[activity]:
            waiting[behind] -= 1
            if not waiting[behind]:
                order.append(behind)
    stuck = [activity for activity in range(n) if waiting[activity]]
    return np.array(order + stuck, np.int32), frozenset(stuck)


def adjacency(n: int, arcs: Iterable[Gap]) -> tuple[Ints, Ints, Ints]:
    """Group arcs by the activity they lead to: where each group begins, from, gap."""
    groups: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for before, after, gap in arcs:
        groups[after].append((before, gap))
    begins = np.cumsum([0] + [len(group) for group in groups]).astype(np.int32)
    flat = [arc for group in groups for arc in group]
    pairs = np.array(flat, np.int32).reshape(-1, 2)
    return begins, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


def latest_starts(
    order: Sequence[int], arcs: Iterable[Gap], due: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Give the latest start of each activity by the due weeks of what waits for it."""
    latest = due.copy()
    out: dict[int, list[tuple[int, int]]] = {}
    for before, after, gap in arcs:
        out.setdefault(before, []).append((after, gap))
    for activity in reversed(order):
        for after, gap in out.get(activity, ()):
            latest[activity] = min(latest[activity], latest[after] - gap)
    return latest.astype(np.int32)


def _put(
    arcs: dict[tuple[int, int, int, bool], int], key: tuple[int, int, int, bool], lag: int
) -> None:
    """Keep the stricter of two lags of the same kind between the same two."""
    known = arcs.get(key, lag)
    arcs[key] = min(known, lag) if key[3] else max(known, lag)


def _opening(
    initiative: Initiative, inner: set[tuple[str, str]], index: dict[str, int]
) -> list[int]:
    """List the phases that no other phase of the initiative, pinned work aside, comes before."""
    own = {phase.key for phase in initiative.phases}
    free = {phase.key for phase in initiative.phases if phase.pinned is None}
    behind = {after for before, after in inner if before in free and after in own}
    return [index[phase.key] for phase in initiative.phases if phase.key not in behind]
