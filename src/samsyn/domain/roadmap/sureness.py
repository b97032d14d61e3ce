"""How sure each date of a plan is: by when it is done as likely as not, and with some certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samsyn.domain.roadmap.setting import Setting, number_of
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem
from samsyn.domain.scheduling.simulation import Simulated

HALF, QUITE = 50, 80


@dataclass(frozen=True, slots=True)
class Sure:
    """One initiative: finish weeks that hold in half and in four fifths of the lives."""

    half: int
    quite: int
    chance: float | None
    """The share of lives that meet its deadline; None without one."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What was found, in how many lives of the plan."""

    lives: int
    by_initiative: Mapping[int, Sure]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        rows = {str(k): [s.half, s.quite, s.chance] for k, s in self.by_initiative.items()}
        return {"lives": self.lives, "initiatives": rows}


def paid_as_planned(problem: Problem, schedule: Schedule) -> Problem:
    """Return the problem with no phase before the fiscal year that its money is planned in.

    A life in which work goes fast would else begin what waits for the next year's money.
    """
    limited = {budget.fund for budget in problem.budgets if budget.one_off is not None}

    def held(initiative: Initiative, phase: Phase) -> Phase:
        start = schedule.starts.get(phase.key)
        if start is None or not phase.cost or initiative.fund not in limited:
            return phase
        return replace(phase, earliest=max(phase.earliest, _year_begins(problem.calendar, start)))

    return replace(
        problem,
        initiatives=tuple(
            replace(one, phases=tuple(held(one, phase) for phase in one.phases))
            for one in problem.initiatives
        ),
    )


def _year_begins(calendar: Calendar, week: int) -> int:
    """Give the first week of the plan in the fiscal year of a week."""
    year = calendar.fiscal_year_of(week)
    while week > 0 and calendar.fiscal_year_of(week - 1) == year:
        week -= 1
    return week


def sureness(setting: Setting, lived: Simulated) -> Sureness:
    """Put what was simulated into weeks and chances, initiative by initiative."""
    calendar = setting.problem.calendar
    found = {}
    for key in lived.initiatives:
        deadline = setting.about[key].deadline
        due = None if deadline is None else calendar.deadline_week(deadline)
        found[number_of(key)] = Sure(
            half=lived.sure(key, HALF),
            quite=lived.sure(key, QUITE),
            chance=None if due is None else round(lived.chance(key, due), 3),
        )
    return Sureness(len(lived.finishes), found)


def read_sureness(told: Mapping[str, Any]) -> Sureness:
    """Return what was kept as JSON."""
    rows = told["initiatives"].items()
    return Sureness(told["lives"], {int(key): Sure(*row) for key, row in rows})
