"""Solve a plan at once: a roadmap that holds, in less than a second, while the page waits."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.queries.runs import latest_run
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.apps.roadmap.services._keep import keep
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.publishing import Standstill
from samsyn.domain.roadmap.setting import Setting
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

AT_ONCE_SECONDS = 0.4


@use_case(Permission.ROADMAP_SOLVE)
def solve_plan(actor: Actor, *, plan_id: int, seconds: float = AT_ONCE_SECONDS) -> PlanRun:
    """Lay the portfolio out within some seconds and keep it as the plan as it stands.

    Raises Refused when there is nothing to plan, or while a longer search is at work.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    setting = build_problem(actor, plan, clock.today())
    refuse_if(standstills(setting, latest_run(actor, plan)))
    found = solve(setting.problem, seconds=seconds)
    run = PlanRun.everything.create(plan=plan, state=PlanRun.State.DONE, wanted_seconds=seconds)
    keep(actor, run, setting, found, found.first_feasible_seconds)
    return run


def standstills(setting: Setting, latest: PlanRun | None) -> Iterator[Objection]:
    """Name what keeps the engine from planning now."""
    if not setting.problem.initiatives:
        yield Objection(Standstill.NOTHING_TO_PLAN)
    if latest and latest.is_at_work:
        yield Objection(Standstill.ALREADY_AT_WORK)
