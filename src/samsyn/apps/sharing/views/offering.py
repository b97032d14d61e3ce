"""The pages of one offer: offer a row, see what is offered, renew it, withdraw it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.sharing.forms import OfferForm
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.offers import counts_of, known_takers
from samsyn.apps.sharing.queries.snapshots import (
    Snapshot,
    field_of,
    in_words,
    label_of,
    part_in_words,
    snapshot_of,
)
from samsyn.apps.sharing.services.offering import (
    offer_row,
    places_in,
    row_to_offer,
    withdraw_offer,
)
from samsyn.apps.sharing.wording import explain, kind_in_words
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.records.forms import ReasonForm
from samsyn.kernel.sharing import Shareable, shareable_of_kind

_BOTH = ["GET", "POST"]


@require_GET
@requires(Permission.SHARING_READ)
def offer_page(request: PageRequest, pk: int) -> HttpResponse:
    """Show an offer, ours or a neighbour's: what is in it, who has taken it, what one may do."""
    offers = Offer.visible_to(request.actor).select_related("organisation", "offered_by")
    offer = get_object_or_404(offers, pk=pk)
    ours = offer.organisation_id == request.actor.organisation_id
    declared = shareable_of_kind(offer.kind)
    if declared is None or (offer.withdrawn_on and not ours):
        raise Http404
    return page(
        request,
        "sharing/offer.html",
        {
            "title": offer.name,
            "subtitle": _("%(kind)s · offered by %(who)s")
            % {"kind": kind_in_words(offer.kind), "who": offer.organisation.name},
            "offer": offer,
            "ours": ours,
            "facts": facts_of(declared, offer.snapshot),
            "parts": parts_in_words(declared, offer.snapshot),
            "counts": counts_of(request.actor, offer),
            "takers": known_takers(request.actor, offer),
            **(_of_ours(request, declared, offer) if ours else _of_theirs(request, offer)),
            "breadcrumbs": [_crumb(ours=ours), {"label": offer.name}],
        },
    )


@require_http_methods(_BOTH)
@requires(Permission.SHARING_OFFER)
def offer_form(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    """Show exactly what would leave the organisation, ask to whom, and offer it."""
    try:
        declared, row = row_to_offer(request.actor, kind, pk)
    except Refused as refusal:
        if shareable_of_kind(kind) is None or _is_nothing(refusal):
            raise Http404 from None
        return _cannot(request, refusal)
    known = Offer.owned_by(request.actor).filter(kind=kind, row_id=pk).first()
    optional = request.POST.getlist("optional") if request.POST else _begun(known)
    note = request.POST.get("note", "") if request.POST else (known.note if known else "")
    snapshot = snapshot_of(request.actor, declared, row, optional)
    places = places_in(request.actor, declared, snapshot, note)
    form = OfferForm(declared, places, request.POST or None, initial=_initial(known, optional))
    if form.is_valid() and (offer := _offered(request, form, kind, pk)) is not None:
        messages.success(request, _("Offered. Neighbours see it from now on."))
        return go_to(request, record_url(offer))
    return page(
        request,
        "sharing/offer_form.html",
        {
            "title": _("Offer %(name)s") % {"name": row},
            "form": form,
            "facts": facts_of(declared, snapshot),
            "parts": parts_in_words(declared, snapshot),
            "renewing": known is not None and known.withdrawn_on is None,
            "submit_label": _("Offer"),
            "cancel_url": record_url(row),
            "breadcrumbs": [{"label": str(row), "url": record_url(row)}, {"label": _("Offer")}],
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.SHARING_OFFER)
def offer_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Say what withdrawing means, ask why, and do it."""
    offer = get_object_or_404(Offer.owned_by(request.actor), pk=pk, withdrawn_on__isnull=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        withdraw_offer(request.actor, offer_id=pk, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. Nobody else sees it any longer."))
        return go_to(request, record_url(offer))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Withdraw %(name)s") % {"name": offer.name},
            "intro": _(
                "Nobody else will see the offer. Those who took it keep what they took, and are"
                " told that it is no longer offered."
            ),
            "form": form,
            "submit_label": _("Withdraw"),
            "cancel_url": record_url(offer),
            "danger": True,
        },
    )


def facts_of(declared: Shareable, snapshot: Snapshot) -> list[dict[str, object]]:
    """Return the fields of a snapshot that say something, as a page shows them."""
    return [
        {
            "label": label_of(declared.model, name),
            "text": text,
            "kind": "markdown" if isinstance(field_of(declared.model, name), MarkdownField) else "",
        }
        for name in declared.in_order(snapshot["fields"])
        if (text := in_words(declared.model, name, snapshot["fields"][name]))
    ]


def parts_in_words(declared: Shareable, snapshot: Snapshot) -> list[dict[str, object]]:
    """Return the parts of a snapshot under their names."""
    return [
        {"label": part.label, "rows": [part_in_words(part, values) for values in rows]}
        for part in declared.parts
        if (rows := snapshot["parts"].get(part.model._meta.db_table, []))
    ]


def _offered(request: PageRequest, form: OfferForm, kind: str, pk: int) -> Offer | None:
    said = form.cleaned_data
    try:
        return offer_row(
            request.actor,
            kind=kind,
            row_id=pk,
            reach=said["reach"],
            note=said["note"],
            optional=said.get("optional", []),
            confirmed=said.get("confirmed", []),
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(None, explain(objection))
        return None


def _of_ours(request: PageRequest, declared: Shareable, offer: Offer) -> dict[str, Any]:
    row = declared.model.owned_by(request.actor).filter(pk=offer.row_id).first()
    changed = row is not None and offer.snapshot != snapshot_of(
        request.actor, declared, row, offer.snapshot.get("optional", [])
    )
    actions: list[dict[str, object]] = []
    if request.actor.may(Permission.SHARING_OFFER):
        anew = {"kind": offer.kind, "pk": offer.row_id}
        stale = changed or bool(offer.withdrawn_on)
        if row is not None:
            label = _("Offer it as it is now") if stale else _("Change the offer")
            url = reverse("sharing:offer", kwargs=anew)
            actions.append({"label": label, "url": url, "primary": stale})
        if not offer.withdrawn_on:
            url = reverse("sharing:withdraw", args=[offer.pk])
            actions.append({"label": _("Withdraw"), "url": url, "danger": True})
    return {
        "actions": actions,
        "row_url": record_url(row) if row is not None else "",
        "changed": changed and not offer.withdrawn_on,
        "row_gone": row is None,
    }


def _of_theirs(request: PageRequest, offer: Offer) -> dict[str, Any]:
    taking = Taking.owned_by(request.actor).filter(offer_id=offer.pk).first()
    actions: list[dict[str, object]] = []
    if taking is None and request.actor.may(Permission.SHARING_TAKE):
        url = reverse("sharing:take", args=[offer.pk])
        actions.append({"label": _("Take it as a draft"), "url": url, "primary": True})
    return {
        "actions": actions,
        "taking": taking,
        "taking_url": record_url(taking) if taking else "",
    }


def _crumb(*, ours: bool) -> dict[str, str]:
    if ours:
        url = reverse("records:list", kwargs={"slug": "offers"})
        return {"label": _("What we offer"), "url": url}
    return {"label": _("What neighbours offer"), "url": reverse("sharing:neighbours")}


def _begun(known: Offer | None) -> list[str]:
    return list(known.snapshot.get("optional", [])) if known else []


def _initial(known: Offer | None, optional: list[str]) -> dict[str, object]:
    if known is None:
        return {"optional": optional}
    reach = {} if known.withdrawn_on else {"reach": known.visibility}
    return {"note": known.note, "optional": optional, **reach}


def _is_nothing(refusal: Refused) -> bool:
    return any(objection.code == "not_shareable" for objection in refusal.objections)


def _cannot(request: PageRequest, refusal: Refused) -> HttpResponse:
    told = [explain(objection) for objection in refusal.objections]
    return page(
        request,
        "sharing/cannot.html",
        {"title": _("This is not offered"), "reasons": told},
        status=422,
    )
