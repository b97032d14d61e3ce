"""Money over time: fiscal years, running costs, and what a finish in a given week is worth.

Whole units everywhere, rounded once, so that the heuristic, the exact solver and the verifier
agree to the last unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.calendar import DAYS_PER_YEAR, Calendar
from samsyn.domain.scheduling.genes import exists
from samsyn.domain.scheduling.problem import Initiative, Problem

UNLIMITED = 1 << 60


@dataclass(frozen=True, slots=True)
class Ledger:
    """The fiscal years of the horizon and what each account may spend in them."""

    years: tuple[int, ...]
    year_of: NDArray[np.int32]
    """Index of the fiscal year of each week, shape (weeks + 1)."""
    days: NDArray[np.int64]
    """Days of each fiscal year from a week on, within the horizon, shape (weeks + 1, years)."""
    accounts: tuple[tuple[str, str], ...]
    """(fund, "one_off" | "running") with a limit in some year."""
    purse: NDArray[np.int64]
    """Allowed spending, shape (accounts, years)."""

    def account(self, fund: str | None, kind: str) -> int:
        """Give the row of the purse, or -1 where nothing is limited."""
        wanted = (fund or "", kind)
        return self.accounts.index(wanted) if fund and wanted in self.accounts else -1


def ledger(problem: Problem) -> Ledger:
    """Lay the budgets out over the fiscal years of the horizon."""
    calendar = problem.calendar
    if not problem.budgets:
        nothing = np.zeros((calendar.weeks + 1, 0), np.int64)
        return Ledger((), np.zeros(calendar.weeks + 1, np.int32), nothing, (), nothing[:0])
    named = [calendar.fiscal_year_of(week) for week in range(calendar.weeks + 1)]
    years = tuple(sorted(set(named)))
    limits = {
        (budget.fund, kind, budget.fiscal_year): limit
        for budget in problem.budgets
        for kind, limit in (("one_off", budget.one_off), ("running", budget.running))
        if limit is not None
    }
    accounts = tuple(sorted({(fund, kind) for fund, kind, _year in limits}))
    purse = [[limits.get((*account, year), UNLIMITED) for year in years] for account in accounts]
    return Ledger(
        years=years,
        year_of=np.array([years.index(year) for year in named], np.int32),
        days=np.array([_days_left(calendar, week, years) for week in range(calendar.weeks + 1)]),
        accounts=accounts,
        purse=np.array(purse, np.int64).reshape(len(accounts), len(years)),
    )


Days = TypeVar("Days", int, NDArray[np.int64])


def running_charge(yearly: int, days: Days) -> Days:
    """Say what a yearly cost amounts to in some days of a year, rounded down."""
    return yearly * days // DAYS_PER_YEAR


def worth_of_finish(problem: Problem, initiative: Initiative) -> NDArray[np.int64]:
    """Give the net discounted benefit of finishing in each week, shape (weeks + 1).

    Benefit less yearly cost from the finish to the end of the horizon, discounted to the plan's
    start, less the one-off cost in today's money: a plan never looks better by paying later.
    For what must be done a yearly cost above the benefit is no reason to wait, so it counts as 0.
    """
    calendar = problem.calendar
    first, last = calendar.date_of(0), calendar.date_of(calendar.weeks)
    net = initiative.yearly_benefit - initiative.yearly_cost
    if initiative.mandatory or initiative.running:
        net = max(0, net)
    one_off = sum(phase.cost for phase in initiative.phases if exists(initiative, phase))
    weeks = np.arange(calendar.weeks + 1)
    if not net:
        return np.full(calendar.weeks + 1, -one_off, np.int64)
    gone = np.array([(calendar.date_of(int(week)) - first).days for week in weeks])
    span = np.diff(np.append(gone, (last - first).days)) / DAYS_PER_YEAR
    discounted = net * span / (1 + problem.discount_rate) ** (gone / DAYS_PER_YEAR)
    from_week = np.cumsum(discounted[::-1])[::-1]
    return np.asarray(np.rint(from_week).astype(np.int64) - one_off)


def _days_left(calendar: Calendar, week: int, years: tuple[int, ...]) -> list[int]:
    start, end = calendar.date_of(week), calendar.date_of(calendar.weeks)
    left = []
    for year in years:
        begins = max(start, calendar.fiscal_year_end(year - 1))
        left.append(max(0, (min(end, calendar.fiscal_year_end(year)) - begins).days))
    return left
