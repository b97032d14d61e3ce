"""The verifier's own reading of what was chosen: levels of ambition and ways to do phases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem
from samsyn.domain.scheduling.verdict import Breach, Violation


def wrong_choices(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Yield choices that are missing, unknown, or decided otherwise."""
    for initiative in problem.initiatives:
        planned = initiative.key in schedule.finishes
        level = schedule.chosen.get(initiative.key)
        if initiative.levels and planned:
            begun = {p.level for p in initiative.phases if p.pinned is not None} - {None}
            decided = {initiative.level} - {None} or begun
            if level not in {one.key for one in initiative.levels} or decided - {level}:
                yield Violation(Breach.NO_SUCH_CHOICE, {"initiative": initiative.key})
        for phase in initiative.phases:
            mode = schedule.chosen.get(phase.key)
            if not phase.modes or phase.key not in schedule.starts:
                continue
            if mode not in {way.key for way in phase.modes} or phase.mode not in (None, mode):
                yield Violation(Breach.NO_SUCH_CHOICE, {"phase": phase.key})


def as_chosen(problem: Problem, schedule: Schedule) -> Problem:
    """Write the problem out as if there had never been a choice."""
    return replace(problem, initiatives=tuple(_plain(one, schedule) for one in problem.initiatives))


def _plain(initiative: Initiative, schedule: Schedule) -> Initiative:
    level = schedule.chosen.get(initiative.key)
    money = next((one for one in initiative.levels if one.key == level), initiative)
    phases = [
        phase
        for phase in initiative.phases
        if phase.level is None
        or not initiative.levels
        or phase.level == level
        or phase.pinned is not None
    ]
    return replace(
        initiative,
        phases=tuple(_as_done(phase, schedule) for phase in phases),
        yearly_benefit=money.yearly_benefit,
        yearly_cost=money.yearly_cost,
        levels=(),
    )


def _as_done(phase: Phase, schedule: Schedule) -> Phase:
    for way in phase.modes:
        if way.key == schedule.chosen.get(phase.key):
            return replace(
                phase, weeks=way.weeks, demand=way.demand, cost=way.cost, uses=way.uses, modes=()
            )
    return phase
