"""Let points find their places: those that are connected near, all others at arm's length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_BLOCK = 1024  # rows of the matrix of distances that are worked out at once
_WEAKEST = 0.02  # of an arm's length: where the cooling ends
_PULL = 1.5  # towards the middle, so that nothing drifts away


def settle(
    places: Points, links: Ints, *, arm: float, steps: int, free: Mask | None = None
) -> Points:
    """Return the places after so many steps of repulsion, attraction and cooling.

    `places` is n by 2, `links` m by 2 (indices), `arm` the wanted distance. Only `free` points
    move (all, where nothing is said). Fruchterman & Reingold 1991, every pair counted; the same
    input gives the same answer.
    """
    moved = places.copy()
    if len(moved) < 2 or steps < 1:  # noqa: PLR2004 - a point alone is where it is
        return moved
    weight = 1.0 + 0.15 * np.bincount(links.ravel(), minlength=len(moved)).clip(0, 40)
    heat = arm * max(1.0, len(moved) ** 0.5 / 6)
    cooling = (_WEAKEST * arm / heat) ** (1 / steps)
    going = np.arange(len(moved)) if free is None else np.flatnonzero(free)
    for _step in range(steps):
        force = _apart(moved, going, weight, arm) + _together(moved, links, arm)[going]
        inwards = (moved[going] - moved.mean(axis=0)) * weight[going, None]
        force -= inwards * (_PULL / weight.mean())
        length = np.hypot(force[:, 0], force[:, 1]).clip(1e-9)
        moved[going] += force * (np.minimum(length, heat) / length)[:, None]
        heat *= cooling
    return moved


def _apart(places: Points, going: Ints, weight: NDArray[np.float64], arm: float) -> Points:
    """Push points away from all others: arm² / distance, in blocks so that memory stays small."""
    force = np.empty((len(going), 2))
    flat = places.astype(np.float32)
    square = (flat * flat).sum(axis=1)
    heavy = np.column_stack([weight, weight[:, None] * places]).astype(np.float32)
    for start in range(0, len(going), _BLOCK):
        part = going[start : start + _BLOCK]
        far = flat[part] @ flat.T
        far *= -2.0
        far += square[part, None]
        far += square[None, :]
        np.maximum(far, 0.02 * arm * arm, out=far)
        np.reciprocal(far, out=far)
        total = far @ heavy
        push = (places[part] * total[:, :1] - total[:, 1:]) * (arm * arm)
        force[start : start + _BLOCK] = push * weight[part, None]
    return force


def _together(places: Points, links: Ints, arm: float) -> Points:
    """Pull linked pairs together: distance² / arm, at most as hard as five arms' lengths."""
    count = len(places)
    force = np.zeros((count, 2))
    if not len(links):
        return force
    source, target = links[:, 0], links[:, 1]
    gap = places[target] - places[source]
    length = np.hypot(gap[:, 0], gap[:, 1])
    pull = gap * (np.minimum(length, 5 * arm) / arm)[:, None]
    for axis in (0, 1):
        force[:, axis] += np.bincount(source, pull[:, axis], count)
        force[:, axis] -= np.bincount(target, pull[:, axis], count)
    return force


def make_room(
    places: Points, *, least: float, free: Mask | None = None, rounds: int = 12
) -> Points:
    """Return the places with no two closer than `least`; only `free` points give way."""
    moved = places.copy()
    may = np.ones(len(moved), np.bool_) if free is None else free
    for _round in range(rounds):
        first, second = near_pairs(moved, least)
        if free is not None:
            wanted = may[first] | may[second]
            first, second = first[wanted], second[wanted]
        if not len(first):
            break
        gap = moved[second] - moved[first]
        length = np.hypot(gap[:, 0], gap[:, 1])
        turn = (first * 2.399963 + second * 0.618034) % (2 * np.pi)  # where two are in one place
        together = length < 1e-6  # noqa: PLR2004 - no direction can be told
        gap[together] = np.column_stack([np.cos(turn), np.sin(turn)])[together]
        length[together] = 1.0
        lack = np.where(together, least, least - length) * 0.52
        push = gap / length[:, None] * lack[:, None]
        both = may[first] & may[second]
        push[~both] *= 2
        for axis in (0, 1):
            back = np.bincount(first, push[:, axis] * may[first], len(moved))
            moved[:, axis] += np.bincount(second, push[:, axis] * may[second], len(moved)) - back
    return moved


def near_pairs(places: Points, least: float) -> tuple[Ints, Ints]:
    """Return all pairs closer than `least`, the lower index first; found by a grid."""
    cell = np.floor(places / least).astype(np.int64)
    cell -= cell.min(axis=0) - 1
    width = int(cell[:, 1].max()) + 2
    key = cell[:, 0] * width + cell[:, 1]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    found: list[tuple[Ints, Ints]] = []
    for step in (0, 1, width - 1, width, width + 1):
        begin = np.searchsorted(ordered, key + step, side="left")
        size = np.searchsorted(ordered, key + step, side="right") - begin
        first = np.repeat(np.arange(len(key)), size)
        within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        second = order[np.repeat(begin, size) + within]
        wanted = first < second if step == 0 else first != second
        found.append((first[wanted], second[wanted]))
    first = np.concatenate([pair[0] for pair in found])
    second = np.concatenate([pair[1] for pair in found])
    gap = places[first] - places[second]
    close = np.hypot(gap[:, 0], gap[:, 1]) < least
    first, second = first[close], second[close]
    low, high = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((high, low))
    return low[order], high[order]
