"""The page on which an initiative says which needs it answers, and the way from need to idea."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.needs.public import Need
from samsyn.apps.portfolio.forms.comparing import NeedsForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.answer_needs import answer_needs, begin_from_need
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def initiative_needs(request: PageRequest, pk: int) -> HttpResponse:
    """Ask which needs the initiative answers."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = NeedsForm(request.actor, initiative, typed)
    if form.is_valid():
        needs = [need.pk for need in form.cleaned_data["needs"]]
        answer_needs(request.actor, initiative_id=pk, need_ids=needs)
        messages.success(request, _("Saved."))
        return go_to(request, record_url(initiative))
    url = record_url(initiative)
    return page(
        request,
        "portfolio/ask.html",
        {
            "title": _("Which needs does it answer?"),
            "subtitle": initiative.name,
            "intro": _("Many needs may lead to one initiative. Each then waits for this one."),
            "form": form,
            "submit_label": _("Save"),
            "cancel_url": url,
            "breadcrumbs": [
                {"label": _("Portfolio"), "url": reverse("portfolio:board")},
                {"label": initiative.name, "url": url},
            ],
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def need_taken_up(request: PageRequest, pk: int) -> HttpResponse:
    """Begin an initiative from a need, once it is asked for."""
    need = get_object_or_404(Need.owned_by(request.actor), pk=pk)
    if request.method == "POST":
        initiative = begin_from_need(request.actor, need_id=pk)
        messages.success(request, _("Written down as an idea. Say which track it belongs in."))
        return go_to(request, record_url(initiative))
    url = record_url(need)
    return page(
        request,
        "portfolio/ask.html",
        {
            "title": _("Begin an initiative from this need"),
            "subtitle": need.name,
            "intro": _(
                "It becomes an idea for a challenge, with the need as its problem. How it is"
                " solved is still free."
            ),
            "submit_label": _("Begin"),
            "cancel_url": url,
            "breadcrumbs": [{"label": need.name, "url": url}],
        },
    )
