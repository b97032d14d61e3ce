"""Make and vary the lists that schedules are built from, by lot and always in a valid order."""

from __future__ import annotations

import numpy as np

from samsyn.domain.scheduling.generation import EARLY, HELD, OUT, Choice, Desk
from samsyn.domain.scheduling.network import (
    NEVER,
    OPTIONS,
    Ints,
    Net,
    Words,
)
from samsyn.domain.scheduling.room import At
from samsyn.domain.shared.compiled import inner, making, merged

Lots = Words
"""The state of the random numbers, one word, never zero."""


@merged
def draw(lots: Lots) -> int:
    """Draw a non-negative number of 53 bits (xorshift, Marsaglia 2003)."""
    x = lots[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    lots[0] = x
    return int(x >> np.uint64(11))


@inner
def below(lots: Lots, limit: int) -> int:
    """Draw a whole number from 0 up to but not including the limit."""
    return draw(lots) % int(limit)


@inner
def chance(lots: Lots) -> float:
    """Draw a number from 0 up to but not including 1."""
    return draw(lots) / 9007199254740992.0


@making
def sample_list(net: Net, order: Ints, lots: Lots) -> None:
    """Draw a valid list in which what is urgent tends to come early.

    Part of the noise is shared by an initiative, so that lists differ in who goes first.
    """
    n = order.size
    span = 1.0 + net.latest.max() - net.latest.min()
    noise = 0.4 * span * chance(lots)
    together = span * chance(lots)
    shared = np.empty(net.milestone.size)
    for owner in range(shared.size):
        shared[owner] = together * chance(lots)
    key = np.empty(n)
    for activity in range(n):
        key[activity] = net.latest[activity] + shared[net.owner[activity]] + noise * chance(lots)
    for activity in net.topological:
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            key[activity] = max(key[activity], key[net.before[arc]] + 1e-6)
    order[:] = np.argsort(key)


@making
def urgent_list(net: Net, order: Ints) -> None:
    """Make the valid list in order of latest start."""
    # Without ties, the list is the same whoever sorts it.
    key = net.latest + np.arange(order.size) * 1e-9
    for activity in net.topological:
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            key[activity] = max(key[activity], key[net.before[arc]] + 1e-6)
    order[:] = np.argsort(key)


@merged
def shift(net: Net, position: Ints, order: Ints, lots: Lots, window: tuple[int, int, int]) -> None:
    """Move one activity from within window[0]..window[1] by at most window[2] places.

    `position` is where each activity stands, before and after.
    """
    before_at, before, after_at, after = net.before_at, net.before, net.after_at, net.after
    first, last, reach = window
    at = first + below(lots, last - first)
    moved = order[At(at)]
    activity = At(moved)
    low = max(0, at - reach)
    high = min(order.size - 1, at + reach)
    for arc in range(At(before_at[activity]), At(before_at[activity + At(1)])):
        low = max(low, position[At(before[arc])] + 1)
    for arc in range(At(after_at[activity]), At(after_at[activity + At(1)])):
        high = min(high, position[At(after[arc])] - 1)
    if high <= low:
        return
    to = low + below(lots, high - low + 1)
    step = 1 if to > at else -1
    for place in range(at, to, step):
        other = order[At(place + step)]
        order[At(place)] = other
        position[At(other)] = place
    order[At(to)] = moved
    position[activity] = to


@inner
def vary(net: Net, desk: Desk, order: Ints, lots: Lots) -> None:
    """Move up to four activities, mostly within one neighbourhood of the list."""
    n = order.size
    first, last, reach = 0, n, n
    if chance(lots) < 0.7:  # noqa: PLR2004 - tuned together with the four moves
        reach = min(n, 8 + below(lots, n // 4 + 1))
        first = below(lots, n - reach + 1)
        last = first + reach
    position = desk.key
    for place in range(n):
        position[At(order[place])] = place
    for _move in range(below(lots, 5)):
        shift(net, position, order, lots, (first, last, reach))


@inner
def cross(net: Net, desk: Desk, pair: Ints, starts: Ints, child: Ints, lots: Lots) -> None:
    """Inherit the first parent's densest stretch as it is, the rest in the second's order.

    Peak crossover (Valls, Ballestin, Quintanilla 2008). `pair` holds two lists, shape (2, n);
    `starts` is the first parent's schedule.
    """
    n = child.size
    first, last = _peak(net, pair[0], starts, lots)
    part = desk.key
    for place in range(n):
        part[pair[0, place]] = (place >= first) + (place >= last)
    front, back = 0, last
    for place in range(n):
        activity = pair[1, place]
        if part[activity] == 0:
            child[front] = activity
            front += 1
        elif part[activity] > 1:
            child[back] = activity
            back += 1
    for place in range(first, last):
        child[place] = pair[0, place]


@inner
def _peak(net: Net, order: Ints, starts: Ints, lots: Lots) -> tuple[int, int]:
    """Draw three stretches of a list and give the one with the most work per week."""
    n = order.size
    best = -1.0
    stretch = (0, n)
    for _try in range(3):
        length = min(n, n // 8 + 1 + below(lots, n // 2 + 1))
        first = below(lots, n - length + 1)
        last = first + length
        work = 0.0
        for place in range(first, last):
            work += net.energy[order[place]]
        weeks = 1.0 + abs(starts[order[last - 1]] - starts[order[first]])
        if work / weeks > best:
            best = work / weeks
            stretch = (first, last)
    return stretch


@inner
def choose(net: Net, choice: Choice, owner: int, lots: Lots) -> None:
    """Draw anew what to do with one initiative."""
    mandatory = net.mandatory[owner]
    held = False
    for activity in range(net.owner.size):
        if net.owner[activity] == owner and net.published[activity] != NEVER:
            held = True
    options = 1 + held + (not mandatory)
    lot = below(lots, options)
    if lot == 0:
        choice[owner] = EARLY
    elif lot == 1 and held:
        choice[owner] = HELD
    else:
        choice[owner] = OUT


@inner
def choose_way(net: Net, choice: Choice, gene: int, lots: Lots) -> None:
    """Draw anew one open question: a level of ambition, a way to do a phase, one of several."""
    choice[net.milestone.size + gene] = below(lots, int(net.ways.gene[gene, OPTIONS]))
