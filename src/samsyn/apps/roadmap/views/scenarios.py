"""Scenarios: what is otherwise, worked out at once and searched on, and drawn over the plan."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.roadmap.models import Scenario, ScenarioChange
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.services.improve_plan import stop_improving
from samsyn.apps.roadmap.views.replanning import replan
from samsyn.apps.roadmap.views.timeline import drawn
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.roadmap.whatif import ASKS, Kind
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_of, record_url
from samsyn.kernel.records.forms import form_for
from samsyn.kernel.records.services import save_record


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_SOLVE)
def change(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """Ask what is otherwise, only what this kind of change needs; then work the scenario out."""
    scenario = get_object_or_404(Scenario.owned_by(request.actor), pk=pk)
    record = record_of(ScenarioChange)
    if kind not in set(Kind) or record is None:
        raise Http404
    row = ScenarioChange(organisation_id=scenario.organisation_id, scenario=scenario, kind=kind)
    form = form_for(record, request.actor, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        save_record(request.actor, record, form)
        replan(request, scenario.plan_id, scenario.pk)
        return go_to(request, record_url(scenario))
    must, may = ASKS[Kind(kind)]
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": row.get_kind_display(),
            "subtitle": scenario.name,
            "form": form,
            "groups": [{"label": "", "fields": [form[name] for name in (*must, *may)]}],
            "cancel_url": record_url(scenario),
            "breadcrumbs": [{"label": scenario.name, "url": record_url(scenario)}],
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def work_out(request: PageRequest, pk: int) -> HttpResponse:
    """Plan the scenario at once, and search on behind."""
    scenario = get_object_or_404(Scenario.owned_by(request.actor), pk=pk)
    replan(request, scenario.plan_id, scenario.pk)
    return go_to(request, record_url(scenario))


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def stop(request: PageRequest, pk: int) -> HttpResponse:
    """End the search on a scenario; the best is kept."""
    scenario = get_object_or_404(Scenario.owned_by(request.actor), pk=pk)
    stop_improving(request.actor, plan_id=scenario.plan_id, scenario_id=pk)
    return go_to(request, record_url(scenario))


@require_GET
@requires(Permission.ROADMAP_READ)
def drawing(request: PageRequest, pk: int) -> HttpResponse:
    """Show the scenario's timeline, with the plan behind it as outlines."""
    actor = request.actor
    scenario = get_object_or_404(Scenario.owned_by(actor).select_related("plan"), pk=pk)
    run = runs.best_run(actor, scenario.plan, scenario)
    base = runs.best_run(actor, scenario.plan)
    if run is None or run.picture is None:
        raise Http404
    behind = read_picture(base.picture) if base and base.picture else None
    context = {
        "title": scenario.name,
        "subtitle": scenario.question,
        **drawn(read_picture(run.picture), behind, clock.today()),
        "breadcrumbs": [
            {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[scenario.plan_id])},
            {"label": scenario.name, "url": record_url(scenario)},
        ],
    }
    return page(request, "roadmap/scenario.html", context)
