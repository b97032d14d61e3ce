"""Reckon how sure a plan's dates are, and keep the answer with the run."""

from __future__ import annotations

from samsyn.apps.roadmap.models import PlanRun, Study
from samsyn.apps.roadmap.queries.spreads import spreads_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.setting import Setting
from samsyn.domain.roadmap.sureness import paid_as_planned, sureness
from samsyn.domain.scheduling import simulation
from samsyn.domain.scheduling.genes import as_planned
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.kernel import clock

FEW = 60
"""Lives while the machine code is not there yet: less exact, and nobody waits."""


def weigh(actor: Actor, run: PlanRun, setting: Setting, schedule: Schedule) -> None:
    """Live through the plan and replace what was known of earlier runs."""
    lives = simulation.SAMPLES if simulation.is_warm() else FEW
    problem = as_planned(setting.problem, schedule.chosen)
    spreads = spreads_of(actor, problem, clock.today())
    lived = simulation.simulate(
        paid_as_planned(problem, schedule), schedule, spreads, samples=lives
    )
    rows = Study.owned_by(actor).filter(plan=run.plan, kind=Study.Kind.RISK)
    rows.filter(scenario=run.scenario).delete()
    Study.everything.create(
        plan=run.plan,
        scenario=run.scenario,
        run=run,
        kind=Study.Kind.RISK,
        fingerprint=setting.fingerprint,
        answer=sureness(setting, lived).as_json(),
        answered_at=clock.now(),
    )
