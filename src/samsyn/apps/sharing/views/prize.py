"""The year's prize: who stands where, how that is counted, and handing the prize out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.sharing.forms import PrizeForm
from samsyn.apps.sharing.queries.prize import (
    federations_of,
    members_of,
    prizes_of,
    standings_of,
    things_of,
    years_of_prize,
)
from samsyn.apps.sharing.services.prize import hand_out_prize
from samsyn.apps.sharing.wording import explain, kind_in_words
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_LONGEST_YEAR = 4


@require_GET
@requires(Permission.SHARING_READ)
def prize(request: PageRequest) -> HttpResponse:
    """Show the standings of one federation and year; both are in the address."""
    federations = federations_of(request.actor)
    context: dict[str, object] = {"title": _("The year's prize"), "federations": []}
    if federations:
        context |= _standing(request, federations)
    return page(request, "sharing/prize.html", context)


def _standing(request: PageRequest, federations: list[Organisation]) -> dict[str, object]:
    said = request.GET.get("federation", "")
    chosen = next((one for one in federations if str(one.pk) == said), federations[0])
    years = years_of_prize(chosen.pk)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) <= _LONGEST_YEAR else years[0]
    if year not in years:
        raise Http404
    me = request.actor.organisation_id
    actions = []
    if chosen.pk == me and request.actor.may(Permission.SHARING_OFFER):
        url = reverse("sharing:hand_out")
        actions.append({"label": _("Hand out the prize"), "url": url, "primary": True})
    return {
        "subtitle": chosen.name,
        "actions": actions,
        "federation": chosen,
        "federations": [{"row": one, "chosen": one.pk == chosen.pk} for one in federations],
        "year": year,
        "years": [{"year": one, "chosen": one == year} for one in years],
        "open": year >= clock.today().year,
        "rows": [
            {"place": place, "standing": one, "ours": one.origin == me}
            for place, one in standings_of(chosen.pk, year)
        ],
        "things": [
            {
                "thing": one,
                "kind": kind_in_words(one.offer.kind),
                "url": record_url(one.offer),
            }
            for one in things_of(request.actor, chosen.pk, year)
        ],
        "prizes": [
            {"prize": one, "url": record_url(one)} for one in prizes_of(request.actor, chosen.pk)
        ],
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.SHARING_OFFER)
def hand_out(request: PageRequest) -> HttpResponse:
    """Ask to whom, for what and why, and hand the prize out."""
    me = request.organisation
    if me is None or me.kind != Organisation.Kind.FEDERATION:
        raise Http404
    years = [year for year in years_of_prize(me.pk) if year < clock.today().year]
    form = PrizeForm(
        members_of(me.pk),
        years or [clock.today().year - 1],
        request.POST or None,
        initial={"decided_on": clock.today()},
    )
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = hand_out_prize(
                request.actor,
                year=int(typed["year"]),
                winner_id=typed["winner"].pk,
                what_for=typed["what_for"],
                reasons=typed["reasons"],
                decided_on=typed["decided_on"],
            )
        except Refused as refusal:
            for objection in refusal.objections:
                place = objection.field if objection.field in form.fields else None
                form.add_error(place, explain(objection))
        else:
            messages.success(request, _("Handed out. All members see it."))
            return go_to(request, record_url(made))
    url = reverse("sharing:prize")
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Hand out the prize"),
            "subtitle": me.name,
            "intro": _(
                "The counts advise; to whom the prize goes is your own decision. They are kept"
                " with it as they stand now."
            ),
            "form": form,
            "submit_label": _("Hand out"),
            "cancel_url": url,
            "breadcrumbs": [
                {"label": _("The year's prize"), "url": url},
                {"label": _("Hand out the prize")},
            ],
        },
        status=422 if form.errors else 200,
    )
