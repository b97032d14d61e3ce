"""Check a schedule against its problem, written from the rules alone, week by week.

Shares no code with the solvers: it reads the problem, not their arrays. Used by tests and by
every benchmark run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem


class Breach(StrEnum):
    """A rule that a schedule breaks."""

    NOT_WHOLE = "not_whole"
    UNKNOWN = "unknown"
    PIN_MOVED = "pin_moved"
    TOO_EARLY = "too_early"
    BEYOND_HORIZON = "beyond_horizon"
    UNFINISHED = "unfinished"
    ORDER = "order"
    NEEDS_LEFT_OUT = "needs_left_out"
    OVER_CAPACITY = "over_capacity"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule with its facts."""

    breach: Breach
    facts: dict[str, int | str] = field(default_factory=dict)


def violations(problem: Problem, schedule: Schedule) -> list[Violation]:
    """List every broken rule; an empty list is a schedule that holds."""
    known = {phase.key for phase in problem.phases}
    return [
        *(Violation(Breach.UNKNOWN, {"key": key}) for key in schedule.starts if key not in known),
        *_wholeness(problem, schedule),
        *_windows(problem, schedule),
        *_order(problem, schedule),
        *_people(problem, schedule),
        *_money(problem, schedule),
    ]


def _wholeness(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for initiative in problem.initiatives:
        planned = initiative.key in schedule.finishes
        for phase in initiative.phases:
            expected = planned or phase.pinned is not None
            if (phase.key in schedule.starts) != expected:
                yield Violation(Breach.NOT_WHOLE, {"phase": phase.key})


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


def _order(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    phases = {phase.key: phase for phase in problem.phases}
    inside = {i.key: [phase.key for phase in i.phases] for i in problem.initiatives}
    for link in problem.links:
        if link.before in phases:
            begun = schedule.starts.get(link.before)
            done = None if begun is None else begun + phases[link.before].weeks
        else:
            done = schedule.finishes.get(link.before)
        for key in inside.get(link.after, [link.after]):
            start = schedule.starts.get(key)
            if start is None or phases[key].pinned is not None:
                continue
            facts: dict[str, int | str] = {"before": link.before, "after": key}
            if done is None:
                yield Violation(Breach.NEEDS_LEFT_OUT, facts)
            elif start < done + link.lag:
                yield Violation(Breach.ORDER, {**facts, "weeks": done + link.lag - start})


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
