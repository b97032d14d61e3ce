"""Who waits for whom: links as arcs between activities, and an order that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.problem import Initiative, Problem

Arc = tuple[int, int, int]
"""(from, to, weeks from start to start)."""


def arcs_of(problem: Problem) -> tuple[Arc, ...]:
    """List the arcs of the links and of each initiative's finish; none into pinned work."""
    phases = problem.phases
    index = {phase.key: number for number, phase in enumerate(phases)}
    finish = {i.key: len(phases) + number for number, i in enumerate(problem.initiatives)}
    inner = {(link.before, link.after) for link in problem.links}
    opening = {i.key: _opening(i, inner, index) for i in problem.initiatives}
    arcs: dict[tuple[int, int], int] = {}
    for link in problem.links:
        before = index.get(link.before, finish.get(link.before, -1))
        weeks = phases[before].weeks if before < len(phases) else 0
        for after in opening.get(link.after) or [index[link.after]]:
            arcs[before, after] = max(weeks + link.lag, arcs.get((before, after), weeks + link.lag))
    for initiative in problem.initiatives:
        for phase in initiative.phases:
            arcs[index[phase.key], finish[initiative.key]] = phase.weeks
    pinned = {index[phase.key] for phase in phases if phase.pinned is not None}
    return tuple((a, b, gap) for (a, b), gap in sorted(arcs.items()) if b not in pinned)


def topological(n: int, arcs: Iterable[Arc]) -> tuple[NDArray[np.int32], frozenset[int]]:
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


def adjacency(
    n: int, arcs: Iterable[Arc]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Group arcs by the activity they lead to: where each group begins, from, gap."""
    groups: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for before, after, gap in arcs:
        groups[after].append((before, gap))
    begins = np.cumsum([0] + [len(group) for group in groups]).astype(np.int32)
    flat = [arc for group in groups for arc in group]
    pairs = np.array(flat, np.int32).reshape(-1, 2)
    return begins, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


def latest_starts(
    order: Sequence[int], arcs: Iterable[Arc], due: NDArray[np.int64]
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


def _opening(
    initiative: Initiative, inner: set[tuple[str, str]], index: dict[str, int]
) -> list[int]:
    """List the phases that no other phase of the initiative, pinned work aside, comes before."""
    own = {phase.key for phase in initiative.phases}
    free = {phase.key for phase in initiative.phases if phase.pinned is None}
    behind = {after for before, after in inner if before in free and after in own}
    return [index[phase.key] for phase in initiative.phases if phase.key not in behind]
