"""The money side of the CP-SAT model: budgets per fiscal year, and what each level counts."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from samsyn.domain.scheduling.model import Expression, Model
from samsyn.domain.scheduling.money import UNLIMITED, running_charge
from samsyn.domain.scheduling.network import NEVER, Longs


def add_money(model: Model) -> None:
    """Keep every account within its limit in every fiscal year."""
    net = model.network.net
    charges: dict[tuple[int, int], list[Expression]] = defaultdict(list)
    for activity, row in enumerate(net.account.tolist()):
        if row < 0 or isinstance(model.start[activity], int):
            continue
        for year in range(net.purse.shape[1]):
            if net.purse[row, year] < UNLIMITED:
                charges[row, year].append(_charge(model, activity, year))
    for (row, year), parts in charges.items():
        model.cp.add(sum(parts) <= int(net.purse[row, year]))


def levels_of(model: Model) -> list[Expression]:
    """Give the five levels of the objective; a plain number where nothing can change it."""
    return [
        sum(1 - model.placed[k] for k in np.flatnonzero(model.network.net.mandatory)),
        _lateness(model),
        -_worth(model),
        _moved(model),
        sum(_when_placed(model, k) for k in range(len(model.placed))),
    ]


def _charge(model: Model, activity: int, year: int) -> Expression:
    """Give what an activity charges to a year, nothing when it is not in the plan."""
    net = model.network.net
    cost = int(net.cost[activity])
    if net.milestone[net.owner[activity]] == activity:
        table = np.array([running_charge(cost, int(days)) for days in net.days[:, year]], np.int64)
    else:
        table = np.where(net.year == year, cost, 0).astype(np.int64)
    return _looked_up(model, activity, table)


def _looked_up(model: Model, activity: int, table: Longs) -> Expression:
    """Give table[start] of an activity that is in the plan, else 0."""
    cp, start = model.cp, model.start[activity]
    placed = model.placed[model.network.net.owner[activity]]
    if isinstance(start, int) or table.min() == table.max():
        constant: Expression = placed * int(table[start if isinstance(start, int) else 0])
        return constant
    seen = cp.new_int_var(int(table.min()), int(table.max()), "seen")
    cp.add_element(start, table.tolist(), seen)
    if isinstance(placed, int):
        return seen if placed else 0
    counted = cp.new_int_var(min(0, int(table.min())), max(0, int(table.max())), "counted")
    cp.add(counted == seen).only_enforce_if(placed)
    cp.add(counted == 0).only_enforce_if(placed.negated())
    return counted


def _lateness(model: Model) -> Expression:
    net = model.network.net
    weeks = np.arange(net.horizon + 1)
    return sum(
        _looked_up(model, int(net.milestone[k]), np.maximum(0, weeks - deadline) * net.weight[k])
        for k, deadline in enumerate(net.deadline.tolist())
        if deadline < net.horizon and net.weight[k]
    )


def _worth(model: Model) -> Expression:
    net = model.network.net
    return sum(
        _looked_up(model, int(net.milestone[k]), net.worth[k]) for k in range(len(net.milestone))
    )


def _moved(model: Model) -> Expression:
    net = model.network.net
    weeks = np.arange(net.horizon + 1)
    total: Expression = 0
    for activity in np.flatnonzero((net.published < NEVER) & ~net.pinned).tolist():
        table = np.abs(weeks - net.published[activity]) - net.horizon
        total = total + net.horizon + _looked_up(model, activity, table.astype(np.int64))
    return total


def _when_placed(model: Model, k: int) -> Expression:
    """Give the finish week of an initiative that is in the plan, else 0."""
    milestone = int(model.network.net.milestone[k])
    start, placed = model.start[milestone], model.placed[k]
    if isinstance(placed, int):
        return start if placed else 0
    finish = model.cp.new_int_var(0, model.network.net.horizon, "finish")
    model.cp.add(finish >= start).only_enforce_if(placed)
    return finish
