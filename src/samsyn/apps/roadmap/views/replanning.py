"""Plan anew after an edit: a plan on screen at once, and the search for a better one behind it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages

from samsyn.apps.roadmap.services.improve_plan import improve_plan
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.wording import explain
from samsyn.domain.scheduling import simulation
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest

AT_MOST_SECONDS = 0.3
PLANS = 1_000
"""How much to try before the page is shown: a tenth of a second; the search behind it goes on."""


def tried(request: PageRequest, act: Callable[[], object]) -> bool:
    """Do something to a plan, and say all that speaks against it; tell whether it was done."""
    simulation.warm_up_soon()
    try:
        act()
    except Refused as refusal:
        for objection in refusal.objections:
            messages.error(request, explain(objection))
        return False
    return True


def replan(request: PageRequest, plan_id: int, scenario_id: int | None = None) -> None:
    """Plan at once, ending a search that works on what no longer holds; then search on behind."""
    actor = request.actor
    about = {"plan_id": plan_id, "scenario_id": scenario_id}
    if tried(
        request,
        lambda: solve_plan(actor, **about, seconds=AT_MOST_SECONDS, work=PLANS, instead=True),  # type: ignore[arg-type]
    ):
        tried(request, lambda: improve_plan(actor, **about))  # type: ignore[arg-type]
