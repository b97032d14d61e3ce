"""The money side of the CP-SAT model: budgets per fiscal year, and what each level counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from samsyn.domain.scheduling.calendar import DAYS_PER_YEAR
from samsyn.domain.scheduling.genes import NONE
from samsyn.domain.scheduling.model import Model
from samsyn.domain.scheduling.model_tables import looked_up
from samsyn.domain.scheduling.model_ways import Expression
from samsyn.domain.scheduling.money import running_charge
from samsyn.domain.scheduling.network import (
    COST,
    LOAD,
    MASK,
    NEVER,
    WORTH_AT,
    Longs,
)


def add_money(model: Model) -> None:
    """Keep every account and every share of people's time within its limit in every year.

    A limit that all charges together cannot reach is not written down.
    """
    net = model.network.net
    by_account: dict[int, list[int]] = defaultdict(list)
    for activity, row in enumerate(net.account.tolist()):
        if row >= 0 and not isinstance(model.start[activity], int):
            by_account[row].append(activity)
    for row, activities in by_account.items():
        tables = {activity: _charge_tables(model, activity) for activity in activities}
        most = np.sum([_most(mine) for mine in tables.values()], axis=0)
        tight = [y for y in range(net.purse.shape[1]) if most[y] > net.purse[row, y]]
        parts = [_charges(model, activity, tables[activity], tight) for activity in activities]
        for number, year in enumerate(tight):
            model.cp.add(sum(part[number] for part in parts) <= int(net.purse[row, year]))
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


def _charge_tables(model: Model, activity: int) -> list[tuple[Longs, Expression]]:
    """List by way what a start in each week charges to each year, and the literal of the way.

    Shape (years, weeks + 1).
    """
    net, genes = model.network.net, model.network.genes
    owner = int(net.owner[activity])
    if net.milestone[owner] == activity:
        return [
            (running_charge(int(net.ways.yearly[row]), net.days.T), literal)
            for row, literal in _rows_of_worth(model, owner)
        ]
    years = np.arange(net.purse.shape[1])[:, None] == net.year[None, :]
    first = int(genes.variant_at[activity])
    return [
        (years * np.int64(net.ways.variant[first + number, COST]), literal)
        for number, literal in enumerate(model.ways[activity])
    ]


def _most(tables: list[tuple[Longs, Expression]]) -> Longs:
    """Give the most that any way and week could add to each of some sums."""
    return np.asarray(np.max([table.max(axis=1) for table, _literal in tables], axis=0))


def _charges(
    model: Model, activity: int, tables: list[tuple[Longs, Expression]], years: list[int]
) -> list[Expression]:
    """Give what an activity charges to some years, by the ways it may be done.

    Running cost follows the days that are left, in whole units rounded down.
    """
    net = model.network.net
    charged: list[Expression] = [0 for _year in years]
    if not years:
        return charged
    owner = int(net.owner[activity])
    running = net.milestone[owner] == activity
    for number, (table, literal) in enumerate(tables):
        if not running:
            parts = looked_up(model, activity, [table[year] for year in years], literal)
        else:
            yearly = int(net.ways.yearly[_rows_of_worth(model, owner)[number][0]])
            days = looked_up(model, activity, [net.days[:, year] for year in years], literal)
            parts = [_rounded_down(model, yearly, part, int(table.max())) for part in days]
        charged = [total + part for total, part in zip(charged, parts, strict=True)]
    return charged


def _rounded_down(model: Model, yearly: int, days: Expression, most: int) -> Expression:
    """Give a number at least yearly * days // 365; a limit asks for no more of it."""
    if isinstance(days, int) or not yearly:
        return running_charge(yearly, int(days)) if isinstance(days, int) else 0
    charge = model.cp.new_int_var(0, most, "charge")
    model.cp.add(DAYS_PER_YEAR * charge >= yearly * days - (DAYS_PER_YEAR - 1))
    return charge


def _rows_of_worth(model: Model, k: int) -> list[tuple[int, Expression]]:
    """List the rows of worth of an initiative with the literals under which they count."""
    first = int(model.network.net.ways.owner[k, WORTH_AT])
    gene = int(model.network.genes.level_gene[k])
    literals = [model.placed[k]] if gene == NONE else model.genes[gene]
    return [(first + number, literal) for number, literal in enumerate(literals)]


def _add_shares(model: Model) -> None:
    """Count the weeks that work lies in each period, where a cap could be reached at all."""
    rations = model.network.net.rations
    for cap in range(rations.amount.shape[0]):
        periods = range(int(rations.period[cap].max(initial=-1)) + 1)
        inside = np.array([rations.period[cap] == at for at in periods])
        counted = np.concatenate([np.zeros((len(periods), 1), np.int64), inside.cumsum(axis=1)], 1)
        mine = np.flatnonzero(rations.work[:, MASK] >> cap & 1).tolist()
        worked = {activity: list(_worked(model, activity, counted)) for activity in mine}
        most = np.sum([_most(tables) for tables in worked.values() if tables], axis=0)
        tight = [at for at in periods if np.any(most) and most[at] > rations.amount[cap, at]]
        parts = [
            looked_up(model, activity, [table[at] for at in tight], literal)
            for activity, tables in worked.items()
            for table, literal in tables
        ]
        for number, at in enumerate(tight):
            model.cp.add(sum(part[number] for part in parts) <= int(rations.amount[cap, at]))


def _worked(model: Model, activity: int, counted: Longs) -> Iterator[tuple[Longs, Expression]]:
    """Yield the percent-weeks of an activity by period and start, by the ways it may be done."""
    net, genes = model.network.net, model.network.genes
    for number, literal in enumerate(model.ways[activity]):
        variant = int(genes.variant_at[activity]) + number
        weeks, load = genes.variants[variant].weeks, int(net.ways.variant[variant, LOAD])
        if weeks and load:
            ends = np.minimum(np.arange(net.horizon + 1) + weeks, net.horizon)
            yield load * (counted[:, ends] - counted[:, : net.horizon + 1]), literal


def _lateness(model: Model) -> Expression:
    net = model.network.net
    weeks = np.arange(net.horizon + 1)
    return sum(
        looked_up(
            model,
            int(net.milestone[k]),
            [np.maximum(0, weeks - deadline) * net.weight[k]],
            model.placed[k],
        )[0]
        for k, deadline in enumerate(net.deadline.tolist())
        if deadline < net.horizon and net.weight[k]
    )


def _worth(model: Model) -> Expression:
    net, genes = model.network.net, model.network.genes
    worth = sum(
        looked_up(model, int(net.milestone[k]), [net.worth[row]], literal)[0]
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
        total += net.horizon + looked_up(model, activity, [table], model.exists[activity])[0]
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
