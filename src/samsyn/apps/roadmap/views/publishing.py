"""Publishing a roadmap, and reading the versions that were."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.roadmap.forms import PublishForm
from samsyn.apps.roadmap.models import Plan, PublishedRoadmap
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.queries.beside import told_beside
from samsyn.apps.roadmap.queries.opened import shown_now
from samsyn.apps.roadmap.services.publish_roadmap import missed, publish_roadmap
from samsyn.apps.roadmap.views.timeline import drawn
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_PUBLISH)
def publish(request: PageRequest, pk: int) -> HttpResponse:
    """Ask who decided, when and why; then publish, or say everything against it."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    run = runs.best_run(request.actor, plan)
    initial = {"run_id": run.pk if run else 0, "decided_on": clock.today()}
    form = PublishForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            published = publish_roadmap(request.actor, plan_id=pk, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(
                request, _("Published as version %(version)d.") % {"version": published.version}
            )
            return go_to(request, "roadmap:version", published.version)
    late = missed(read_picture(run.picture)) if run and run.picture else 0
    return page(
        request,
        "roadmap/publish.html",
        {
            "title": _("Publish the roadmap"),
            "subtitle": plan.name,
            "form": form,
            "late": late,
            "submit_label": _("Publish"),
            "cancel_url": reverse("roadmap:of_plan", args=[pk]),
            "breadcrumbs": [
                {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[pk])},
                {"label": _("Publish"), "url": ""},
            ],
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires(Permission.ROADMAP_READ)
def versions(request: PageRequest) -> HttpResponse:
    """List every version, newest first."""
    rows = PublishedRoadmap.owned_by(request.actor).defer("picture").select_related("plan")
    return page(
        request,
        "roadmap/versions.html",
        {
            "title": _("Published versions"),
            "versions": rows.order_by("-version"),
            "roadmap_url": reverse("roadmap:timeline"),
        },
    )


@require_GET
@requires(Permission.ROADMAP_READ)
def version_page(request: PageRequest, version: int) -> HttpResponse:
    """Show one version as it was decided, with the one before it behind."""
    rows = PublishedRoadmap.owned_by(request.actor).select_related("plan")
    row = get_object_or_404(rows, version=version)
    before = rows.filter(version__lt=version, plan=row.plan).order_by("-version").first()
    picture = read_picture(row.picture)
    earlier = read_picture(before.picture) if before else None
    context: dict[str, Any] = {
        "title": _("Roadmap, version %(version)d") % {"version": row.version},
        "row": row,
        "before": before,
        "may_publish": request.actor.may(Permission.ROADMAP_PUBLISH),
        "opened": shown_now(request.actor),
        "public_url": _public_url(request),
        "beside": told_beside(request.actor, row),
        **drawn(picture, earlier, clock.today()),
        "breadcrumbs": [
            {"label": _("Published versions"), "url": reverse("roadmap:versions")},
            {"label": _("Version %(version)d") % {"version": row.version}, "url": ""},
        ],
    }
    return page(request, "roadmap/version.html", context)


def _public_url(request: PageRequest) -> str:
    """Return where everybody reads the roadmap: outside every organisation's own pages."""
    slug = request.organisation.slug if request.organisation else ""
    return f"/public/{slug}/roadmap/"
