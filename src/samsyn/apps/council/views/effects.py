"""What happens when an item is decided: told beforehand, and taken back while it is not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.council.forms.deciding import EffectForm
from samsyn.apps.council.models import AgendaItem, DecisionEffect
from samsyn.apps.council.queries.decisions import gates_in, planned_on
from samsyn.apps.council.services.plan_effect import drop_effect, plan_effect
from samsyn.apps.council.views.frames import trail
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.council.wording.effects import effect_told
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def effects(request: PageRequest, pk: int) -> HttpResponse:
    """List what is planned to happen when an item is decided, and ask for one thing more."""
    actor = request.actor
    item = get_object_or_404(
        AgendaItem.owned_by(actor).select_related("forum", "meeting", "initiative"), pk=pk
    )
    kind = request.GET.get("kind", "")
    form = None
    if kind in DecisionEffect.Kind.values:
        form = EffectForm(actor, kind, item, request.POST if request.method == "POST" else None)
    if form and request.method == "POST" and form.is_valid():
        try:
            effect = plan_effect(actor, item_id=pk, planned=form.planned())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("It happens when the item is decided."))
            _warn(request, effect)
            return go_to(request, "council:effects", pk)
    rows = list(planned_on(actor, [item]))
    gates = gates_in(actor, rows)
    here = reverse("council:effects", args=[pk])
    return page(
        request,
        "council/effects.html",
        {
            "title": _("What happens when this is decided"),
            "subtitle": item.name,
            "effects": [
                {
                    "text": effect_told(one, gates),
                    "drop_url": reverse("council:drop_effect", args=[one.pk]),
                }
                for one in rows
            ],
            "kinds": [
                {"label": label, "url": f"{here}?kind={value}", "current": value == kind}
                for value, label in DecisionEffect.Kind.choices
            ],
            "form": form,
            "submit_label": _("Plan it"),
            "cancel_url": here if form else reverse("council:item", args=[pk]),
            "back_url": reverse("council:item", args=[pk]),
            "breadcrumbs": [
                *trail(item.forum, item.meeting),
                {"label": item.name, "url": reverse("council:item", args=[pk])},
            ],
        },
        status=422 if form and form.errors else 200,
    )


def _warn(request: PageRequest, effect: DecisionEffect) -> None:
    """Say what would be refused today, while there is time to mend it."""
    if effect.against:
        told = " ".join(explain(one) for one in effect.against)
        messages.warning(
            request, _("As things are now it would be refused. %(why)s") % {"why": told}
        )


@require_POST
@requires(Permission.COUNCIL_WRITE)
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Take back something that was planned."""
    rows = DecisionEffect.owned_by(request.actor).filter(decision=None, item__isnull=False)
    effect = get_object_or_404(rows, pk=pk)
    drop_effect(request.actor, effect_id=pk)
    messages.success(request, _("Taken back."))
    return go_to(request, "council:effects", effect.item_id)
