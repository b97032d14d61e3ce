"""Write what is chosen into the network: the levels of ambition and the ways to do each phase.

The compiled functions know one way to do everything. Where there are several, the network is
settled for the genes of a plan before the plan is built or measured.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.genes import LEVEL, MODE, NONE, ONE_OF
from samsyn.domain.scheduling.network import (
    ABOUT,
    ABSENT,
    APPLIED,
    BLOCK_AT,
    COST,
    ENDS,
    KIND,
    LAG,
    LEVEL_OF,
    LOAD,
    MEMBER_AT,
    MODE_GENE,
    NEVER,
    OPTIONS,
    PACE,
    PHASE_AT,
    PLACE,
    RELEASE,
    TIE_ENDS,
    TIE_FROM,
    TIE_KNOT,
    TIE_LAG,
    TIE_MOST,
    TIE_TO,
    TWIN,
    USES,
    VARIANT_AT,
    WEEKS,
    WORTH_AT,
    WORTH_ROW,
    Net,
)
from samsyn.domain.scheduling.room import copy
from samsyn.domain.scheduling.ties import FAR, longest
from samsyn.domain.shared.compiled import compiled, frugal, inner

Choice = NDArray[np.int8]
OUT = 0
UNRELATED = -(NEVER // 2)
"""The gap of an arc that asks nothing, because one of its ends is not in the chosen level."""


def own(net: Net) -> Net:
    """Give a searcher arrays of its own to settle; the same where nothing is open."""
    if not len(net.ways.gene):
        return net
    ways = net.ways
    gene = ways.gene.copy()
    gene[:, APPLIED] = NONE
    return net._replace(
        duration=net.duration.copy(),
        release=net.release.copy(),
        demand=net.demand.copy(),
        cost=net.cost.copy(),
        before_gap=net.before_gap.copy(),
        after_gap=net.after_gap.copy(),
        ways=ways._replace(gene=gene, work=ways.work.copy(), owner=ways.owner.copy()),
        ties=net.ties._replace(apart=net.ties.apart.copy()),
        rations=net.rations._replace(work=net.rations.work.copy()),
    )


@frugal
def settle(net: Net, choice: Choice) -> None:
    """Make the network that of the plan's genes; initiatives of other options are left out."""
    ways = net.ways
    changed = False
    for gene in range(ways.gene.shape[0]):
        option = choice[net.milestone.size + gene]
        if ways.gene[gene, KIND] == ONE_OF:
            for member in range(ways.group.shape[1]):
                other = ways.group[ways.gene[gene, ABOUT], member]
                if member != option and other >= 0:
                    choice[other] = OUT
        elif ways.gene[gene, APPLIED] != option:
            changed = True
            _apply(net, gene, option)
    if changed:
        for activity in range(net.owner.size):
            _mend_gaps(net, activity)
        measure_knots(net)


@inner
def _apply(net: Net, gene: int, option: int) -> None:
    """Settle one gene."""
    ways = net.ways
    ways.gene[gene, APPLIED] = option
    if ways.gene[gene, KIND] == LEVEL:
        _settle_level(net, ways.gene[gene, ABOUT], option)
    else:
        _refresh(net, ways.gene[gene, ABOUT])


@inner
def _settle_level(net: Net, owner: int, option: int) -> None:
    ways = net.ways
    ways.owner[owner, WORTH_ROW] = ways.owner[owner, WORTH_AT] + option
    milestone = net.milestone[owner]
    net.cost[milestone] = ways.yearly[ways.owner[owner, WORTH_ROW]]
    for activity in range(ways.owner[owner, PHASE_AT], ways.owner[owner + 1, PHASE_AT]):
        if ways.work[activity, LEVEL_OF] != NONE:
            ways.work[activity, ABSENT] = ways.work[activity, LEVEL_OF] != option
            _refresh(net, activity)


@inner
def _refresh(net: Net, activity: int) -> None:
    """Write the variant that counts into the activity's row; nothing where it is absent."""
    ways = net.ways
    if ways.work[activity, ABSENT]:
        net.duration[activity] = 0
        net.release[activity] = 0
        net.demand[activity, :] = 0
        net.cost[activity] = 0
        if net.rations.work.shape[0] > 0:
            net.rations.work[activity, PACE] = 0
        return
    variant = variant_of(net, activity)
    net.duration[activity] = ways.variant[variant, WEEKS]
    net.release[activity] = ways.work[activity, RELEASE]
    copy(net.demand[activity], ways.demand[variant])
    net.cost[activity] = ways.variant[variant, COST]
    if net.rations.work.shape[0] > 0:
        net.rations.work[activity, PACE] = ways.variant[variant, LOAD]


@inner
def variant_of(net: Net, activity: int) -> int:
    """Give the row of the activity's variant that the settled genes say."""
    ways = net.ways
    gene = ways.work[activity, MODE_GENE]
    way = 0 if gene == NONE else max(0, ways.gene[gene, APPLIED])
    return int(ways.work[activity, VARIANT_AT] + way)


@inner
def cost_of_modes(net: Net, choice: Choice) -> int:
    """Add up what the chosen modes cost once, where there was a choice."""
    ways = net.ways
    total = np.int64(0)
    for gene in range(ways.gene.shape[0]):
        activity = ways.gene[gene, ABOUT]
        if ways.gene[gene, KIND] == MODE and choice[net.owner[activity]] != OUT:
            if ways.work[activity, ABSENT]:
                continue
            total += ways.variant[variant_of(net, activity), COST]
    return int(total)


@inner
def gap_of(net: Net, before: int, after: int, lag: int, ends: int) -> int:
    """Say how many weeks must pass from start to start; an absent end only passes on the order."""
    if net.ways.work[before, ABSENT] or net.ways.work[after, ABSENT]:
        return int(net.duration[before]) if ends == 0 else UNRELATED
    leaving = 0 if ends & 1 else net.duration[before]
    meeting = net.duration[after] if ends & 2 else 0
    return int(leaving - meeting + lag)


@inner
def _mend_gaps(net: Net, activity: int) -> None:
    """Reckon the arcs into the activity anew, on both of their sides."""
    ways = net.ways
    for arc in range(net.before_at[activity], net.before_at[activity + 1]):
        gap = gap_of(net, net.before[arc], activity, ways.arc[arc, LAG], ways.arc[arc, ENDS])
        net.before_gap[arc] = gap
        net.after_gap[ways.arc[arc, TWIN]] = gap


@compiled
def measure_knots(net: Net) -> None:
    """Reckon the longest paths inside all knots from what is settled."""
    ties = net.ties
    ties.apart[:] = FAR
    for arc in range(ties.arc.shape[0]):
        one, other = ties.arc[arc, TIE_FROM], ties.arc[arc, TIE_TO]
        gap = gap_of(net, one, other, ties.arc[arc, TIE_LAG], ties.arc[arc, TIE_ENDS])
        if ties.arc[arc, TIE_MOST]:
            if gap == UNRELATED or net.ways.work[one, ABSENT] or net.ways.work[other, ABSENT]:
                continue
            one, other, gap = other, one, -gap
        elif gap == UNRELATED:
            continue
        knot = ties.arc[arc, TIE_KNOT]
        size = ties.knot[knot + 1, MEMBER_AT] - ties.knot[knot, MEMBER_AT]
        at = ties.knot[knot, BLOCK_AT] + ties.node[one, PLACE] * size + ties.node[other, PLACE]
        ties.apart[at] = max(ties.apart[at], gap)
    for knot in range(ties.knot.shape[0] - 1):
        size = ties.knot[knot + 1, MEMBER_AT] - ties.knot[knot, MEMBER_AT]
        begins, ends = ties.knot[knot, BLOCK_AT], ties.knot[knot + 1, BLOCK_AT]
        longest(
            ties.apart[begins:ends].reshape(size, size), ties.sure[begins:ends].reshape(size, size)
        )


@inner
def excess(net: Net, choice: Choice, stock: int) -> int:
    """Say how much more of a stock the chosen ways take than there is."""
    ways = net.ways
    taken = 0
    for activity in range(net.owner.size):
        if choice[net.owner[activity]] != OUT and not ways.work[activity, ABSENT]:
            taken += ways.variant[variant_of(net, activity), USES + stock]
    return int(max(0, taken - ways.stock[stock]))


@inner
def total_excess(net: Net, choice: Choice) -> float:
    """Add up the excess over all stocks, each in shares of what there is."""
    total = 0.0
    for stock in range(net.ways.stock.size):
        total += excess(net, choice, stock) / max(1, net.ways.stock[stock])
    return total


@inner
def thrift(net: Net, choice: Choice, lots: NDArray[np.uint64]) -> None:
    """Change modes one at a time, by lot among the best, until the stocks suffice or none helps."""
    ways = net.ways
    if ways.stock.size == 0:
        return
    settle(net, choice)
    for _turn in range(2 * ways.gene.shape[0]):
        left = total_excess(net, choice)
        if left <= 0:
            return
        gene, option = _thriftiest(net, choice, lots, left)
        if gene < 0:
            return
        choice[net.milestone.size + gene] = option
        settle(net, choice)


@inner
def _thriftiest(net: Net, choice: Choice, lots: NDArray[np.uint64], left: float) -> tuple[int, int]:
    """Find the change of one mode that leaves the least excess; -1 where none helps."""
    ways = net.ways
    best, best_gene, best_option = left, -1, 0
    for gene in range(ways.gene.shape[0]):
        was = ways.gene[gene, APPLIED]
        for option in range(ways.gene[gene, OPTIONS] if ways.gene[gene, KIND] == MODE else 0):
            ways.gene[gene, APPLIED] = option
            then = total_excess(net, choice)
            lots[0] ^= lots[0] << np.uint64(13)
            lots[0] ^= lots[0] >> np.uint64(7)
            lots[0] ^= lots[0] << np.uint64(17)
            shade = 1e-3 * float(lots[0] >> np.uint64(40)) / (1 << 24)
            if option != was and then < left and then + shade < best:
                best, best_gene, best_option = then + shade, gene, option
        ways.gene[gene, APPLIED] = was
    return best_gene, best_option
