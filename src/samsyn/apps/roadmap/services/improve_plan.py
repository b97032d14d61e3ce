"""Improve a plan in the background: longer, exactly, and stoppable at any time."""

from __future__ import annotations

from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.queries.runs import latest_run
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.apps.roadmap.services.solve_plan import standstills
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.models import Task
from samsyn.kernel.use_case import use_case

IMPROVE = "roadmap.solve"


@use_case(Permission.ROADMAP_SOLVE)
def improve_plan(actor: Actor, *, plan_id: int, seconds: float | None = None) -> PlanRun:
    """Queue a longer search on one plan; it keeps each better roadmap it finds.

    Raises Refused when there is nothing to plan, or while a search is at work already.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    setting = build_problem(actor, plan, clock.today())
    refuse_if(standstills(setting, latest_run(actor, plan)))
    wanted = plan.improve_seconds if seconds is None else seconds
    run = PlanRun.everything.create(plan=plan, wanted_seconds=wanted)
    task = tasks.start(actor, IMPROVE, about=run.pk)
    run.task_id = task.pk
    run.save(update_fields=["task_id"])
    return run


@use_case(Permission.ROADMAP_SOLVE)
def stop_improving(actor: Actor, *, plan_id: int) -> PlanRun | None:
    """Ask the search on one plan to end; the best roadmap so far is kept."""
    run = latest_run(actor, Plan.owned_by(actor).get(pk=plan_id))
    if run is None or not run.is_at_work:
        return None
    for task in Task.owned_by(actor).filter(pk__in=[run.task_id]):
        tasks.stop(actor, task)
    if run.state == PlanRun.State.WAITING:  # no worker has it yet, so none needs to be told
        run.state = PlanRun.State.STOPPED
        run.save(update_fields=["state"])
    return run
