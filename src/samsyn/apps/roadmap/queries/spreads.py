"""How far the lengths of the phases of a plan may stray, as the register says."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.public import Phase
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.setting import number_of, phase_key
from samsyn.domain.roadmap.spreads import spread_of
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.simulation import Spread


def spreads_of(actor: Actor, problem: Problem, today: date) -> dict[str, Spread]:
    """Return weeks at best, likely and at worst of each phase of a problem, in one query."""
    weeks = {phase.key: phase.weeks for phase in problem.phases}
    now = problem.calendar.week_of(today)
    rows = Phase.owned_by(actor).filter(pk__in=[number_of(key) for key in weeks])
    said = rows.values_list("pk", "weeks_least", "weeks_most", "initiative__cynefin", "started_on")
    return {
        phase_key(pk): spread_of(
            weeks[phase_key(pk)],
            least=least,
            most=most,
            kind=kind,
            gone=max(0, now - problem.calendar.week_of(began)) if began else 0,
        )
        for pk, least, most, kind, began in said
    }
