"""Improve a plan in the background: longer, exactly, and stoppable at any time."""

from __future__ import annotations

from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.queries.runs import latest_run, touched_since
from samsyn.apps.roadmap.queries.whatif import setting_for
from samsyn.apps.roadmap.services.solve_plan import scenario_of, standstills
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.models import Task
from samsyn.kernel.use_case import use_case

IMPROVE = "roadmap.solve"


@use_case(Permission.ROADMAP_SOLVE)
def improve_plan(
    actor: Actor, *, plan_id: int, scenario_id: int | None = None, seconds: float | None = None
) -> PlanRun:
    """Queue a longer search on one plan; it keeps each better roadmap it finds.

    Raises Refused when there is nothing to plan, or while a search is at work already.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    scenario = scenario_of(actor, plan, scenario_id)
    latest = latest_run(actor, plan, scenario)
    as_planned = latest is not None and latest.picture and not touched_since(actor, latest)
    setting = None if as_planned else setting_for(actor, plan, scenario, clock.today())
    refuse_if(standstills(setting, latest))
    wanted = plan.improve_seconds if seconds is None else seconds
    run = PlanRun.everything.create(plan=plan, scenario=scenario, wanted_seconds=wanted)
    task = tasks.start(actor, IMPROVE, about=run.pk)
    run.task_id = task.pk
    run.save(update_fields=["task_id"])
    return run


@use_case(Permission.ROADMAP_SOLVE)
def stop_improving(actor: Actor, *, plan_id: int, scenario_id: int | None = None) -> PlanRun | None:
    """Ask the search on one plan or scenario to end; the best roadmap so far is kept."""
    plan = Plan.owned_by(actor).get(pk=plan_id)
    run = latest_run(actor, plan, scenario_of(actor, plan, scenario_id))
    if run is None or not run.is_at_work:
        return None
    for task in Task.owned_by(actor).filter(pk__in=[run.task_id]):
        tasks.stop(actor, task)
    if run.state == PlanRun.State.WAITING:  # no worker has it yet, so none needs to be told
        run.state = PlanRun.State.STOPPED
        run.save(update_fields=["state"])
    return run
