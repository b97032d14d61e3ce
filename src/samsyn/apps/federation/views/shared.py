"""Shared initiatives: who takes part and how it goes, and our own part of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.federation.forms.polls import LeaveForm, LocalForm
from samsyn.apps.federation.models import Choice, SharedInitiative
from samsyn.apps.federation.queries.shared import (
    local_part_of,
    ours,
    participants_of,
    touched_by_leaving,
)
from samsyn.apps.federation.services.local_part import leave_shared, our_place, start_local_part
from samsyn.apps.federation.views.frames import answer, shared_frame
from samsyn.apps.federation.wording.polls import TONES
from samsyn.apps.portfolio.public import Initiative, Track
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import TAKES_PART, Standing
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.records.views.pages import record_page
from samsyn.kernel.templatetags.formats import in_currency, number

_BOTH = ["GET", "POST"]


@require_GET
@requires(Permission.FEDERATION_READ)
def shared_page(request: PageRequest, pk: int) -> HttpResponseBase:
    """Show a shared initiative: our own as any record of ours, a federation's with our part."""
    shared = _visible(request, pk)
    if shared.organisation_id == request.actor.organisation_id:
        return record_page(request, slug="shared-initiatives", pk=pk)
    place = our_place(request.actor, shared)
    part = local_part_of(request.actor, shared.pk)
    takes_part = place is not None and place.until is None
    return page(
        request,
        "federation/shared.html",
        {
            "title": shared.name,
            "subtitle": _("Shared in %(who)s") % {"who": shared.organisation.name},
            "shared": shared,
            "state": state_words(shared),
            "context": participants_shown(request.actor, shared),
            "place": place,
            "part": part,
            "part_url": record_url(part) if part else "",
            "initiative_url": record_url(part.initiative) if part and part.initiative else "",
            "start_url": reverse("federation:start_local", args=[pk])
            if takes_part
            and request.actor.may(Permission.PORTFOLIO_WRITE)
            and (part is None or part.initiative_id is None)
            else "",
            "leave_url": reverse("federation:leave", args=[pk])
            if takes_part and request.actor.may(Permission.POLL_ANSWER)
            else "",
            "breadcrumbs": [
                {"label": _("What we do together"), "url": reverse("federation:ours")},
                {"label": shared.name},
            ],
        },
    )


@require_GET
@requires(Permission.FEDERATION_READ)
def ours_page(request: PageRequest) -> HttpResponse:
    """Show what our organisation takes part in, and what it does of it at home."""
    lines = [
        {
            "shared": shared,
            "url": record_url(shared),
            "state": state_words(shared),
            "place": place,
            "as": Choice(place.takes_part).label,
            "tone": TONES[Standing(place.takes_part)],
            "part": part,
            "initiative_url": record_url(part.initiative) if part and part.initiative else "",
        }
        for shared, place, part in ours(request.actor)
    ]
    if not lines and SharedInitiative.owned_by(request.actor).exists():
        return go_to(request, "records:list", "shared-initiatives")  # the federation's own view
    return page(
        request,
        "federation/ours.html",
        {
            "title": _("What we do together"),
            "subtitle": request.organisation.name if request.organisation else "",
            "lines": lines,
        },
    )


@require_http_methods(_BOTH)
@requires(Permission.PORTFOLIO_WRITE)
def start_local(request: PageRequest, pk: int) -> HttpResponse:
    """Make an idea of our own of a shared initiative."""
    shared = _visible(request, pk)
    form = LocalForm(request.POST or None, initial={"track": Track.CHALLENGE})

    def act() -> str:
        start_local_part(request.actor, shared_id=pk, track=form.cleaned_data["track"])
        return _("An idea in your own portfolio. Plan its phases, and the roadmap counts with it.")

    intro = _(
        "It becomes an idea of your own, with your own effort, money and decisions. The others do"
        " not see it."
    )
    frame = shared_frame(shared, _("Our own effort"), intro, _("Make it ours"))
    return answer(request, form, act, frame)


@require_http_methods(_BOTH)
@requires(Permission.POLL_ANSWER)
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """Show what our leaving touches, and leave from a day on."""
    shared = _visible(request, pk)
    form = LeaveForm(request.POST or None, initial={"until": clock.today()})

    def act() -> str:
        leave_shared(request.actor, shared_id=pk, **form.cleaned_data)
        return _("Noted. You take part until that day.")

    touched = touched_by_leaving(request.actor, shared)
    frame = shared_frame(shared, _("Take part no longer"), "", _("Leave this"))
    context = {**frame, "touched": touched, "place": our_place(request.actor, shared)}
    return answer(request, form, act, context, template="federation/leave.html")


def state_words(shared: SharedInitiative) -> str:
    """Return how far the federation's initiative has come."""
    known = dict(Initiative.State.choices)
    return str(known.get(shared.state_now, "")) if shared.state_now else ""


def exact(amount: Decimal | int | None, currency: str) -> str:
    """Write an amount with its hundredths, where it has any: parts are seen to add up."""
    if amount is None:
        return ""
    return in_currency(number(amount, 0 if amount == int(amount) else 2), currency)


def participants_shown(actor: Actor, shared: SharedInitiative) -> dict[str, Any]:
    """Return what the table of participants shows."""
    rows = list(participants_of(actor, shared.pk))
    ours = shared.organisation_id == actor.organisation_id
    now = [row for row in rows if row.until is None or row.until >= clock.today()]
    shares = [row.cost_share or 0 for row in now]
    return {
        "shared": shared,
        "rows": [
            {
                "row": row,
                "as": Choice(row.takes_part).label,
                "tone": TONES[Standing(row.takes_part)],
                "left": row not in now,
                "cost": exact(row.cost_share, shared.organisation.currency),
            }
            for row in rows
        ],
        "closed": bool(shared.poll_id) and not ours and not rows,
        "taking": sum(row.takes_part in TAKES_PART for row in now),
        "seats_taken": sum(row.seats for row in now),
        "cost": exact(sum(shares), shared.organisation.currency) if any(shares) else "",
        "directive_url": reverse("federation:directive", args=[shared.pk]),
        "state": state_words(shared),
    }


@require_GET
@requires(Permission.FEDERATION_READ)
def directive(request: PageRequest, pk: int) -> HttpResponse:
    """Show the project directive as a page worth printing."""
    shared = _visible(request, pk)
    return page(
        request,
        "federation/directive.html",
        {**shared_frame(shared, _("Project directive")), "shared": shared},
    )


def _visible(request: PageRequest, pk: int) -> SharedInitiative:
    rows = SharedInitiative.visible_to(request.actor).select_related("organisation", "poll")
    return get_object_or_404(rows, pk=pk)
