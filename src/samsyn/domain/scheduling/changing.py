"""The same problem with something otherwise: what a scenario, or a study, asks the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from samsyn.domain.scheduling.problem import Assignment, Budget, Initiative, Person, Problem


class Turn(StrEnum):
    """What may be turned in a problem; `key` names the role, initiative or fund."""

    ADD_TIME = "add_time"
    TAKE_TIME = "take_time"
    LEAVE_OUT = "leave_out"
    TAKE_IN = "take_in"
    DEADLINE = "deadline"
    EARLIEST = "earliest"
    AMBITION = "ambition"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise. Percent of full time, weeks of the calendar, whole money."""

    turn: Turn
    key: str
    percent: int = 0
    first_week: int = 0
    until_week: int | None = None
    week: int | None = None
    fiscal_year: int | None = None
    """None: every year."""
    amount: int = 0
    level: str = ""


def changed(problem: Problem, changes: Iterable[Change]) -> Problem:
    """Return the problem with all changes made, in their order. Unknown keys change nothing."""
    for number, change in enumerate(changes):
        problem = _TURNS[change.turn](problem, change, number)
    return problem


def _add_time(problem: Problem, change: Change, number: int) -> Problem:
    """Let somebody unknown hold the role for the time."""
    key = f"+{number}"
    while any(person.key == key for person in problem.people):
        key = f"+{key}"
    more = Assignment(
        person=key,
        role=change.key,
        share=change.percent,
        first_week=max(0, change.first_week),
        until_week=change.until_week,
    )
    return replace(
        problem,
        people=(*problem.people, Person(key=key, working_share=max(100, change.percent))),
        assignments=(*problem.assignments, more),
    )


def _take_time(problem: Problem, change: Change, _number: int) -> Problem:
    """Take a share of the role from its holders, the largest share first, for the time."""
    left = change.percent
    kept: list[Assignment] = [held for held in problem.assignments if held.role != change.key]
    mine = [held for held in problem.assignments if held.role == change.key]
    for held in sorted(mine, key=lambda one: (-one.share, one.person)):
        taken = min(left, held.share)
        left -= taken
        kept += _without(held, taken, change)
    return replace(problem, assignments=tuple(kept))


def _without(held: Assignment, taken: int, change: Change) -> list[Assignment]:
    """Cut an assignment into the time before, during and after the change."""
    first, last = max(held.first_week, change.first_week), _earlier(held, change)
    if not taken or (last is not None and last <= first):
        return [held]
    parts = [
        replace(held, until_week=first),
        replace(held, share=held.share - taken, first_week=first, until_week=last),
    ]
    if last is not None and (held.until_week is None or last < held.until_week):
        parts.append(replace(held, first_week=last))
    return [
        part
        for part in parts
        if part.share and (part.until_week is None or part.until_week > part.first_week)
    ]


def _earlier(held: Assignment, change: Change) -> int | None:
    ends = [week for week in (held.until_week, change.until_week) if week is not None]
    return min(ends, default=None)


def _leave_out(problem: Problem, change: Change, _number: int) -> Problem:
    """Take an initiative out; what waited for it waits no longer."""
    gone = {change.key}
    gone |= {p.key for i in problem.initiatives if i.key == change.key for p in i.phases}
    return replace(
        problem.of_only(tuple(i for i in problem.initiatives if i.key != change.key)),
        published={key: week for key, week in problem.published.items() if key not in gone},
    )


def _take_in(problem: Problem, change: Change, _number: int) -> Problem:
    return _of_initiative(problem, change.key, mandatory=True)


def _deadline(problem: Problem, change: Change, _number: int) -> Problem:
    return _of_initiative(problem, change.key, deadline=change.week)


def _earliest(problem: Problem, change: Change, _number: int) -> Problem:
    return _of_initiative(problem, change.key, earliest=change.week or 0)


def _of_initiative(problem: Problem, key: str, **values: object) -> Problem:
    def otherwise(one: Initiative) -> Initiative:
        return replace(one, **values) if one.key == key else one  # type: ignore[arg-type]

    return replace(problem, initiatives=tuple(otherwise(one) for one in problem.initiatives))


def _ambition(problem: Problem, change: Change, _number: int) -> Problem:
    """Decide a level of ambition, where the initiative has it."""
    known = (i for i in problem.initiatives if i.key == change.key)
    if not any(level.key == change.level for i in known for level in i.levels):
        return problem
    return _of_initiative(problem, change.key, level=change.level)


def _money(problem: Problem, change: Change, _number: int) -> Problem:
    """Change a fund's one-off limits by an amount; a limit never goes below nothing."""

    def otherwise(budget: Budget) -> Budget:
        mine = budget.fund == change.key and change.fiscal_year in (None, budget.fiscal_year)
        if not mine or budget.one_off is None:
            return budget
        return replace(budget, one_off=max(0, budget.one_off + change.amount))

    return replace(problem, budgets=tuple(otherwise(budget) for budget in problem.budgets))


_TURNS: Mapping[Turn, Callable[[Problem, Change, int], Problem]] = {
    Turn.ADD_TIME: _add_time,
    Turn.TAKE_TIME: _take_time,
    Turn.LEAVE_OUT: _leave_out,
    Turn.TAKE_IN: _take_in,
    Turn.DEADLINE: _deadline,
    Turn.EARLIEST: _earliest,
    Turn.AMBITION: _ambition,
    Turn.MONEY: _money,
}
