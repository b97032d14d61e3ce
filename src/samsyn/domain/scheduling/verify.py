"""Check a schedule against its problem, written from the rules alone, week by week.

Shares no code with the solvers: it reads the problem, not their arrays. Used by tests and by
every benchmark run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem
from samsyn.domain.scheduling.verdict import Breach, Violation
from samsyn.domain.scheduling.verify_choices import as_chosen, wrong_choices
from samsyn.domain.scheduling.verify_crews import crew_violations
from samsyn.domain.scheduling.verify_more import extra_violations
from samsyn.domain.scheduling.verify_order import order_violations

__all__ = ["Breach", "Violation", "violations"]


def violations(problem: Problem, schedule: Schedule) -> list[Violation]:
    """List every broken rule; an empty list is a schedule that holds."""
    known = {phase.key for phase in problem.phases}
    wrong = list(wrong_choices(problem, schedule))
    if wrong:
        return wrong
    whole, problem = problem, as_chosen(problem, schedule)
    return [
        *(Violation(Breach.UNKNOWN, {"key": key}) for key in schedule.starts if key not in known),
        *_wholeness(problem, schedule),
        *_windows(problem, schedule),
        *order_violations(whole, problem, schedule),
        *(crew_violations if problem.same_people else _people)(problem, schedule),
        *_money(problem, schedule),
        *extra_violations(problem, schedule),
    ]


def _wholeness(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for initiative in problem.initiatives:
        planned = initiative.key in schedule.finishes
        for phase in initiative.phases:
            expected = planned or phase.pinned is not None
            if (phase.key in schedule.starts) != expected:
                yield Violation(Breach.NOT_WHOLE, {"phase": phase.key})
    here = {phase.key for phase in problem.phases}
    yield from (
        Violation(Breach.NOT_WHOLE, {"phase": key}) for key in schedule.starts if key not in here
    )


def _windows(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    horizon = problem.calendar.weeks
    for initiative in problem.initiatives:
        finish = schedule.finishes.get(initiative.key)
        if finish is not None and not 0 <= finish <= horizon:
            yield Violation(Breach.BEYOND_HORIZON, {"initiative": initiative.key})
        for phase in initiative.phases:
            start = schedule.starts.get(phase.key)
            if start is None:
                continue
            yield from _window(initiative, phase, start, horizon)
            if finish is not None and start + phase.weeks > finish:
                yield Violation(Breach.UNFINISHED, {"phase": phase.key, "finish": finish})


def _window(initiative: Initiative, phase: Phase, start: int, horizon: int) -> Iterator[Violation]:
    if phase.pinned is not None:
        if start != phase.pinned:
            yield Violation(Breach.PIN_MOVED, {"phase": phase.key, "week": start})
        return
    if start < max(0, phase.earliest, initiative.earliest):
        yield Violation(Breach.TOO_EARLY, {"phase": phase.key, "week": start})
    if start + phase.weeks > horizon:
        yield Violation(Breach.BEYOND_HORIZON, {"phase": phase.key, "week": start})


def _people(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    asked: dict[tuple[str, int], int] = defaultdict(int)
    running: dict[tuple[str, int], int] = defaultdict(int)
    for phase in problem.phases:
        start = schedule.starts.get(phase.key)
        if start is not None:
            book = asked if phase.pinned is None else running
            for week in range(start, start + phase.weeks):
                for role, percent in phase.demand.items():
                    book[role, week] += percent
    for (role, week), percent in sorted(asked.items()):
        if percent and percent > max(0, _capacity(problem, role, week) - running[role, week]):
            yield Violation(Breach.OVER_CAPACITY, {"role": role, "week": week, "percent": percent})


def _capacity(problem: Problem, role: str, week: int) -> int:
    """Add up what the holders of a role can give it in a week; nothing outside the horizon."""
    if not 0 <= week < problem.calendar.weeks:
        return 0
    total = 0
    for person in problem.people:
        held = [
            assignment
            for assignment in problem.assignments
            if assignment.person == person.key
            and assignment.first_week <= week
            and (assignment.until_week is None or week < assignment.until_week)
        ]
        asked = sum(assignment.share for assignment in held)
        present = person.presence[week] if week < len(person.presence) else 100
        for assignment in held:
            if assignment.role == role and asked:
                share = assignment.share * min(asked, person.working_share)
                total += share * present // (asked * 100)
    return total


def _money(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for budget in problem.budgets:
        free = [i for i in problem.initiatives if i.fund == budget.fund]
        for kind, limit, spent, fixed in (
            ("one_off", budget.one_off, *_one_off(problem, schedule, free, budget.fiscal_year)),
            ("running", budget.running, _running(problem, schedule, free, budget.fiscal_year), 0),
        ):
            if limit is not None and spent and spent > max(0, limit - fixed):
                yield Violation(
                    Breach.OVER_BUDGET,
                    {"fund": budget.fund, "year": budget.fiscal_year, "kind": kind, "sum": spent},
                )


def _one_off(
    problem: Problem, schedule: Schedule, initiatives: list[Initiative], year: int
) -> tuple[int, int]:
    """Add up what starts in a fiscal year: planned work, and pinned work of the horizon."""
    planned = pinned = 0
    for initiative in initiatives:
        for phase in initiative.phases:
            start = schedule.starts.get(phase.key)
            if start is None or start < 0 or _fiscal_year(problem, start) != year:
                continue
            if phase.pinned is None:
                planned += phase.cost
            else:
                pinned += phase.cost
    return planned, pinned


def _running(problem: Problem, schedule: Schedule, initiatives: list[Initiative], year: int) -> int:
    """Add up the yearly cost of what is in use, by days of the fiscal year in the horizon."""
    month = problem.calendar.fiscal_year_month
    end = min(date(year + 1, month, 1), problem.calendar.date_of(problem.calendar.weeks))
    total = 0
    for initiative in initiatives:
        finish = schedule.finishes.get(initiative.key)
        if finish is not None:
            begin = max(date(year, month, 1), problem.calendar.date_of(finish))
            total += initiative.yearly_cost * max(0, (end - begin).days) // 365
    return total


def _fiscal_year(problem: Problem, week: int) -> int:
    day = problem.calendar.date_of(week)
    return day.year if day.month >= problem.calendar.fiscal_year_month else day.year - 1
