"""Why this date: what binds each phase of an initiative, in words; and pinning it elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.portfolio.public import Initiative, Phase
from samsyn.apps.roadmap.forms import PinForm
from samsyn.apps.roadmap.models import Pin, Plan
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.services.pin_phase import pin_phase
from samsyn.apps.roadmap.views.replanning import replan
from samsyn.apps.roadmap.wording import why
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import Picture, Piece, Placed, read_picture
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_GET
@requires(Permission.ROADMAP_READ)
def why_this_date(request: PageRequest, pk: int, initiative: int) -> HttpResponse:
    """Say what binds every phase of one initiative, and the chain back to the first cause."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    run = runs.best_run(request.actor, plan)
    picture = read_picture(run.picture) if run and run.picture else None
    placed = next((p for p in picture.placed if p.key == initiative), None) if picture else None
    if picture is None or placed is None:
        raise Http404
    calendar = picture.calendar
    may_pin = request.actor.may(Permission.ROADMAP_SOLVE)
    pins = Pin.owned_by(request.actor).filter(plan=plan) if may_pin else Pin.everything.none()
    pinned = set(pins.values_list("phase_id", flat=True))
    context = {
        "title": placed.name,
        "placed": placed,
        **_ambition(request, placed),
        "start": calendar.date_of(placed.start),
        "finish": None if placed.finish is None else calendar.date_of(placed.finish),
        "pieces": [
            {
                "name": piece.name,
                "start": calendar.date_of(piece.start),
                "end": picture.last_day(piece.end),
                "weeks": piece.weeks,
                "why": why(picture, piece),
                "chain": _chain(picture, piece),
                "pin_url": reverse("roadmap:pin", args=[pk, piece.key]) if may_pin else "",
                "move_url": reverse("roadmap:move", args=[pk, piece.key])
                if may_pin and (not piece.pinned or piece.key in pinned)
                else "",
                "is_pinned": piece.key in pinned,
            }
            for piece in placed.pieces
        ],
        "urgency_url": reverse("roadmap:urgency", args=[pk, placed.key])
        if may_pin and request.actor.may(Permission.PORTFOLIO_WRITE)
        else "",
        "initiative_url": reverse("records:page", kwargs={"slug": "initiatives", "pk": placed.key}),
        "breadcrumbs": [
            {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[pk])},
            {"label": placed.name, "url": ""},
        ],
    }
    return page(request, "roadmap/why.html", context, fragment="roadmap/fragments/_why.html")


def _ambition(request: PageRequest, placed: Placed) -> dict[str, object]:
    """Name the level that the initiative is planned at, and say whether somebody decided it."""
    if not placed.ambition:
        return {"ambition": ""}
    decided = Initiative.owned_by(request.actor).filter(pk=placed.key, ambition=placed.ambition)
    return {
        "ambition": Initiative.Ambition(placed.ambition).label,
        "ambition_is_decided": decided.exists(),
    }


def _chain(picture: Picture, piece: Piece) -> list[dict[str, Any]]:
    """Follow the first binding of each phase back to where it begins, the phase itself left out."""
    places = {f"p{one.key}": (placed, one) for placed in picture.placed for one in placed.pieces}
    chain: list[dict[str, Any]] = []
    seen = {f"p{piece.key}"}
    at = piece.bindings[0]["cause"] if piece.bindings else None
    while at is not None and at not in seen and at in places:
        seen.add(at)
        placed, one = places[at]
        said = why(picture, one)
        chain.append({"initiative": placed.name, "phase": one.name, "why": said[0] if said else ""})
        at = one.bindings[0]["cause"] if one.bindings else None
    return chain


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_SOLVE)
def pin(request: PageRequest, pk: int, phase: int) -> HttpResponse:
    """Ask from which week a phase is to start, and fix it there."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    rows = Phase.owned_by(request.actor).select_related("initiative")
    row = get_object_or_404(rows, pk=phase)
    now = Pin.owned_by(request.actor).filter(plan=plan, phase=row).first()
    form = PinForm(request.POST or None, initial={"starts_on": now.starts_on if now else None})
    if form.is_valid():
        try:
            pin_phase(request.actor, plan_id=pk, phase_id=phase, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            replan(request, pk)
            return go_to(request, "roadmap:of_plan", pk)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Pin a phase"),
            "subtitle": f"{row.initiative} · {row}",
            "intro": _("It then starts in that week, whatever else the plan would like."),
            "form": form,
            "cancel_url": reverse("roadmap:of_plan", args=[pk]),
            "breadcrumbs": [
                {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[pk])},
                {"label": _("Pin a phase"), "url": ""},
            ],
        },
        status=422 if form.errors else 200,
    )
