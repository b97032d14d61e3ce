"""Solve a plan at once: a roadmap that holds, in less than a second, while the page waits."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.apps.roadmap.models import Plan, PlanRun, Scenario
from samsyn.apps.roadmap.queries.runs import best_run, latest_run, plan_so_far
from samsyn.apps.roadmap.queries.whatif import setting_for
from samsyn.apps.roadmap.services._keep import keep
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.publishing import Standstill
from samsyn.domain.roadmap.setting import Setting
from samsyn.domain.scheduling.solve import is_warm, solve
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.models import Task
from samsyn.kernel.use_case import use_case

AT_ONCE_SECONDS = 0.4


@use_case(Permission.ROADMAP_SOLVE)
def solve_plan(
    actor: Actor,
    *,
    plan_id: int,
    scenario_id: int | None = None,
    seconds: float = AT_ONCE_SECONDS,
    work: int | None = None,
    instead: bool = False,
) -> PlanRun:
    """Lay the portfolio out within some seconds and keep it: as the plan, or as its scenario.

    It begins at the plan as it stands, so that a small edit does not lose what a long search found.
    With `work`, a number of plans to build, the same portfolio and plan give the same plan each
    time. Until the machine code is at hand time alone counts: so many would be waited for.
    Raises Refused when there is nothing to plan, or while a longer search is at work; with
    `instead` that search ends, for something was changed and it works on what no longer holds.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    scenario = scenario_of(actor, plan, scenario_id)
    setting = setting_for(actor, plan, scenario, clock.today())
    latest = latest_run(actor, plan, scenario)
    if instead and latest and latest.is_at_work:
        end(actor, latest)
    refuse_if(standstills(setting, latest))
    before = best_run(actor, plan, scenario) or best_run(actor, plan)
    found = solve(
        setting.problem,
        seconds=seconds,
        work=work if is_warm() else None,
        known=plan_so_far(before),
    )
    run = PlanRun.everything.create(
        plan=plan, scenario=scenario, state=PlanRun.State.DONE, wanted_seconds=seconds
    )
    keep(actor, run, setting, found, found.first_feasible_seconds)
    return run


def end(actor: Actor, run: PlanRun) -> None:
    """Ask the work on a run to end, and count on it no longer."""
    for task in Task.owned_by(actor).filter(pk__in=[run.task_id]):
        tasks.stop(actor, task)
    run.state = PlanRun.State.STOPPED
    run.save(update_fields=["state"])


def scenario_of(actor: Actor, plan: Plan, pk: int | None) -> Scenario | None:
    """Return one scenario upon a plan, or None for the plan itself."""
    return None if pk is None else Scenario.owned_by(actor).get(pk=pk, plan=plan)


def standstills(setting: Setting | None, latest: PlanRun | None) -> Iterator[Objection]:
    """Name what keeps the engine from planning now; no setting where it was planned as it is."""
    if setting is not None and not setting.problem.initiatives:
        yield Objection(Standstill.NOTHING_TO_PLAN)
    if latest and latest.is_at_work:
        yield Objection(Standstill.ALREADY_AT_WORK)
