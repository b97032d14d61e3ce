"""Turn a problem into arrays, and find out what could never be planned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.money import Ledger, ledger, worth_of_finish
from samsyn.domain.scheduling.network import NEVER, Ints, Longs, Net, Network, Windows
from samsyn.domain.scheduling.packing import guards, lane_bits, pack
from samsyn.domain.scheduling.precedence import adjacency, arcs_of, latest_starts, topological
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.staffing import capacity, roles_of
from samsyn.domain.scheduling.windows import windows_of


def compile_problem(problem: Problem) -> Network:
    """Lay the problem out as arrays; initiatives that can never be planned are marked so."""
    roles = roles_of(problem)
    staffed = capacity(problem, roles)
    demand, left = _amounts(problem, roles, staffed)
    arcs = arcs_of(problem)
    book = ledger(problem)
    order, stuck = topological(len(demand), arcs)
    owner = _owners(problem)
    network = Network(
        problem=problem,
        net=_net(problem, book, demand, left, order),
        phases=problem.phases,
        initiatives=problem.initiatives,
        roles=roles,
        demand=demand,
        capacity=left,
        staffed=staffed,
        ledger=book,
        arcs=arcs,
        circular=frozenset(int(owner[activity]) for activity in stuck),
        windows=Windows(),
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


def _net(problem: Problem, book: Ledger, demand: Longs, left: Longs, order: Ints) -> Net:
    phases, initiatives = problem.phases, problem.initiatives
    n, k, weeks = len(demand), len(initiatives), problem.calendar.weeks
    arcs = arcs_of(problem)
    duration = np.array([phase.weeks for phase in phases] + [0] * k, np.int32)
    bits = lane_bits(int(max(demand.max(initial=0), left.max(initial=0))))
    packed = pack(demand, bits)
    before = adjacency(n, arcs)
    after = adjacency(n, [(b, a, gap) for a, b, gap in arcs])
    account, cost = _charges(problem, book)
    deadline = np.array(
        [NEVER if i.deadline is None else i.deadline for i in initiatives], np.int32
    )
    due = np.concatenate([np.full(len(phases), weeks), np.minimum(deadline, weeks)])
    worth = [worth_of_finish(problem, i) for i in initiatives]
    relative = demand / np.maximum(left.mean(axis=0), 1)
    return Net(
        horizon=weeks,
        duration=duration,
        owner=_owners(problem),
        pinned=np.array([p.pinned is not None for p in phases] + [False] * k, bool),
        release=_releases(problem),
        published=np.array(
            [problem.published.get(p.key, NEVER) for p in phases] + [NEVER] * k, np.int32
        ),
        before_at=before[0],
        before=before[1],
        before_gap=before[2],
        after_at=after[0],
        after=after[1],
        after_gap=after[2],
        demand=packed,
        guard=guards(packed.shape[1], bits),
        capacity=pack(left, bits),
        milestone=np.arange(len(phases), n, dtype=np.int32),
        mandatory=np.array([i.mandatory or i.running for i in initiatives], bool),
        possible=np.ones(k, bool),
        choices=np.zeros(0, np.int32),
        deadline=deadline,
        weight=np.array([i.lateness_weight for i in initiatives], np.int64),
        worth=np.array(worth, np.int64).reshape(k, weeks + 1),
        account=account,
        cost=cost,
        year=book.year_of,
        days=book.days,
        purse=book.purse,
        topological=order,
        latest=latest_starts(order.tolist(), arcs, due),
        energy=duration * relative.sum(axis=1),
        overlapping=any(gap < duration[a] for a, _b, gap in arcs),
    )


def _owners(problem: Problem) -> Ints:
    own = [k for k, initiative in enumerate(problem.initiatives) for _ in initiative.phases]
    return np.array([*own, *range(len(problem.initiatives))], np.int32)


def _releases(problem: Problem) -> Ints:
    """Give the earliest start of each activity; for pinned work its start."""
    earliest = [
        max(0, phase.earliest, initiative.earliest) if phase.pinned is None else phase.pinned
        for initiative in problem.initiatives
        for phase in initiative.phases
    ]
    return np.array(earliest + [0] * len(problem.initiatives), np.int32)


def _amounts(problem: Problem, roles: tuple[str, ...], staffed: Longs) -> tuple[Longs, Longs]:
    """Give the demand of what is to be placed, and the capacity that pinned work leaves."""
    column = {role: index for index, role in enumerate(roles)}
    phases = problem.phases
    demand = np.zeros((len(phases) + len(problem.initiatives), len(roles)), np.int64)
    left: NDArray[np.int64] = staffed.copy()
    for number, phase in enumerate(phases):
        if not phase.weeks:
            continue
        for role, percent in phase.demand.items():
            if phase.pinned is None:
                demand[number, column[role]] = percent
            else:
                left[max(phase.pinned, 0) : max(phase.pinned + phase.weeks, 0), column[role]] -= (
                    percent
                )
    return demand, np.maximum(left, 0)


def _charges(problem: Problem, book: Ledger) -> tuple[Ints, Longs]:
    """Give the account and the charge of each activity; pinned work is charged at once."""
    account: list[int] = []
    cost: list[int] = []
    for initiative in problem.initiatives:
        row = book.account(initiative.fund, "one_off")
        for phase in initiative.phases:
            asks = row >= 0 and phase.cost > 0
            if asks and phase.pinned is not None and phase.pinned >= 0:
                book.purse[row, book.year_of[min(phase.pinned, problem.calendar.weeks)]] -= (
                    phase.cost
                )
            asks = asks and phase.pinned is None
            account.append(row if asks else -1)
            cost.append(phase.cost if asks else 0)
    for initiative in problem.initiatives:
        row = book.account(initiative.fund, "running")
        asks = row >= 0 and initiative.yearly_cost > 0
        account.append(row if asks else -1)
        cost.append(initiative.yearly_cost if asks else 0)
    np.maximum(book.purse, 0, out=book.purse)
    return np.array(account, np.int32), np.array(cost, np.int64)
