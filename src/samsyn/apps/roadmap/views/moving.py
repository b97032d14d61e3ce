"""Edits of a plan in its own page: a phase some weeks on or back, a deadline, what comes first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.roadmap.forms import MoveForm
from samsyn.apps.roadmap.models import Plan
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.services.pin_phase import pin_phase
from samsyn.apps.roadmap.views.replanning import replan, tried
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.forms import form_for
from samsyn.kernel.records.services import save_record
from samsyn.kernel.records.wording import explain

_URGENCY = ("deadline", "lateness_weight", "earliest_start")


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def move(request: PageRequest, pk: int, phase: int) -> HttpResponse:
    """Pin a phase some weeks later or earlier than the plan has it, 0 lets it go; plan anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    run = runs.best_run(request.actor, plan)
    picture = read_picture(run.picture) if run and run.picture else None
    pieces = (piece for placed in picture.placed for piece in placed.pieces) if picture else ()
    piece = next((one for one in pieces if one.key == phase), None)
    form = MoveForm(request.POST)
    if picture is None or piece is None or not form.is_valid():
        raise Http404
    weeks = form.cleaned_data["weeks"]
    week = min(max(piece.start + weeks, 0), picture.weeks - 1)
    day = picture.calendar.date_of(week) if weeks else None
    if tried(
        request,
        lambda: pin_phase(request.actor, plan_id=pk, phase_id=phase, starts_on=day),
    ):
        replan(request, pk)
    return go_to(request, "roadmap:of_plan", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_SOLVE)
def urgency(request: PageRequest, pk: int, initiative: int) -> HttpResponse:
    """Change by when an initiative is wanted, and how much its delay weighs; plan anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    row = get_object_or_404(Initiative.owned_by(request.actor), pk=initiative)
    record = record_of(Initiative)
    if record is None:
        raise Http404
    if not request.actor.may(record.write):
        raise PermissionDenied
    form = form_for(record, request.actor, row, request.POST or None)
    for name in list(form.fields):
        if name not in (*_URGENCY, "revision"):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        try:
            save_record(request.actor, record, form, reason=request.POST.get("reason", ""))
        except Refused as refusal:
            form.add_error(None, [explain(objection) for objection in refusal.objections])
        else:
            replan(request, plan.pk)
            return go_to(request, "roadmap:of_plan", pk)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("By when, and how urgent"),
            "subtitle": row.name,
            "intro": _("The plan is made anew at once. Among what is late, a larger weight wins."),
            "form": form,
            "cancel_url": reverse("roadmap:of_plan", args=[pk]),
            "breadcrumbs": [
                {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[pk])},
                {"label": row.name, "url": reverse("roadmap:why", args=[pk, initiative])},
            ],
        },
        status=422 if form.errors else 200,
    )
