"""The buttons of the roadmap: start, plan, improve, stop, and how far a search has come."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from samsyn.apps.roadmap.models import Plan
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.services.improve_plan import improve_plan, stop_improving
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.start_planning import start_planning
from samsyn.apps.roadmap.views.replanning import tried
from samsyn.apps.roadmap.views.timeline import run_status
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, go_to, requires


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def start(request: PageRequest) -> HttpResponse:
    """Make the first plan, and lay the portfolio out in it."""
    plan = start_planning(request.actor, name=_("Roadmap"))
    tried(request, lambda: solve_plan(request.actor, plan_id=plan.pk))
    return go_to(request, "roadmap:of_plan", plan.pk)


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def solve(request: PageRequest, pk: int) -> HttpResponse:
    """Plan again, at once."""
    get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    tried(request, lambda: solve_plan(request.actor, plan_id=pk))
    return go_to(request, "roadmap:of_plan", pk)


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def improve(request: PageRequest, pk: int) -> HttpResponse:
    """Begin a longer search."""
    get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    tried(request, lambda: improve_plan(request.actor, plan_id=pk))
    return go_to(request, "roadmap:of_plan", pk)


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def stop(request: PageRequest, pk: int) -> HttpResponse:
    """End the search; the best plan is kept."""
    get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    stop_improving(request.actor, plan_id=pk)
    return go_to(request, "roadmap:of_plan", pk)


@require_GET
@requires(Permission.ROADMAP_READ)
def progress(request: PageRequest, pk: int) -> HttpResponse:
    """Tell the page how far the search has come; a better plan loads the page anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    latest = runs.latest_run(request.actor, plan)
    shown = latest if latest and latest.picture else runs.best_run(request.actor, plan)
    status = run_status(plan, latest, shown)
    if not status["at_work"] or request.GET.get("shown", "") != status["shown"]:
        return HttpResponseClientRefresh()
    return render(
        request,
        "roadmap/fragments/_progress.html",
        {"status": status, "may_solve": request.actor.may(Permission.ROADMAP_SOLVE)},
    )
