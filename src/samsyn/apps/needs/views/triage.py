"""Triage: one need at a time, what it costs, what is like it, and one key for each outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.needs.forms import TriageForm
from samsyn.apps.needs.models import Need
from samsyn.apps.needs.queries.needs import (
    decisions_of,
    frictions_of,
    hints_of,
    hours_of_need,
    similar_needs,
    untriaged,
)
from samsyn.apps.needs.services.triage import triage_need
from samsyn.apps.needs.wording import hints_told
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.asking import Asking, alone, ready, several
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_BOTH = ["GET", "POST"]
_PAGE = 30


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def triage(request: PageRequest) -> HttpResponse:
    """Show what waits, and the first of them with all one needs to decide."""
    pages = Paginator(untriaged(request.actor), _PAGE)
    waiting = list(pages.get_page(request.GET.get("page")).object_list)
    need = waiting[0] if waiting else None
    return _page(request, need, waiting, pages.count)


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Decide about one need, for the first time or anew; then go to the next."""
    rows = Need.owned_by(request.actor).select_related("unit", "owner")
    need = get_object_or_404(rows.annotate(hours=hours_of_need(request.actor)), pk=pk)
    pages = Paginator(untriaged(request.actor), _PAGE)
    return _page(request, need, list(pages.get_page(1).object_list), pages.count)


def _page(request: PageRequest, need: Need | None, waiting: list[Need], count: int) -> HttpResponse:
    form = TriageForm(request.POST or None) if need else TriageForm()
    if need and form.is_valid():
        try:
            triage_need(request.actor, need_id=need.pk, **form.answers())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Decided: %(need)s") % {"need": need.name})
            return go_to(request, "needs:triage")
    context: dict[str, object] = {
        "title": _("Triage"),
        "subtitle": _("Each need gets one of three answers, with its reason."),
        "waiting": [_line(one, need) for one in waiting],
        "count": count,
        "need": need,
        "form": form,
        "new_url": reverse("records:new", kwargs={"slug": "needs"}),
        "list_url": reverse("records:list", kwargs={"slug": "needs"}),
    }
    if need:
        context |= _about(request, need)
    return page(request, "needs/triage.html", context, status=422 if form.errors else 200)


def _line(one: Need, current: Need | None) -> dict[str, object]:
    return {
        "name": one.name,
        "url": reverse("needs:decide", args=[one.pk]),
        "hours": getattr(one, "hours", 0),
        "unit": one.unit,
        "collected_on": one.collected_on,
        "current": current is not None and one.pk == current.pk,
    }


def _about(request: PageRequest, need: Need) -> dict[str, object]:
    parts = [hints_of(request.actor, need), _known_of(request.actor, need)]
    hints, (frictions, decisions) = alone(several(parts))
    alike = similar_needs(request.actor, need.name, unit_id=need.unit_id, but=[need.pk])
    return {
        "hours": getattr(need, "hours", 0),
        "url": record_url(need),
        "edit_url": reverse("records:edit", kwargs={"slug": "needs", "pk": need.pk}),
        "frictions": [
            {"name": one.name, "hours": getattr(one, "hours", 0), "url": record_url(one)}
            for one in frictions
        ],
        "similar": [
            {"name": one.name, "state": one.get_state_display(), "url": record_url(one)}
            for one in alike
        ],
        "hints": hints_told(hints, need_labels()),
        "decisions": decisions,
    }


def _known_of(actor: Actor, need: Need) -> Asking[Sequence[list[Any]]]:
    """Ask for the friction it rests on, and for what was decided."""
    return (
        yield [ready(frictions_of, actor, need=need.pk), ready(decisions_of, actor, need=need.pk)]
    )


def need_labels() -> dict[str, str]:
    """Return what the texts of a need are called."""
    meta = Need._meta
    return {
        name: str(meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
        for name in ("name", "today", "consequence")
    }
