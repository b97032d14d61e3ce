"""The pages on which time is proposed, agreed to, changed, declined and ended early."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.federation.forms.pooling import (
    AgreeForm,
    EndForm,
    PoolForm,
    TermsForm,
    WhyForm,
)
from samsyn.apps.federation.models import TimeOffer, TimeRequest
from samsyn.apps.federation.queries.pooled import Deal, possible_partners
from samsyn.apps.federation.services.pool_time import (
    agree_to_time,
    counter_time,
    decline_time,
    end_time,
    propose_time,
)
from samsyn.apps.federation.views.pooling import deal_at, partner_name
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.templatetags.formats import day, number

_METHODS = ["GET", "POST"]
_POOL = Permission.TIME_POOL
_DIGITS = 19  # of the largest id


@require_http_methods(_METHODS)
@requires(_POOL)
def propose(request: PageRequest) -> HttpResponse:
    """Propose time: to whoever offers or asks, or to any member."""
    wanted = _wanted(request)
    fixed: tuple[str, ...] = ()
    lends: bool | None = None
    initial: dict[str, object] = {"since": clock.today()}
    if wanted is not None:
        lends = isinstance(wanted, TimeRequest)
        fixed = ("lends", "partner", "role")
        initial = {name: getattr(wanted, name) for name in ("share", "since", "until", "price")}
    form = TermsForm(
        request.actor,
        possible_partners(request.actor),
        request.POST or None,
        initial=initial,
        fixed=fixed,
        lends=lends,
    )

    def act() -> str:
        typed = form.cleaned_data
        made = propose_time(
            request.actor,
            partner_id=wanted.organisation_id if wanted else typed["partner"],
            lends=typed["lends"] if lends is None else lends,
            terms=form.terms(wanted.role_id if wanted else None),
            person_id=form.person_id(),
            offer_id=wanted.pk if isinstance(wanted, TimeOffer) else None,
            request_id=wanted.pk if isinstance(wanted, TimeRequest) else None,
        )
        return reverse("federation:time_agreement", args=[made.key])

    said = f"{wanted.organisation.name} · {wanted.role.name}" if wanted else ""
    return _asked(
        request,
        form,
        act,
        _("Propose time"),
        said,
        _("Propose"),
        back=reverse("federation:pool"),
        intro=_("It holds when they have agreed to the same. Until then either can change it."),
    )


def _wanted(request: PageRequest) -> TimeOffer | TimeRequest | None:
    """Return the offer or request that the address names; 404 where it does not stand."""
    for name, model in (("offer", TimeOffer), ("request", TimeRequest)):
        text = request.GET.get(name, "")
        if text:
            rows = model.visible_to(request.actor).filter(state="standing")
            rows = rows.exclude(organisation_id=request.actor.organisation_id)
            rows = rows.select_related("role", "organisation")
            right = text.isdecimal() and len(text) < _DIGITS
            found = rows.filter(pk=text).first() if right else None
            if found is None:
                raise Http404
            return found
    return None


@require_http_methods(_METHODS)
@requires(_POOL)
def agree(request: PageRequest, key: UUID) -> HttpResponse:
    """Agree to their terms, as they are shown here."""
    deal = deal_at(request, key)
    if deal.theirs is None:
        raise Http404
    form = AgreeForm(
        request.actor, request.POST or None, lends=deal.we_lend, terms=deal.theirs.terms
    )

    def act() -> str:
        person = form.cleaned_data.get("person")
        agree_to_time(
            request.actor,
            key=key,
            terms=form.cleaned_data["terms"],
            person_id=person.pk if person else None,
        )
        return _at(key)

    return _asked(
        request, form, act, _("Agree"), partner_name(deal), _("Agree"), back=_at(key),
        intro=_in_words(deal),
    )  # fmt: skip


@require_http_methods(_METHODS)
@requires(_POOL)
def counter(request: PageRequest, key: UUID) -> HttpResponse:
    """Propose other terms, for them to agree to."""
    deal = deal_at(request, key)
    shown = deal.shown
    initial = {name: getattr(shown, name) for name in ("share", "since", "until", "price")}
    initial["person"] = deal.ours.person_id if deal.ours else None
    form = TermsForm(
        request.actor,
        {},
        request.POST or None,
        initial=initial,
        fixed=("lends", "partner", "role"),
        lends=deal.we_lend,
    )

    def act() -> str:
        counter_time(
            request.actor, key=key, terms=form.terms(shown.role_id), person_id=form.person_id()
        )
        return _at(key)

    return _asked(
        request, form, act, _("Propose other terms"), partner_name(deal), _("Propose"),
        back=_at(key), intro=_in_words(deal),
    )  # fmt: skip


@require_http_methods(_METHODS)
@requires(_POOL)
def decline(request: PageRequest, key: UUID) -> HttpResponse:
    """Say no, or take our own proposal back."""
    deal = deal_at(request, key)
    form = WhyForm(request.POST or None)

    def act() -> str:
        decline_time(request.actor, key=key, reason=form.cleaned_data["reason"])
        return reverse("federation:pool")

    return _asked(
        request, form, act, _("Decline"), partner_name(deal), _("Decline"), back=_at(key),
        intro=_in_words(deal),
    )  # fmt: skip


@require_http_methods(_METHODS)
@requires(_POOL)
def end(request: PageRequest, key: UUID) -> HttpResponse:
    """End it before its time, on both sides."""
    deal = deal_at(request, key)
    form = EndForm(request.POST or None)

    def act() -> str:
        end_time(
            request.actor,
            key=key,
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
        )
        return _at(key)

    return _asked(
        request, form, act, _("End it early"), partner_name(deal), _("End it"), back=_at(key),
        intro=_("It ends for both on the day you choose, and both plans count with that."),
    )  # fmt: skip


def _at(key: UUID) -> str:
    return reverse("federation:time_agreement", args=[key])


def _in_words(deal: Deal) -> str:
    row = deal.shown
    told = _("%(role)s, %(share)s %% of full time, from %(since)s until %(until)s.") % {
        "role": row.role.name,
        "share": number(row.share),
        "since": day(row.since),
        "until": day(row.until),
    }
    if row.price is None:
        return told
    return f"{told} {_('Price per hour')}: {number(row.price, 2)}."


def _asked(  # noqa: PLR0913 - what such a page shows
    request: PageRequest,
    form: PoolForm,
    act: Callable[[], str],
    title: str,
    subtitle: str,
    button: str,
    *,
    back: str,
    intro: str,
) -> HttpResponse:
    """Show the form; once it is valid do the act and go where it says, or say why not."""
    if form.is_valid():
        try:
            address = act()
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Saved."))
            return go_to(request, address)
    context = {
        "title": title,
        "subtitle": subtitle,
        "intro": intro,
        "form": form,
        "submit_label": button,
        "cancel_url": back,
        "breadcrumbs": [{"label": _("Pooled time"), "url": reverse("federation:pool")}],
    }
    return page(request, "kernel/forms/page.html", context, status=422 if form.errors else 200)
