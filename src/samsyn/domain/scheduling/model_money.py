"""The money side of the CP-SAT model: budgets per fiscal year, and what each level counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from samsyn.domain.scheduling.genes import NONE
from samsyn.domain.scheduling.model import Model
from samsyn.domain.scheduling.model_ways import Expression
from samsyn.domain.scheduling.money import UNLIMITED, running_charge
from samsyn.domain.scheduling.network import (
    COST,
    LOAD,
    MASK,
    NEVER,
    WORTH_AT,
    Longs,
)


def add_money(model: Model) -> None:
    """Keep every account and every share of people's time within its limit in every year."""
    net = model.network.net
    charges: dict[tuple[int, int], list[Expression]] = defaultdict(list)
    for activity, row in enumerate(net.account.tolist()):
        if row < 0 or isinstance(model.start[activity], int):
            continue
        for year in range(net.purse.shape[1]):
            if net.purse[row, year] < UNLIMITED:
                charges[row, year] += _charges(model, activity, year)
    for (row, year), parts in charges.items():
        model.cp.add(sum(parts) <= int(net.purse[row, year]))
    _add_shares(model)


def levels_of(model: Model) -> list[Expression]:
    """Give the five levels of the objective; a plain number where nothing can change it."""
    return [
        sum(1 - model.placed[k] for k in np.flatnonzero(model.network.net.mandatory)),
        _lateness(model),
        -_worth(model),
        _moved(model),
        sum(_when_placed(model, k) for k in range(len(model.placed))),
    ]


def _charges(model: Model, activity: int, year: int) -> Iterator[Expression]:
    """Give what an activity charges to a year, by the ways it may be done."""
    net, genes = model.network.net, model.network.genes
    owner = int(net.owner[activity])
    if net.milestone[owner] == activity:
        for row, literal in _rows_of_worth(model, owner):
            yearly = int(net.ways.yearly[row])
            table = [running_charge(yearly, int(days)) for days in net.days[:, year]]
            yield _looked_up(model, activity, np.array(table, np.int64), literal)
        return
    for number, literal in enumerate(model.ways[activity]):
        cost = int(net.ways.variant[genes.variant_at[activity] + number, COST])
        table_by_week = np.where(net.year == year, cost, 0).astype(np.int64)
        yield _looked_up(model, activity, table_by_week, literal)


def _rows_of_worth(model: Model, k: int) -> list[tuple[int, Expression]]:
    """List the rows of worth of an initiative with the literals under which they count."""
    first = int(model.network.net.ways.owner[k, WORTH_AT])
    gene = int(model.network.genes.level_gene[k])
    literals = [model.placed[k]] if gene == NONE else model.genes[gene]
    return [(first + number, literal) for number, literal in enumerate(literals)]


def _add_shares(model: Model) -> None:
    """Count the weeks that work lies in a period, where a cap could be reached at all."""
    net = model.network.net
    rations = net.rations
    for cap in range(rations.amount.shape[0]):
        for at in range(int(rations.period[cap].max(initial=-1)) + 1):
            inside = np.concatenate([[0], np.cumsum(rations.period[cap] == at)])
            parts = [
                part
                for activity in np.flatnonzero(rations.work[:, MASK] >> cap & 1).tolist()
                for part in _worked(model, activity, inside)
            ]
            model.cp.add(sum(parts) <= int(rations.amount[cap, at]))


def _worked(model: Model, activity: int, inside: Longs) -> Iterator[Expression]:
    """Give the percent-weeks of an activity in a period, by the ways it may be done."""
    net, genes = model.network.net, model.network.genes
    for number, literal in enumerate(model.ways[activity]):
        variant = int(genes.variant_at[activity]) + number
        weeks, load = genes.variants[variant].weeks, int(net.ways.variant[variant, LOAD])
        if weeks and load:
            ends = np.minimum(np.arange(net.horizon + 1) + weeks, net.horizon)
            yield _looked_up(model, activity, load * (inside[ends] - inside), literal)


def _looked_up(
    model: Model, activity: int, table: Longs, placed: Expression | None = None
) -> Expression:
    """Give table[start] where the literal holds, else 0; without one, where it is in the plan."""
    cp, start = model.cp, model.start[activity]
    owner = model.network.net.owner[activity]
    holds: Any = model.placed[owner] if placed is None else placed
    if isinstance(start, int) or table.min() == table.max():
        constant: Expression = holds * int(table[start if isinstance(start, int) else 0])
        return constant
    seen = cp.new_int_var(int(table.min()), int(table.max()), "seen")
    cp.add_element(start, table.tolist(), seen)
    if isinstance(holds, int):
        return seen if holds else 0
    counted = cp.new_int_var(min(0, int(table.min())), max(0, int(table.max())), "counted")
    cp.add(counted == seen).only_enforce_if(holds)
    cp.add(counted == 0).only_enforce_if(holds.negated())
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
    net, genes = model.network.net, model.network.genes
    worth = sum(
        _looked_up(model, int(net.milestone[k]), net.worth[row], literal)
        for k in range(len(net.milestone))
        for row, literal in _rows_of_worth(model, k)
    )
    spent = sum(
        literal * int(net.ways.variant[genes.variant_at[activity] + number, COST])
        for activity in np.flatnonzero(genes.mode_gene != NONE).tolist()
        for number, literal in enumerate(model.ways[activity])
    )
    return worth - spent


def _moved(model: Model) -> Expression:
    net = model.network.net
    weeks = np.arange(net.horizon + 1)
    total: Expression = 0
    for activity in np.flatnonzero((net.published < NEVER) & ~net.pinned).tolist():
        table = (np.abs(weeks - net.published[activity]) - net.horizon).astype(np.int64)
        total = total + net.horizon + _looked_up(model, activity, table, model.exists[activity])
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
