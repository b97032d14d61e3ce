"""A population of schedules that breeds better ones (a steady-state genetic algorithm)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samsyn.domain.scheduling.generation import (
    EARLY,
    HELD,
    OUT,
    Choice,
    Desk,
    build,
    measure,
)
from samsyn.domain.scheduling.improvement import improve, is_better, list_by_start
from samsyn.domain.scheduling.lists import (
    Lots,
    below,
    chance,
    choose,
    cross,
    sample_list,
    urgent_list,
    vary,
)
from samsyn.domain.scheduling.network import NEVER, Ints, Longs, Net
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.shared.compiled import compiled

LEVELS = 5
SIZE = 120
STALE = 12_000
"""Children without a new best before the population starts anew around the best."""
FILLED, AGE, RESTARTS, CHILDREN = 0, 1, 2, 3


class Pool(NamedTuple):
    """The population; the last row is the best ever seen. Shapes (SIZE + 1, ...)."""

    order: Ints
    start: Ints
    choice: Choice
    score: Longs
    mark: Longs
    """A fingerprint per schedule, so that no two alike are kept."""
    tally: Longs
    """How many rows are filled, children since the last best, restarts, children."""
    lots: Lots


def new_pool(net: Net, seed: int) -> Pool:
    """Set up an empty population."""
    n, k = len(net.duration), len(net.milestone)
    return Pool(
        order=np.zeros((SIZE + 1, n), np.int32),
        start=np.full((SIZE + 1, n), NOWHERE, np.int32),
        choice=np.ones((SIZE + 1, k), np.int8),
        score=np.full((SIZE + 1, LEVELS), 1 << 62, np.int64),
        mark=np.full(SIZE + 1, -1, np.int64),
        tally=np.zeros(4, np.int64),
        lots=np.array([0x9E3779B97F4A7C15 ^ (seed * 7919 + 1)], np.uint64),
    )


@compiled
def first_choice(net: Net, choice: Choice) -> None:
    """Choose all that must be done and all that could pay, holding to what was published."""
    for owner in range(choice.size):
        pays = net.mandatory[owner] or net.worth[owner, 0] > 0
        choice[owner] = EARLY if pays else OUT
    for activity in range(net.owner.size):
        owner = net.owner[activity]
        if net.published[activity] != NEVER and net.mandatory[owner]:
            choice[owner] = HELD


@compiled
def first_plan(
    net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints, score: Longs
) -> None:
    """Build the first plan there is: the most urgent first."""
    urgent_list(net, order)
    first_choice(net, choice)
    build(net, desk, order, choice, start)
    list_by_start(desk, order, start)
    measure(net, start, choice, score)


@compiled
def evolve(net: Net, desk: Desk, pool: Pool, target: Longs, children: int) -> None:
    """Breed some children; stop early when the best score is no worse than the target."""
    order = np.empty(net.owner.size, np.int32)
    start = np.full(net.owner.size, NOWHERE, np.int32)
    choice = np.ones(net.milestone.size, np.int8)
    score = np.zeros(LEVELS, np.int64)
    pair = np.empty((2, net.owner.size), np.int32)
    for _child in range(children):
        if not is_better(target, pool.score[SIZE]):
            return
        if pool.tally[FILLED] < SIZE:
            _found(net, desk, pool, order, choice)
        else:
            _breed(net, desk, pool, pair, order, choice)
        build(net, desk, order, choice, start)
        list_by_start(desk, order, start)
        measure(net, start, choice, score)
        improve(net, desk, order, choice, start, score)
        _count(pool, score)
        slot = _admit(pool, start, score)
        if slot >= 0:
            _keep(pool, slot, order, choice, start, score)
        if is_better(score, pool.score[SIZE]):
            _keep(pool, SIZE, order, choice, start, score)


@compiled
def _count(pool: Pool, score: Longs) -> None:
    """Count a child; without a new best for long, let the population start anew."""
    pool.tally[CHILDREN] += 1
    pool.tally[AGE] += 1
    if is_better(score, pool.score[SIZE]):
        pool.tally[AGE] = 0
    elif pool.tally[AGE] > STALE:
        pool.tally[:2] = 0
        pool.tally[RESTARTS] += 1
        pool.mark[:] = -1


@compiled
def _found(net: Net, desk: Desk, pool: Pool, order: Ints, choice: Choice) -> None:
    """Draw a new member, after a restart often one that resembles the best."""
    lots = pool.lots
    if pool.tally[CHILDREN] == 0:
        urgent_list(net, order)
        first_choice(net, choice)
        return
    if pool.tally[RESTARTS] > 0 and below(lots, 2) == 0:
        order[:] = pool.order[SIZE]
        choice[:] = pool.choice[SIZE]
        for _time in range(net.owner.size // 8):
            vary(net, desk, order, lots)
    else:
        sample_list(net, order, lots)
        first_choice(net, choice)
    for owner in net.choices:
        if below(lots, 3) == 0:
            choose(net, choice, owner, lots)


@compiled
def _breed(net: Net, desk: Desk, pool: Pool, pair: Ints, order: Ints, choice: Choice) -> None:
    """Cross two parents, or copy one, and vary the child."""
    lots = pool.lots
    father = _parent(pool)
    mother = _parent(pool)
    order[:] = pool.order[father]
    choice[:] = pool.choice[father]
    if father != mother and chance(lots) < 0.85:  # noqa: PLR2004 - tuned on PSPLIB
        pair[0] = pool.order[father]
        pair[1] = pool.order[mother]
        cross(net, desk, pair, pool.start[father], order, lots)
        for owner in net.choices:
            if below(lots, 2) == 0:
                choice[owner] = pool.choice[mother, owner]
    vary(net, desk, order, lots)
    if net.choices.size > 0:
        for _time in range(below(lots, 3)):
            choose(net, choice, net.choices[below(lots, net.choices.size)], lots)


@compiled
def _parent(pool: Pool) -> int:
    """Draw two members and take the better."""
    one = below(pool.lots, SIZE)
    other = below(pool.lots, SIZE)
    return other if is_better(pool.score[other], pool.score[one]) else one


@compiled
def _admit(pool: Pool, start: Ints, score: Longs) -> int:
    """Find a place for a schedule: an empty one, or that of one no better; -1 for none."""
    mark = np.int64(0)
    for week in start:
        mark = mark * 1000003 + week
    pool.mark[SIZE] = mark
    if pool.tally[FILLED] < SIZE:
        pool.tally[FILLED] += 1
        return int(pool.tally[FILLED]) - 1
    for member in range(SIZE):
        if pool.mark[member] == mark:
            return -1
    worst = below(pool.lots, SIZE)
    for _time in range(3):
        other = below(pool.lots, SIZE)
        if is_better(pool.score[worst], pool.score[other]):
            worst = other
    return -1 if is_better(pool.score[worst], score) else int(worst)


@compiled
def _keep(pool: Pool, slot: int, order: Ints, choice: Choice, start: Ints, score: Longs) -> None:
    pool.order[slot] = order
    pool.choice[slot] = choice
    pool.start[slot] = start
    pool.score[slot] = score
    pool.mark[slot] = pool.mark[SIZE]
