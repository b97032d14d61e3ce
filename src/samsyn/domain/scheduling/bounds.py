"""How good any plan could be at most, from critical paths and from work against capacity."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import NEVER, Longs, Network
from samsyn.domain.scheduling.outcome import Objective
from samsyn.domain.scheduling.tails import UNRELATED, tails_of

Tails = NDArray[np.int64]
MOST_PAIRS = 40_000
"""Activities times initiatives; beyond this, longest paths alone must do, or the bound takes longer
than the plan."""


def lower_bound(network: Network) -> Objective:
    """Bound each level, given that the levels before it are at their bounds."""
    net = network.net
    finish = earliest_finishes(network)
    fits = net.possible & (finish <= net.horizon)
    must = fits & net.mandatory
    week = np.minimum(finish, net.horizon)
    late = np.maximum(0, week - net.deadline) * net.weight
    worth = _best_worth(network, week)
    optional = np.maximum(worth, 0)[fits & ~net.mandatory].sum()
    return Objective(
        unplaced=int((net.mandatory & ~fits).sum()),
        lateness=int(late[must].sum()),
        cost=-int(worth[must].sum() + optional),
        moved=0,
        finish=int(week[must].sum()),
    )


def weaker_bound(network: Network, unplaced: int) -> Objective:
    """Bound the later levels when more is left out than the first level's own bound says.

    Which mandatory initiatives that will be is open, so nothing can be asked of any of them.
    """
    net = network.net
    worth = _best_worth(network, np.zeros(len(net.milestone), np.int64))
    best = np.maximum(worth, 0)[net.possible].sum()
    return Objective(unplaced=unplaced, lateness=0, cost=-int(best), moved=0, finish=0)


def earliest_finishes(network: Network) -> Longs:
    """Give a week before which no plan finishes each initiative, NEVER where none can."""
    net = network.net
    heads = np.array(network.windows.earliest, np.int64)
    if len(heads) * len(net.milestone) > MOST_PAIRS:
        return heads[net.milestone].copy()
    spent = np.vstack(
        [np.zeros((1, len(network.roles)), np.int64), network.capacity.cumsum(axis=0)]
    )
    finishes = heads[net.milestone].copy()
    for owner, milestone in enumerate(net.milestone.tolist()):
        if net.possible[owner]:
            tails = tails_of(network, milestone)
            for role in range(len(network.roles)):
                work = net.duration * network.demand[:, role]
                bound = _by_energy(heads, tails, work, spent[:, role])
                finishes[owner] = max(finishes[owner], bound)
    return finishes


def _best_worth(network: Network, week: Longs) -> Longs:
    worth = network.best_worth
    return np.array([worth[k, first:].max() for k, first in enumerate(week)], np.int64)


def _by_energy(heads: Tails, tails: Tails, work: Tails, spent: Tails) -> int:
    """Bound a finish by the work that must lie after some week and before some tail.

    Work with head >= h and tail >= q cannot end before the capacity from h on has covered it,
    and q more weeks must follow.
    """
    mine = np.flatnonzero((work > 0) & (tails != UNRELATED) & (heads != NEVER))
    mine = mine[np.argsort(-heads[mine], kind="stable")]
    horizon = len(spent) - 1
    begins = np.minimum(heads[mine], horizon)
    best = 0
    for tail in np.unique(tails[mine]):
        energy = np.where(tails[mine] >= tail, work[mine], 0).cumsum()
        ends = np.searchsorted(spent, spent[begins] + energy)[energy > 0]
        over = bool((ends > horizon).any())
        best = max(best, NEVER if over else int(ends.max(initial=0) + tail))
    return best
