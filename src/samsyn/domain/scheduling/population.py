"""A population of schedules that breeds better ones (a steady-state genetic algorithm).

Once nothing better comes, it stands aside and another is founded that knows nothing of it: what
one believes to be best, another often is not caught in. Two of the same size that got no further
become one, twice as large, and so on. Small populations are quick, large ones go far, and so
neither the size nor the time need be known (Harik & Lobo 1999 let sizes race in the same way).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    choose_way,
    cross,
    sample_list,
    urgent_list,
    vary,
)
from samsyn.domain.scheduling.network import (
    NEVER,
    WORTH_AT,
    Ints,
    Longs,
    Net,
)
from samsyn.domain.scheduling.parallel import build_by_week
from samsyn.domain.scheduling.room import NOWHERE, copy
from samsyn.domain.scheduling.seeding import Values, drop_losses, valuable_list
from samsyn.domain.scheduling.settling import thrift
from samsyn.domain.shared.compiled import compiled, frugal, inner, making

Plays = NDArray[np.float64]
LEVELS = 5
WORST = 1 << 62
LEAST, MOST = 80, 1280
"""Members of a population when founded, and of the largest: `LEAST` doubled some times."""
STALE = 40
"""Children per member without a new best before a population stands aside."""
FILLED, AGE, FIRST, CHILDREN, SIZE = 0, 1, 2, 3, 4
BY_WEEK = 0.3
"""Share of founders built week by week; the others are built activity by activity."""
CHANGES_WAY = 0.1
"""How often a child is not built the way its father was, so that what suits a problem spreads."""


class Pool(NamedTuple):
    """The populations: those that stand aside, from large to small, then the one that breeds.

    The last row is the best ever seen, the one before it has the best score of those that breed.
    Shapes (MOST + 2, ...).
    """

    order: Ints
    start: Ints
    choice: Choice
    score: Longs
    mark: Longs
    """A fingerprint per schedule, so that no two alike are kept."""
    play: Plays
    """How far work can be pushed, which ranks what is equally good; last row: the newest's."""
    by_week: Choice
    """How each was built: week by week, or activity by activity; the last row is the newest's."""
    tally: Longs
    """Of those that breed: members so far, children since the best alive, the first one's row,
    children of all that ever bred, members at most."""
    lots: Lots
    values: Values


def new_pool(net: Net, seed: int, values: Values) -> Pool:
    """Set up an empty population."""
    n, k, rows = len(net.duration), len(net.milestone), MOST + 2
    return Pool(
        order=np.zeros((rows, n), np.int32),
        start=np.full((rows, n), NOWHERE, np.int32),
        choice=np.ones((rows, k + len(net.ways.gene)), np.int8),
        score=np.full((rows, LEVELS), WORST, np.int64),
        mark=np.full(rows, -1, np.int64),
        play=np.zeros(rows),
        by_week=np.zeros(rows, np.int8),
        tally=np.array([0, 0, 0, 0, LEAST], np.int64),
        lots=np.array([0x9E3779B97F4A7C15 ^ (seed * 7919 + 1)], np.uint64),
        values=values,
    )


@frugal
def first_choice(net: Net, choice: Choice) -> None:
    """Choose all that must be done and all that could pay, holding to what was published."""
    for owner in range(net.milestone.size):
        pays = net.mandatory[owner] or net.worth[net.ways.owner[owner, WORTH_AT], 0] > 0
        choice[owner] = EARLY if pays else OUT
    choice[net.milestone.size :] = 0
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
    if net.ways.stock.size > 0:
        thrift(net, choice, np.array([7919], np.uint64))
    build(net, desk, order, choice, start)
    list_by_start(desk, order, start)
    measure(net, start, choice, score)


@compiled
def evolve(net: Net, desk: Desk, pool: Pool, target: Longs, children: int) -> None:
    """Breed some children; stop early when the best score is no worse than the target."""
    order = np.empty(net.owner.size, np.int32)
    start = np.full(net.owner.size, NOWHERE, np.int32)
    choice = np.ones(pool.choice.shape[1], np.int8)
    score = np.zeros(LEVELS, np.int64)
    pair = np.empty((2, net.owner.size), np.int32)
    for _child in range(children):
        if not is_better(target, pool.score[-1]):
            return
        if pool.tally[FILLED] < pool.tally[SIZE]:
            _found(net, pool, order, choice)
        else:
            _breed(net, desk, pool, pair, order, choice)
        _raise(net, desk, pool, order, choice, start, score)


@inner
def _raise(  # noqa: PLR0913, PLR0917 - a child is all of these
    net: Net, desk: Desk, pool: Pool, order: Ints, choice: Choice, start: Ints, score: Longs
) -> None:
    """Build a child's schedule, improve it, and give it a place."""
    if pool.by_week[-1]:
        build_by_week(net, desk, order, choice, start)
    else:
        build(net, desk, order, choice, start)
    if drop_losses(net, pool.values, choice, start):
        build(net, desk, order, choice, start)
    list_by_start(desk, order, start)
    measure(net, start, choice, score)
    pool.play[-1] = improve(net, desk, order, choice, start, score)
    _admit(net, pool, order, choice, start, score)


@inner
def _admit(net: Net, pool: Pool, order: Ints, choice: Choice, start: Ints, score: Longs) -> None:
    """Count a child and give it a place; without a better one for long, found others."""
    best, alive = pool.mark.size - 1, pool.mark.size - 2
    pool.mark[best] = _fingerprint(start)
    pool.tally[CHILDREN] += 1
    pool.tally[AGE] += 1
    slot = _place_for(pool, pool.mark[best], score)
    if slot >= 0:
        keep(pool, slot, order, choice, start, score)
    if is_better(score, pool.score[alive]):
        keep(pool, alive, order, choice, start, score)
        pool.tally[AGE] = 0
    if is_better(score, pool.score[best]):
        keep(pool, best, order, choice, start, score)
    patience = STALE * pool.tally[SIZE]
    stuck = net.careful and pool.tally[AGE] == patience // 2
    if stuck and is_better(pool.score[best], pool.score[alive]):
        _take_in(pool)
    if pool.tally[AGE] > patience:
        _stand_aside(pool)


@inner
def _take_in(pool: Pool) -> None:
    """Let the best ever heard of join: where little fits, the exact search may be ahead."""
    best = pool.mark.size - 1
    pool.mark[best] = _fingerprint(pool.start[best])
    pool.play[best] = 0.0
    for slot in (pool.tally[FIRST] + below(pool.lots, pool.tally[SIZE]), best - 1):
        keep(pool, slot, pool.order[best], pool.choice[best], pool.start[best], pool.score[best])
    pool.tally[AGE] = 0


@inner
def _stand_aside(pool: Pool) -> None:
    """Found another population, or join the one before where it is of the same size."""
    tally, alive = pool.tally, pool.mark.size - 2
    first, size = tally[FIRST], tally[SIZE]
    tally[AGE] = 0
    if size < MOST and first % (2 * size) > 0:
        tally[FIRST] = first - size
        tally[SIZE] = tally[FILLED] = 2 * size
        for member in range(first - size, first):
            if is_better(pool.score[member], pool.score[alive]):
                copy(pool.score[alive], pool.score[member])
        return
    tally[FIRST] = first + size if size < MOST else 0
    tally[SIZE] = LEAST
    tally[FILLED] = 0
    pool.score[alive] = WORST


@inner
def _fingerprint(start: Ints) -> int:
    mark = np.int64(0)
    for week in start:
        mark = mark * 1000003 + week
    return int(mark)


@inner
def _place_for(pool: Pool, mark: int, score: Longs) -> int:
    """Find a place for a schedule: an empty one, or that of one no better; -1 for none."""
    first, size = pool.tally[FIRST], pool.tally[SIZE]
    if pool.tally[FILLED] < size:
        pool.tally[FILLED] += 1
        return int(first + pool.tally[FILLED]) - 1
    for member in range(first, first + size):
        if pool.mark[member] == mark:
            return -1
    worst = first + below(pool.lots, size)
    for _time in range(3):
        other = first + below(pool.lots, size)
        if is_fitter(pool.score, pool.play, worst, other):
            worst = other
    if is_better(pool.score[worst], score):
        return -1
    fitter = pool.play[worst] > pool.play[-1] and not is_better(score, pool.score[worst])
    return -1 if fitter else int(worst)


@frugal
def keep(pool: Pool, slot: int, order: Ints, choice: Choice, start: Ints, score: Longs) -> None:
    """Write a schedule to a row of the population."""
    copy(pool.order[slot], order)
    copy(pool.choice[slot], choice)
    copy(pool.start[slot], start)
    copy(pool.score[slot], score)
    pool.mark[slot] = pool.mark[-1]
    pool.by_week[slot] = pool.by_week[-1]
    pool.play[slot] = pool.play[-1]


@making
def _draw_list(net: Net, pool: Pool, order: Ints) -> None:
    """Draw a list by urgency, or by value where several initiatives compete."""
    if net.milestone.size > 1 and below(pool.lots, 2) == 0:
        valuable_list(net, pool.values, order, pool.lots)
    else:
        sample_list(net, order, pool.lots)


@making
def _found(net: Net, pool: Pool, order: Ints, choice: Choice) -> None:
    """Draw a new member; the very first is the most urgent first."""
    lots = pool.lots
    if pool.tally[CHILDREN] == 0:
        urgent_list(net, order)
        first_choice(net, choice)
        return
    pool.by_week[-1] = chance(lots) < BY_WEEK
    _draw_list(net, pool, order)
    first_choice(net, choice)
    for owner in net.choices:
        if below(lots, 3) == 0:
            choose(net, choice, owner, lots)
    if net.ways.gene.shape[0] > 0:
        _vary_ways(net, choice, net.ways.gene.shape[0], lots)


@inner
def _breed(  # noqa: C901 - one child
    net: Net, desk: Desk, pool: Pool, pair: Ints, order: Ints, choice: Choice
) -> None:
    """Cross two parents, or copy one, and vary the child."""
    lots = pool.lots
    father = _parent(pool)
    mother = _parent(pool)
    pool.by_week[-1] = pool.by_week[father] ^ (chance(lots) < CHANGES_WAY)
    copy(order, pool.order[father])
    copy(choice, pool.choice[father])
    if father != mother and chance(lots) < 0.85:  # noqa: PLR2004 - tuned on PSPLIB
        copy(pair[0], pool.order[father])
        copy(pair[1], pool.order[mother])
        cross(net, desk, pair, pool.start[father], order, lots)
        for owner in net.choices:
            if below(lots, 2) == 0:
                choice[owner] = pool.choice[mother, owner]
    vary(net, desk, order, lots)
    if net.choices.size > 0:
        for _time in range(below(lots, 3)):
            choose(net, choice, net.choices[below(lots, net.choices.size)], lots)
    if net.ways.gene.shape[0] > 0:
        for gene in range(net.milestone.size, choice.size):
            if below(lots, 2) == 0:
                choice[gene] = pool.choice[mother, gene]
        _vary_ways(net, choice, below(lots, 4), lots)


@inner
def _vary_ways(net: Net, choice: Choice, times: int, lots: Lots) -> None:
    """Draw some open questions anew, and see that the stocks suffice."""
    for _time in range(times):
        choose_way(net, choice, below(lots, net.ways.gene.shape[0]), lots)
    thrift(net, choice, lots)


@inner
def _parent(pool: Pool) -> int:
    """Draw two members and take the better."""
    one = pool.tally[FIRST] + below(pool.lots, pool.tally[SIZE])
    other = pool.tally[FIRST] + below(pool.lots, pool.tally[SIZE])
    return int(other if is_fitter(pool.score, pool.play, other, one) else one)


@inner
def is_fitter(score: Longs, play: Plays, one: int, other: int) -> bool:
    """Tell whether the one member is better than the other, or as good and with more play."""
    for level in range(LEVELS):
        if score[one, level] != score[other, level]:
            return bool(score[one, level] < score[other, level])
    return bool(play[one] > play[other])
