"""What a plan takes of each fund in each fiscal year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from samsyn.domain.roadmap.picture import Purse
from samsyn.domain.scheduling.calendar import DAYS_PER_YEAR
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Problem


def purses_of(problem: Problem, schedule: Schedule) -> Iterator[Purse]:
    """Yield one purse per fund and fiscal year of the plan in which it takes, or limits, anything.

    One-off money falls in the year in which a phase starts, running money by the days of the year
    from the finish on, within the plan.
    """
    one_off: dict[tuple[str, int], int] = defaultdict(int)
    running: dict[tuple[str, int], int] = defaultdict(int)
    calendar = problem.calendar
    end = calendar.date_of(calendar.weeks)
    years = range(calendar.fiscal_year_of(0), calendar.fiscal_year_of(calendar.weeks) + 1)
    for initiative in problem.initiatives:
        fund = initiative.fund or ""
        for phase in initiative.phases:
            start = schedule.starts.get(phase.key)
            if start is not None and phase.cost:
                one_off[fund, calendar.fiscal_year_of(max(0, start))] += phase.cost
        finish = schedule.finishes.get(initiative.key)
        if finish is None or not initiative.yearly_cost:
            continue
        for year in years:
            begins = max(calendar.date_of(finish), calendar.fiscal_year_end(year - 1))
            days = (min(end, calendar.fiscal_year_end(year)) - begins).days
            running[fund, year] += initiative.yearly_cost * max(0, days) // DAYS_PER_YEAR
    limits = {(b.fund, b.fiscal_year): b for b in problem.budgets if b.fiscal_year in years}
    for fund, year in sorted({*one_off, *running, *limits}):
        limit = limits.get((fund, year))
        yield Purse(
            fund=fund,
            fiscal_year=year,
            one_off=one_off[fund, year],
            running=running[fund, year],
            one_off_limit=limit.one_off if limit else None,
            running_limit=limit.running if limit else None,
        )
