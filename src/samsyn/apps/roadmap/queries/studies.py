"""Answers of the engine about a plan as it stood: the latest of each kind."""

from __future__ import annotations

from samsyn.apps.roadmap.models import Plan, PlanRun, Scenario, Study
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.sureness import Sureness, read_sureness
from samsyn.kernel.models import Task


def sureness_of(actor: Actor, run: PlanRun) -> Sureness | None:
    """Return how sure the dates of a run are, if that was reckoned."""
    rows = Study.owned_by(actor).filter(run=run, kind=Study.Kind.RISK, answer__isnull=False)
    row = rows.order_by("-pk").first()
    return read_sureness(row.answer) if row and row.answer else None


def latest_study(
    actor: Actor, plan: Plan, kind: Study.Kind, scenario: Scenario | None = None
) -> Study | None:
    """Return the newest question of a kind, answered or not."""
    rows = Study.owned_by(actor).filter(plan=plan, kind=kind, scenario=scenario)
    return rows.order_by("-pk").first()


def latest_answer(
    actor: Actor, plan: Plan, kind: Study.Kind, scenario: Scenario | None = None
) -> Study | None:
    """Return the newest question of a kind that was answered."""
    rows = Study.owned_by(actor).filter(plan=plan, kind=kind, scenario=scenario)
    return rows.filter(answer__isnull=False).order_by("-pk").first()


def task_of(actor: Actor, study: Study | None) -> Task | None:
    """Return the work that answers a question."""
    if study is None or study.task_id is None:
        return None
    return Task.owned_by(actor).filter(pk=study.task_id).first()
