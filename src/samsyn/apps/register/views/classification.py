"""The page where the owners of information decide how much it must be protected."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.register.forms import ClassifyForm
from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.apps.register.queries.classifications import history_of
from samsyn.apps.register.queries.scales import scale_with, usual_scale
from samsyn.apps.register.services.classify_asset import classify_asset
from samsyn.apps.register.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import DEFAULT_SCALE, SCALES, Aspect
from samsyn.domain.register.validity import add_months
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_REVIEW_AFTER_MONTHS = 24


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSET_CLASSIFY)
def asset_classify(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for levels and reasons, the latest filled in; then decide, or say what is missing."""
    asset = get_object_or_404(InformationAsset.owned_by(request.actor), pk=pk)
    latest = history_of(request.actor, asset).first()
    begin = _begin(latest, clock.today())
    code = latest.scale if latest else usual_scale(request.actor)
    scale = scale_with(request.actor, code) or SCALES[DEFAULT_SCALE]
    form = ClassifyForm(scale, request.POST or None, initial=begin)
    if form.is_valid() and _decided(request, asset, form):
        messages.success(request, _("%(name)s is classified.") % {"name": asset.name})
        return go_to(request, record_url(asset))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Classify %(name)s") % {"name": asset.name},
            "intro": _(
                "Think of the worst that could reasonably happen. The earlier decision stays in"
                " the history; this one will count."
            ),
            "form": form,
            "groups": form.groups(),
            "submit_label": _("Decide"),
            "cancel_url": record_url(asset),
        },
        status=422 if form.errors else 200,
    )


def _begin(latest: Classification | None, today: date) -> dict[str, object]:
    begin: dict[str, object] = {
        "decided_on": today,
        "next_review": add_months(today, _REVIEW_AFTER_MONTHS),
    }
    for aspect in Aspect if latest else ():
        begin[str(aspect)] = getattr(latest, aspect)
        begin[f"{aspect}_reason"] = getattr(latest, f"{aspect}_reason")
    return begin


def _decided(request: PageRequest, asset: InformationAsset, form: ClassifyForm) -> bool:
    try:
        classify_asset(request.actor, asset_id=asset.pk, **form.proposal())
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return False
    return True
