"""The page on which a group judges how bad it would be: saved as one types, left and resumed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.register.forms.workshop import Frame, Place, StartWorkshopForm, typed_in
from samsyn.apps.register.models import ClassificationWorkshop, InformationAsset
from samsyn.apps.register.queries.classifications import history_of
from samsyn.apps.register.queries.scales import usual_scale
from samsyn.apps.register.services.classify_asset import scale_or_refusal
from samsyn.apps.register.services.workshop import (
    Conflict,
    answer_workshop,
    decide_workshop,
    describe_workshop,
    start_workshop,
)
from samsyn.apps.register.views.workshop_showing import (
    cell_context,
    cell_of,
    news_of,
    result_context,
    whole_context,
)
from samsyn.apps.register.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_BOTH = ["GET", "POST"]
_ASK_NO_MORE = 286  # htmx stops asking
_EVERY = [(aspect, perspective) for aspect in Aspect for perspective in Perspective]


@require_http_methods(_BOTH)
@requires(Permission.ASSET_CLASSIFY)
def workshop_start(request: PageRequest, pk: int) -> HttpResponse:
    """Ask on which scale and with whom, and open the workshop."""
    asset = get_object_or_404(InformationAsset.owned_by(request.actor), pk=pk)
    latest = history_of(request.actor, asset).first()
    begin = {
        "scale": latest.scale if latest else usual_scale(request.actor),
        "held_on": clock.today(),
        "participants": "\n".join(latest.participants) if latest else "",
    }
    form = StartWorkshopForm(request.actor, request.POST or None, initial=begin)
    if form.is_valid():
        workshop = start_workshop(request.actor, asset_id=asset.pk, **form.cleaned_data)
        return go_to(request, "register:workshop", pk=workshop.pk)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Workshop on %(name)s") % {"name": asset.name},
            "intro": _(
                "Gather those who use the information and those who answer for it. The answers are"
                " saved as you go; you can leave and come back."
            ),
            "form": form,
            "submit_label": _("Begin"),
            "cancel_url": record_url(asset),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.ASSET_CLASSIFY)
def workshop(request: PageRequest, pk: int) -> HttpResponse:
    """Show every question; save what was sent, or save and decide."""
    found = _workshop_or_404(request, pk)
    if found.decision_id is not None:
        return go_to(request, "records:page", slug="classification-workshops", pk=pk)
    if request.method == "GET":
        return page(request, "register/workshop.html", whole_context(request.actor, found))
    try:
        conflicts, crossed = _saved(request, found)
    except Refused as refusal:  # somebody decided it this very moment
        messages.error(request, " ".join(explain(objection) for objection in refusal.objections))
        return go_to(request, "records:page", slug="classification-workshops", pk=pk)
    if request.POST.get("do") == "decide" and not conflicts and not crossed:
        return _decided(request, found)
    if conflicts or crossed:
        found = _workshop_or_404(request, pk)
        context = whole_context(request.actor, found, conflicts=conflicts, crossed=crossed)
        return page(request, "register/workshop.html", context, status=409)
    messages.success(request, _("Saved."))
    return go_to(request, "register:workshop", pk=pk)


@require_http_methods(_BOTH)
@requires(Permission.ASSET_CLASSIFY)
def workshop_answer(request: PageRequest, pk: int, aspect: str, perspective: str) -> HttpResponse:
    """Save one answer as somebody gives it, and tell what follows; or show what it now is."""
    found = _workshop_or_404(request, pk)
    place = _place(aspect, perspective)
    if request.method == "GET":
        cell = cell_of(request.actor, found, place)
        return render(request, "register/fragments/_workshop_cell.html", {"cell": cell})
    scale = scale_or_refusal(request.actor, found.scale)
    try:
        typed = typed_in(request.POST, scale, [place])
        conflicts = answer_workshop(request.actor, workshop_id=pk, typed=typed)
    except Refused as refusal:
        told = " ".join(explain(objection) for objection in refusal.objections)
        said: dict[str, object] = {"cell": cell_context(place), "refused": told}
        return render(request, "register/fragments/_workshop_saved.html", said, status=409)
    found = _workshop_or_404(request, pk)
    context = {
        "cell": cell_of(request.actor, found, place, conflicts.get(place)),
        "aspect": cell_context(place)["aspect"],
        **result_context(request.actor, found),
    }
    status = 409 if conflicts else 200
    return render(request, "register/fragments/_workshop_saved.html", context, status=status)


@require_http_methods(["GET"])
@requires(Permission.ASSET_CLASSIFY)
def workshop_news(request: PageRequest, pk: int) -> HttpResponse:
    """Tell an open page what others have answered meanwhile; ask no more once it is decided."""
    found = _workshop_or_404(request, pk)
    template = "register/fragments/_workshop_news.html"
    if found.decision_id is not None:
        return render(request, template, {"decided_url": record_url(found)}, status=_ASK_NO_MORE)
    busy = frozenset(request.GET.get("busy", "").split(","))
    news = news_of(request.actor, found, request.GET.dict(), busy)
    return render(request, template, news) if news else HttpResponse(status=204)


@require_http_methods(["POST"])
@requires(Permission.ASSET_CLASSIFY)
def workshop_frame(request: PageRequest, pk: int) -> HttpResponse:
    """Save who takes part and the next review as somebody types them."""
    found = _workshop_or_404(request, pk)
    frame = Frame.sent(request.POST)
    crossed: list[str] = []
    try:
        if frame:
            crossed = describe_workshop(request.actor, workshop_id=pk, facts=frame.facts)
    except Refused as refusal:
        told = " ".join(explain(objection) for objection in refusal.objections)
        return render(
            request, "register/fragments/_workshop_frame_saved.html", {"refused": told}, status=409
        )
    found = _workshop_or_404(request, pk)
    context = {"workshop": found, "crossed": crossed, **result_context(request.actor, found)}
    status = 409 if crossed else 200
    return render(request, "register/fragments/_workshop_frame_saved.html", context, status=status)


def _saved(
    request: PageRequest, found: ClassificationWorkshop
) -> tuple[Mapping[Place, Conflict], list[str]]:
    """Save all that was sent; returns what crossed with somebody else's typing."""
    scale = scale_or_refusal(request.actor, found.scale)
    typed = typed_in(request.POST, scale, _EVERY)
    conflicts = answer_workshop(request.actor, workshop_id=found.pk, typed=typed)
    frame = Frame.sent(request.POST)
    if frame is None:
        return conflicts, []
    crossed = describe_workshop(request.actor, workshop_id=found.pk, facts=frame.facts)
    return conflicts, crossed


def _decided(request: PageRequest, found: ClassificationWorkshop) -> HttpResponse:
    found = _workshop_or_404(request, found.pk)
    frame = Frame.sent(request.POST)
    review: date | None = frame.next_review if frame else found.next_review
    try:
        decision = decide_workshop(
            request.actor,
            workshop_id=found.pk,
            decided_on=clock.today(),
            next_review=review or clock.today(),
        )
    except Refused as refusal:
        context = whole_context(request.actor, found, objections=refusal.objections)
        return page(request, "register/workshop.html", context, status=422)
    messages.success(request, _("%(name)s is classified.") % {"name": found.asset.name})
    return go_to(request, "register:classification_report", pk=decision.pk)


def _workshop_or_404(request: PageRequest, pk: int) -> ClassificationWorkshop:
    rows = ClassificationWorkshop.owned_by(request.actor).select_related("asset")
    return get_object_or_404(rows, pk=pk)


def _place(aspect: str, perspective: str) -> Place:
    if aspect not in set(Aspect) or perspective not in set(Perspective):
        raise Http404
    return Aspect(aspect), Perspective(perspective)
