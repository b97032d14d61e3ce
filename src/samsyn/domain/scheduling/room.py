"""Where work finds room: the innermost loops, over weeks packed into machine words.

They take arrays one by one. Handing them the whole network costs more than all their work: five
times as many schedules a second are built this way.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Ints, Words
from samsyn.domain.shared.compiled import merged

At = np.uintp
"""A place in an array that never counts from the end: which need not be looked into."""
NOWHERE = -NEVER
"""The start of what is left out."""


@merged
def copy(to: NDArray[Any], values: NDArray[Any]) -> None:
    """Copy an array into another of its size."""
    for place in range(to.size):
        to[place] = values[place]


@merged
def room_from(
    free: Words, need: Words, guard: np.uint64, activity: int, start: int, weeks: int
) -> int:
    """Give the first start from a week on with room in every week of the work, else NOWHERE."""
    words = need.shape[1]
    word = settled = 0
    while settled < words:
        amount = need[activity, word]
        settled += 1
        if amount != 0:
            later = _first_in(free, word, amount, guard, start, weeks)
            if later != start:
                start, settled = later, 1
        word = word + 1 if word + 1 < words else 0
    return start if start + weeks <= free.shape[0] else NOWHERE


@merged
def last_full(
    free: Words, need: Words, guard: np.uint64, activity: int, start: int, end: int
) -> int:
    """Give the last week from start until before end without room, NOWHERE if all have some."""
    if end > free.shape[0]:
        return NEVER
    full = NOWHERE
    for word in range(need.shape[1]):
        amount = need[activity, word]
        week = end - 1 if amount != 0 else NOWHERE
        while week >= start and week > full:
            if ((free[week, word] | guard) - amount) & guard != guard:
                full = week
            week -= 1
    return full


@merged
def _first_in(
    free: Words, word: int, amount: np.uint64, guard: np.uint64, start: int, weeks: int
) -> int:
    """Give the first start from a week on with room as far as one word tells.

    The window is tested from its end, so that a full week t moves the start to t + 1 at once.
    """
    end = start + weeks
    checked = start
    week = end - 1
    while week >= checked and end <= free.shape[0]:
        if ((free[week, word] | guard) - amount) & guard == guard:
            week -= 1
        else:
            checked = end
            start = week + 1
            end = start + weeks
            week = end - 1
    return start


@merged
def room_until(
    free: Words, need: Words, guard: np.uint64, activity: int, end: int, weeks: int
) -> int:
    """Give the last start with room in every week and a finish by `end`, else NOWHERE."""
    words = need.shape[1]
    word = settled = 0
    start = end - weeks
    while settled < words:
        amount = need[activity, word]
        settled += 1
        if amount != 0:
            sooner = _last_in(free, word, amount, guard, start, weeks)
            if sooner != start:
                start, settled = sooner, 1
        word = word + 1 if word + 1 < words else 0
    return start if start >= 0 else NOWHERE


@merged
def _last_in(
    free: Words, word: int, amount: np.uint64, guard: np.uint64, start: int, weeks: int
) -> int:
    """Give the last start up to a week with room as far as one word tells."""
    checked = start + weeks
    week = start
    while week < checked and start >= 0:
        if ((free[week, word] | guard) - amount) & guard == guard:
            week += 1
        else:
            checked = start
            start = week - weeks
            week = start
    return start


@merged
def take(free: Words, need: Words, activity: int, start: int, end: int) -> None:
    """Take the activity's room in the weeks from start until before end; they must have it."""
    for word in range(need.shape[1]):
        amount = need[activity, word]
        if amount != 0:
            for week in range(start, end):
                free[week, word] -= amount


@merged
def ready_at(
    start: Ints, release: Ints, before_at: Ints, before: Ints, before_gap: Ints, activity: int
) -> int:
    """Give the week from which all predecessors allow the activity; beyond all if one is out."""
    week = release[activity]
    for arc in range(before_at[activity], before_at[activity + 1]):
        ready = start[before[arc]]
        if ready == NOWHERE:
            return NEVER
        week = max(week, ready + before_gap[arc])
    return int(week)
