"""The pages of pooled time: what is offered and asked for, and what was agreed with whom."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.federation.forms.pooling import HoursForm
from samsyn.apps.federation.models import TimeOffer, TimeRequest
from samsyn.apps.federation.queries import pooled
from samsyn.apps.federation.queries.pooled import Deal, Stage
from samsyn.apps.federation.services.pool_time import withdraw_wanted
from samsyn.apps.federation.services.write_hours import write_hours
from samsyn.apps.federation.wording.ability import REASONS, STAGE_TONES, STAGES
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.pooling import Because, Match, Month, shortfall
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.templatetags.formats import number

_READ, _POOL = Permission.FEDERATION_READ, Permission.TIME_POOL
_BEST = 3
_FEW = 40
Wanted = TimeOffer | TimeRequest


@require_GET
@requires(_READ)
def pool_page(request: PageRequest) -> HttpResponse:
    """Show what waits, what holds, what is asked for with what fits it, and what is offered."""
    actor, today = request.actor, clock.today()
    offers, requests = pooled.standing(actor, today)
    found = pooled.deals(actor, today)
    months = pooled.months_of(actor, found, today)
    may = actor.may(_POOL)
    return page(
        request,
        "federation/pool.html",
        {
            "title": _("Pooled time"),
            "subtitle": _("A share of a role that one municipality lends and another borrows."),
            "deals": [_deal_line(deal, months.get(deal.key, [])) for deal in found[:_FEW]],
            "requests": [_wanted(request, row, offers) for row in requests[:_FEW]],
            "offers": [_wanted(request, row, requests) for row in offers[:_FEW]],
            "more": max(len(found), len(offers), len(requests)) > _FEW,
            "may": may,
            "offer_url": reverse("records:new", kwargs={"slug": "time-offers"}),
            "request_url": reverse("records:new", kwargs={"slug": "time-requests"}),
            "propose_url": reverse("federation:propose_time"),
            "roles_url": reverse("federation:show_roles"),
        },
    )


def _deal_line(deal: Deal, months: list[Month]) -> dict[str, object]:
    promised, given = shortfall(months)
    return {
        "deal": deal,
        "url": reverse("federation:time_agreement", args=[deal.key]),
        "partner": partner_name(deal),
        "word": STAGES[deal.stage],
        "tone": STAGE_TONES[deal.stage],
        "promised": promised if months else None,
        "given": given,
        "bar": bar(given, promised),
    }


def partner_name(deal: Deal) -> str:
    """Return what the other side is called."""
    return deal.ours.partner.name if deal.ours else deal.shown.organisation.name


def bar(given: Decimal | None, promised: Decimal) -> str:
    """Return how much of a hundred was given, as the width of a bar."""
    if not promised or not given:
        return "0"
    return f"{min(given / promised * 100, Decimal(100)):.1f}"


def _wanted(request: PageRequest, row: Wanted, others: Iterable[Wanted]) -> dict[str, object]:
    ours = row.organisation_id == request.actor.organisation_id
    is_offer = isinstance(row, TimeOffer)
    ask = "offer" if is_offer else "request"
    fits = pooled.fitting(row, others)[:_BEST] if ours else []
    return {
        "row": row,
        "ours": ours,
        "url": record_url(row) if ours else "",
        "propose_url": "" if ours else f"{reverse('federation:propose_time')}?{ask}={row.pk}",
        "withdraw_url": reverse(f"federation:withdraw_{ask}", args=[row.pk]) if ours else "",
        "fits": [_fit(other, match) for other, match in fits],
    }


def _fit(other: Wanted, match: Match) -> dict[str, object]:
    ask = "offer" if isinstance(other, TimeOffer) else "request"
    return {
        "who": other.organisation.name,
        "match": match,
        "why": [reason(one) for one in match.because],
        "url": f"{reverse('federation:propose_time')}?{ask}={other.pk}",
    }


def reason(one: Because) -> dict[str, object]:
    """Put a reason into words."""
    figure = "" if one.figure is None else number(one.figure)
    text = str(REASONS[one.reason])
    return {"text": text % {"figure": figure} if "%" in text else text, "good": one.good}


@require_http_methods(["GET", "POST"])
@requires(_READ)
def agreement_page(request: PageRequest, key: UUID) -> HttpResponse:
    """Show one agreement: its terms, how far it has come, and promised against given."""
    actor, today = request.actor, clock.today()
    deal = deal_at(request, key)
    months = pooled.months_of(actor, [deal], today).get(key, [])
    begun = [month for month in months if month.month <= today]
    writes = deal.we_lend and deal.ours is not None and deal.ours.holds and actor.may(_POOL)
    form = _hours_form(request, begun) if writes else None
    if form is not None and deal.ours is not None and request.method == "POST" and form.is_valid():
        try:
            write_hours(actor, agreement_id=deal.ours.pk, hours=form.hours())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Saved."))
            return go_to(request, "federation:time_agreement", key)
    promised, given = shortfall(months)
    return page(
        request,
        "federation/time_agreement.html",
        {
            "title": deal.shown.role.name,
            "subtitle": partner_name(deal),
            "deal": deal,
            "word": STAGES[deal.stage],
            "tone": STAGE_TONES[deal.stage],
            "differ": deal.ours is not None
            and deal.theirs is not None
            and deal.ours.terms != deal.theirs.terms,
            "months": [{"row": month, "bar": bar(month.given, month.promised)} for month in months],
            "promised": promised,
            "given": given,
            "form": form,
            "actions": _acts(request, deal),
            "submit_label": _("Save the hours"),
            "breadcrumbs": [{"label": _("Pooled time"), "url": reverse("federation:pool")}],
        },
        status=422 if form is not None and form.errors else 200,
    )


def deal_at(request: PageRequest, key: UUID) -> Deal:
    """Return the agreement that we are a side of, or answer 404."""
    found = pooled.deals(request.actor, clock.today(), [key])
    if not found:
        raise Http404
    return found[0]


def _hours_form(request: PageRequest, months: list[Month]) -> HoursForm:
    words = {month.month: date_format(month.month, "F Y") for month in months}
    return HoursForm(months, words, request.POST if request.method == "POST" else None)


def _acts(request: PageRequest, deal: Deal) -> list[dict[str, object]]:
    if not request.actor.may(_POOL):
        return []
    acts: list[tuple[str, str]] = []
    if deal.stage == Stage.TO_US:
        acts = [(_("Agree"), "agree"), (_("Propose other terms"), "counter"),
                (_("Decline"), "decline")]  # fmt: skip
    elif deal.stage == Stage.TO_THEM:
        acts = [(_("Change the terms"), "counter"), (_("Take it back"), "decline")]
    elif deal.stage == Stage.HOLDS and not deal.shown.ended_on:
        acts = [(_("End it early"), "end")]
    return [
        {
            "label": label,
            "url": reverse(f"federation:{name}_time", args=[deal.key]),
            "primary": name == "agree",
        }
        for label, name in acts
    ]


@require_POST
@requires(_POOL)
def withdraw(request: PageRequest, pk: int, *, offers: bool) -> HttpResponse:
    """Withdraw an offer or a request of ours."""
    model = TimeOffer if offers else TimeRequest
    get_object_or_404(model.owned_by(request.actor), pk=pk)
    withdraw_wanted(request.actor, offers=offers, pk=pk)
    messages.success(request, _("Withdrawn."))
    return go_to(request, "federation:pool")
