"""The pages where people decide a level against the maximum principle, and take that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.register.forms.impact import OverrideForm
from samsyn.apps.register.models import ClassificationOverride, System
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.apps.register.services.override_classification import (
    override_classification,
    withdraw_override,
)
from samsyn.apps.register.wording import ASPECTS
from samsyn.apps.register.wording.impact import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.register.validity import add_months
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.records.forms import ReasonForm

_REVIEW_AFTER_MONTHS = 12


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSET_CLASSIFY)
def system_override(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for aspect, level, ground and reason; then decide, or say what contradicts itself."""
    system = get_object_or_404(System.owned_by(request.actor), pk=pk)
    land, thing = landscape_of(request.actor), Thing(Kind.SYSTEM, system.pk)
    worked_out = {a: level for a in Aspect if (level := land.worked_out(thing, a)) is not None}
    if not worked_out:
        return page(request, "register/nothing_to_override.html", _about(system))
    begin = {"next_review": add_months(clock.today(), _REVIEW_AFTER_MONTHS)}
    form = OverrideForm(worked_out, request.POST or None, initial=begin | _earlier(request, system))
    if form.is_valid() and _decided(request, system, form):
        return go_to(request, record_url(system))
    return page(
        request,
        "kernel/forms/page.html",
        {
            **_about(system),
            "intro": _(
                "The highest level of all that a system holds and receives counts. Decide another"
                " only where a mere part of the information is here (distribution: the level may"
                " be lower), or so much of it that the whole is more sensitive than its parts"
                " (accumulation: it may be higher). What flows on from here has the level you set."
            ),
            "form": form,
            "submit_label": _("Override"),
            "cancel_url": record_url(system),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSET_CLASSIFY)
def override_withdraw(request: PageRequest, pk: int, aspect: str) -> HttpResponse:
    """Ask why, then let the level be worked out again."""
    overrides = ClassificationOverride.owned_by(request.actor).select_related("system")
    row = get_object_or_404(overrides, system_id=pk, aspect=aspect)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_override(
                request.actor,
                system_id=pk,
                aspect=Aspect(aspect),
                reason=form.cleaned_data["reason"],
            )
        except ClassificationOverride.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("The level is worked out again."))
        return go_to(request, record_url(row.system))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Withdraw the override of %(name)s") % {"name": row.name},
            "intro": row.reason,
            "form": form,
            "submit_label": _("Withdraw"),
            "cancel_url": record_url(row.system),
        },
    )


def _about(system: System) -> dict[str, object]:
    title = _("Override a level of %(name)s") % {"name": system.name}
    return {"title": title, "system": system, "system_url": record_url(system)}


def _earlier(request: PageRequest, system: System) -> dict[str, Any]:
    """Begin with the decision that stands, where the address names its aspect."""
    rows = ClassificationOverride.owned_by(request.actor).filter(system=system)
    aspect = request.GET.get("aspect", "")
    fields = ("aspect", "level", "ground", "reason")
    found = rows.filter(aspect=aspect).values(*fields).first()
    return dict(found) if found else {"aspect": aspect}


def _decided(request: PageRequest, system: System, form: OverrideForm) -> bool:
    try:
        row, others = override_classification(
            request.actor, system_id=system.pk, **form.cleaned_data
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return False
    told = _("%(aspect)s is %(level)s here, until it is reviewed.")
    said = [told % {"aspect": ASPECTS[Aspect(row.aspect)], "level": row.level}]
    if others:
        also = ngettext("%(n)d other system follows.", "%(n)d other systems follow.", others)
        said.append(also % {"n": others})
    messages.success(request, " ".join(said))
    return True
