"""Turn a problem into arrays, and find out what could never be planned."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from samsyn.domain.scheduling.assembly import (
    Adjacency,
    adjacency,
    arcs_of,
    asked_of,
    ties_of,
    ways_of,
)
from samsyn.domain.scheduling.columns import demand_of, more_columns
from samsyn.domain.scheduling.genes import NONE, Genes, exists, genes_of, levels_of, resolved
from samsyn.domain.scheduling.money import Ledger, ledger, worth_of_finish
from samsyn.domain.scheduling.network import (
    ABSENT,
    BLOCK_AT,
    ENDS,
    LAG,
    MEMBER_AT,
    NEVER,
    TWIN,
    Arc,
    Column,
    Ints,
    Kind,
    Longs,
    Net,
    Network,
    Ways,
    Windows,
    Words,
)
from samsyn.domain.scheduling.packing import guards, lane_bits, pack
from samsyn.domain.scheduling.precedence import gaps_of, latest_starts, links_of, topological
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.rations import rations_of
from samsyn.domain.scheduling.settling import measure_knots
from samsyn.domain.scheduling.staffing import capacity, roles_of
from samsyn.domain.scheduling.ties import waits_for_itself
from samsyn.domain.scheduling.windows import windows_of
from samsyn.domain.shared.compiled import ready


@dataclass(frozen=True, slots=True)
class _Amounts:
    """What is asked and what there is, by variant and by activity (the least of its ways)."""

    columns: tuple[Column, ...]
    by_variant: Longs
    least: Longs
    staffed: Longs
    left: Longs
    load: Longs
    """Percent of people's time by variant."""
    shortest: Ints
    longest: Ints


def compile_problem(problem: Problem) -> Network:
    """Lay the problem out as arrays; initiatives that can never be planned are marked so.

    Where something is open the arrays hold the least that any choice would ask, and a searcher
    settles `own(net)` for the choices of a plan.
    """
    roles = roles_of(problem)
    staffed = capacity(problem, roles)
    most = dict(zip(roles, staffed.max(axis=0, initial=0).tolist(), strict=True))
    genes = genes_of(problem, most)
    amounts = _amounts(problem, genes, roles, staffed)
    links = links_of(problem)
    lasting = _lasting(problem, genes)
    arcs = gaps_of(links, amounts.shortest, amounts.longest, lasting)
    book = ledger(problem)
    order, stuck = topological(
        len(amounts.least), [(a.before, a.after, 0) for a in links if not a.most]
    )
    owner = _owners(problem)
    worth, first_row, yearly = _worth(problem, genes)
    net = _net(problem, book, genes, amounts, links, order, (worth, first_row, yearly), lasting)
    network = Network(
        problem=problem,
        net=net,
        phases=problem.phases,
        initiatives=problem.initiatives,
        roles=tuple(
            column.about[0] if column.kind is Kind.ROLE else " / ".join(column.about)
            for column in amounts.columns
        ),
        demand=amounts.least,
        capacity=amounts.left,
        staffed=amounts.staffed,
        ledger=book,
        arcs=arcs,
        circular=frozenset(int(owner[activity]) for activity in stuck),
        windows=Windows(),
        genes=genes,
        links=links,
        by_variant=amounts.by_variant,
        best_worth=np.maximum.reduceat(worth, first_row, axis=0) if len(worth) else worth,
        contradictory=_contradictory(net, owner),
        columns=amounts.columns,
    )
    return _with_windows(network)


def _with_windows(network: Network) -> Network:
    """Add what is known of each activity alone, and with it what could never be planned."""
    windows = windows_of(network)
    net = network.net
    possible = np.array([k not in windows.misfits for k in range(len(net.milestone))], bool)
    optional = possible & ~net.mandatory
    held = np.zeros(len(possible), bool)
    held[net.owner[net.published < NEVER]] = True
    choices = np.flatnonzero(optional | (held & possible)).astype(np.int32)
    return replace(network, net=net._replace(possible=possible, choices=choices), windows=windows)


def _net(  # noqa: PLR0913, PLR0917 - the arrays of one network
    problem: Problem,
    book: Ledger,
    genes: Genes,
    amounts: _Amounts,
    links: tuple[Arc, ...],
    order: Ints,
    worth: tuple[Longs, Ints, Longs],
    lasting: list[bool],
) -> Net:
    phases, initiatives = problem.phases, problem.initiatives
    n, k, weeks = len(amounts.least), len(initiatives), problem.calendar.weeks
    arcs = gaps_of(links, amounts.shortest, amounts.longest, lasting)
    bits = lane_bits(int(max(amounts.by_variant.max(initial=0), amounts.left.max(initial=0))))
    packed = pack(amounts.by_variant, bits)
    into, out = adjacency(n, links)
    asked = asked_of(problem)
    due = np.concatenate([np.full(len(phases), weeks), np.minimum(asked["deadline"], weeks)])
    longs = np.array([variant.weeks for variant in genes.variants], np.int64)
    relative = (amounts.by_variant / np.maximum(amounts.left.mean(axis=0), 1)).sum(axis=1)
    account, cost_by_variant = _charges(problem, book, genes, worth)
    first = genes.variant_at[:-1]
    release = _releases(problem)
    open_level = genes.level_of != NONE
    priced = (cost_by_variant, worth[1], worth[2])
    ways = _ways(problem, genes, amounts, packed, into, release, priced)
    pinned = np.array([p.pinned is not None for p in phases] + [False] * k, bool)
    loads = np.minimum.reduceat(amounts.load, first)
    rations = rations_of(problem, _owners(problem).tolist(), loads, longs[first])
    net = Net(
        horizon=weeks,
        duration=amounts.shortest.copy(),
        owner=_owners(problem),
        pinned=pinned,
        release=np.where(open_level & ~pinned, 0, release).astype(np.int32),
        **arcs_of(into, out),
        demand=pack(amounts.least, bits),
        capacity=pack(amounts.left, bits),
        guard=guards(packed.shape[1], bits),
        milestone=np.arange(len(phases), n, dtype=np.int32),
        possible=np.ones(k, bool),
        choices=np.zeros(0, np.int32),
        **asked,
        worth=worth[0],
        account=account,
        cost=np.where(lasting, np.minimum.reduceat(cost_by_variant, first), 0),
        year=book.year_of,
        days=book.days,
        purse=book.purse,
        topological=order,
        latest=latest_starts(order.tolist(), arcs, due),
        energy=np.minimum.reduceat(longs * relative, first),
        overlapping=any(not arc.most and (arc.lag < 0 or arc.ends) for arc in links),
        careful=False,
        ways=ways,
        ties=ties_of(_owners(problem), pinned, links),
        rations=rations,
    )
    return _finished(net, arcs)


def _finished(net: Net, arcs: tuple[tuple[int, int, int], ...]) -> Net:
    """Fill in the gaps, say whether more is asked than room and money, and measure knots."""
    _fill_gaps(net, arcs)
    more = bool(len(net.ties.node) or len(net.ways.stock) or len(net.rations.work))
    net = net._replace(careful=more)
    if len(net.ties.node) and not len(net.ways.gene):
        ready(measure_knots)(net)
    return net


def _ways(  # noqa: PLR0913, PLR0917 - the arrays of one network
    problem: Problem,
    genes: Genes,
    amounts: _Amounts,
    packed: Words,
    into: Adjacency,
    release: Ints,
    priced: tuple[Longs, Ints, Longs],
) -> Ways:
    """Lay out what may be chosen, and what each choice asks."""
    void = [not exists(i, phase) for i in problem.initiatives for phase in i.phases]
    return ways_of(
        genes,
        {stock.key: stock.amount for stock in problem.stocks},
        _groups(problem),
        priced,
        packed,
        amounts.load,
        into,
        release,
        _phase_at(problem),
        [*void, *[False] * len(problem.initiatives)],
    )


def _fill_gaps(net: Net, arcs: tuple[tuple[int, int, int], ...]) -> None:
    """Write the least gaps where nothing is settled, and what counts where nothing is open."""
    if not len(net.ways.gene):
        for activity in range(len(net.owner)):
            for arc in range(net.before_at[activity], net.before_at[activity + 1]):
                before, ends = int(net.before[arc]), int(net.ways.arc[arc, ENDS])
                gap = _gap(net, before, activity, int(net.ways.arc[arc, LAG]), ends)
                net.before_gap[arc] = net.after_gap[net.ways.arc[arc, TWIN]] = gap
        return
    least = {(before, after): gap for before, after, gap in arcs}
    for activity in range(len(net.owner)):
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            gap = least.get((int(net.before[arc]), activity), -net.horizon)
            net.before_gap[arc] = net.after_gap[net.ways.arc[arc, TWIN]] = gap


def _gap(net: Net, before: int, after: int, lag: int, ends: int) -> int:
    if net.ways.work[before, ABSENT] or net.ways.work[after, ABSENT]:
        return -(NEVER // 2) if ends else int(net.duration[before])
    return int(
        (0 if ends & 1 else net.duration[before]) - (net.duration[after] if ends & 2 else 0) + lag
    )


def _contradictory(net: Net, owner: Ints) -> frozenset[int]:
    """Find the initiatives some activity of which would have to wait for itself.

    Only what surely comes with an initiative can contradict it: what may be left out gives way.
    """
    ties = net.ties
    found: set[int] = set()
    if len(net.ways.gene):
        return frozenset()
    for knot in range(len(ties.knot) - 1):
        members = ties.member[ties.knot[knot, MEMBER_AT] : ties.knot[knot + 1, MEMBER_AT]]
        squares = slice(ties.knot[knot, BLOCK_AT], ties.knot[knot + 1, BLOCK_AT])
        block = ties.apart[squares].reshape(len(members), -1)
        sure = ties.sure[squares].reshape(len(members), -1)
        for k in np.unique(owner[members]).tolist():
            kept = np.flatnonzero(sure[int(np.flatnonzero(owner[members] == k)[0])])
            if waits_for_itself(block[np.ix_(kept, kept)]):
                found.add(k)
    return frozenset(found)


def _owners(problem: Problem) -> Ints:
    own_phases = [k for k, initiative in enumerate(problem.initiatives) for _ in initiative.phases]
    return np.array([*own_phases, *range(len(problem.initiatives))], np.int32)


def _phase_at(problem: Problem) -> Ints:
    return np.cumsum([0, *(len(i.phases) for i in problem.initiatives)]).astype(np.int32)


def _groups(problem: Problem) -> list[list[int]]:
    index = {initiative.key: k for k, initiative in enumerate(problem.initiatives)}
    return [[index[key] for key in group] for group in problem.exclusive]


def _lasting(problem: Problem, genes: Genes) -> list[bool]:
    """Tell of each activity whether it exists at every level that is still possible."""
    owned = [(i, phase) for i in problem.initiatives for phase in i.phases]
    there = [exists(i, p) and genes.level_of[n] == NONE for n, (i, p) in enumerate(owned)]
    return there + [True] * len(problem.initiatives)


def _releases(problem: Problem) -> Ints:
    """Give the earliest start of each activity; for pinned work its start."""
    earliest = [
        0
        if not exists(initiative, phase) and phase.pinned is None
        else max(0, phase.earliest, initiative.earliest)
        if phase.pinned is None
        else phase.pinned
        for initiative in problem.initiatives
        for phase in initiative.phases
    ]
    return np.array(earliest + [0] * len(problem.initiatives), np.int32)


def _amounts(problem: Problem, genes: Genes, roles: tuple[str, ...], staffed: Longs) -> _Amounts:
    """Give the demand of what is to be placed, and the capacity that pinned work leaves."""
    phases = problem.phases
    more = more_columns(problem)
    columns = (*(Column(Kind.ROLE, (role,)) for role in roles), *(column for column, *_ in more))
    by_variant = demand_of(genes.variants, roles, len(columns))
    load = by_variant.sum(axis=1)
    for number, (_column, asks, _there) in enumerate(more):
        for activity, phase in enumerate(phases):
            at = slice(genes.variant_at[activity], genes.variant_at[activity + 1])
            weeks = np.array([v.weeks > 0 for v in genes.variants[at]])
            by_variant[at, len(roles) + number] = asks.get(phase.key, 0) * weeks
    there = np.column_stack([staffed, *(amount for *_, amount in more)]).astype(np.int64)
    left = there.copy()
    for activity, phase in enumerate(phases):
        if phase.pinned is not None:
            row = int(genes.variant_at[activity])
            length = genes.variants[row].weeks
            left[max(phase.pinned, 0) : max(phase.pinned + length, 0)] -= by_variant[row]
            by_variant[row] = 0
    first = genes.variant_at[:-1]
    weeks = np.array([variant.weeks for variant in genes.variants], np.int32)
    lasting = np.array(_lasting(problem, genes), bool)
    return _Amounts(
        columns=columns,
        by_variant=by_variant,
        least=np.where(lasting[:, None], np.minimum.reduceat(by_variant, first, axis=0), 0),
        staffed=there,
        left=np.maximum(left, 0),
        load=load,
        shortest=np.where(lasting, np.minimum.reduceat(weeks, first), 0).astype(np.int32),
        longest=np.maximum.reduceat(weeks, first),
    )


def _worth(problem: Problem, genes: Genes) -> tuple[Longs, Ints, Longs]:
    """Give the worth of each finish by initiative and level, where each begins, yearly cost.

    The cost of a phase whose mode is open is not in it.
    """
    rows: list[Longs] = []
    first, yearly, number = [], [], 0
    for initiative in problem.initiatives:
        first.append(len(rows))
        ways = []
        for phase in initiative.phases:
            variant = genes.variants[genes.variant_at[number]]
            is_open = genes.mode_gene[number] != NONE
            ways.append(replace(phase, cost=0 if is_open else variant.cost, modes=()))
            number += 1
        for level in levels_of(initiative) or ("",):
            chosen = resolved(replace(initiative, phases=tuple(ways)), {initiative.key: level})
            rows.append(worth_of_finish(problem, chosen))
            yearly.append(chosen.yearly_cost)
    return (
        np.array(rows, np.int64).reshape(len(rows), problem.calendar.weeks + 1),
        np.array(first, np.int32),
        np.array(yearly, np.int64),
    )


def _charges(
    problem: Problem, book: Ledger, genes: Genes, worth: tuple[Longs, Ints, Longs]
) -> tuple[Ints, Longs]:
    """Give the account of each activity and the charge by variant; pinned work is charged at once.

    The charge of a finish is the least of its initiative's levels.
    """
    account: list[int] = []
    cost = np.array([variant.cost for variant in genes.variants], np.int64)
    first, yearly = worth[1], worth[2]
    number = 0
    for initiative in problem.initiatives:
        row = book.account(initiative.fund, "one_off")
        for phase in initiative.phases:
            at = slice(genes.variant_at[number], genes.variant_at[number + 1])
            asks = row >= 0 and bool(cost[at].max() > 0)
            if asks and phase.pinned is not None and phase.pinned >= 0:
                year = book.year_of[min(phase.pinned, problem.calendar.weeks)]
                book.purse[row, year] -= cost[at][0]
            asks = asks and phase.pinned is None
            account.append(row if asks else -1)
            number += 1
    ends = [*first[1:].tolist(), len(yearly)]
    for k, initiative in enumerate(problem.initiatives):
        row = book.account(initiative.fund, "running")
        mine = yearly[first[k] : ends[k]]
        account.append(row if row >= 0 and mine.max() > 0 else -1)
        cost[genes.variant_at[number + k]] = mine.min()
    np.maximum(book.purse, 0, out=book.purse)
    return np.array(account, np.int32), cost
