"""Plan and wait for it: what the command line and the nightly work do without a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import PlanRun
from samsyn.apps.roadmap.queries.runs import latest_run, plan_at
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.apps.roadmap.services.search import CLOCK, Counted, search
from samsyn.apps.roadmap.services.solve_plan import standstills
from samsyn.apps.roadmap.services.start_planning import start_planning
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.tenancy.session import acting_for


def plan_now(
    actor: Actor, *, seconds: float, workers: int = 2, counted: Counted = CLOCK
) -> PlanRun:
    """Search on the organisation's first plan for some seconds, and return the run.

    Where work is `counted`, the same portfolio, seed and work give the same plan each time.
    Makes the plan where there is none. Raises Refused when there is nothing to plan, or while
    another search is at work.
    """
    actor.must(Permission.ROADMAP_SOLVE)
    with acting_for(actor):
        plan = plan_at(actor)
    plan = plan or start_planning(actor, name=_("Roadmap"))
    with acting_for(actor):
        setting = build_problem(actor, plan, clock.today())
        refuse_if(standstills(setting, latest_run(actor, plan)))
        run = PlanRun.everything.create(plan=plan, wanted_seconds=seconds)
        return search(
            actor,
            run,
            tell=lambda _seconds, _gap: None,
            stop_wanted=lambda: False,
            workers=workers,
            counted=counted,
        )
