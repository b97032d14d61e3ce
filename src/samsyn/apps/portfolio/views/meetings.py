"""Where initiatives meet on a system, in a unit or in a narrow role, and what is done about it."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.comparing import MeetingForm
from samsyn.apps.portfolio.models import Dependency, Initiative, MeetingLetBe
from samsyn.apps.portfolio.services.settle_meeting import (
    coordinate,
    let_meet,
    raise_again,
)
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.overlap import meetings
from samsyn.domain.portfolio.stages import OPEN
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.rules import rule_by_code

_RULE = "POR-007"
_MOST = 50


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_READ)
def meeting_places(request: PageRequest) -> HttpResponse:
    """List every pair that meets and is not tied, and what was said of others; settle a pair."""
    may_write = request.actor.may(Permission.PORTFOLIO_WRITE)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        pair = {"first": typed["first"], "second": typed["second"]}
        try:
            _settle(request, pair, typed["reason"])
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Settled."))
            return go_to(request, "portfolio:meetings")
    asked = form.data.get("first", ""), form.data.get("second", "")
    return page(
        request,
        "portfolio/meetings.html",
        {
            "title": _("Where initiatives meet"),
            "pairs": _pairs(request),
            "form": form,
            "asked": "-".join(asked) if form.errors else "",
            "let_be": MeetingLetBe.owned_by(request.actor).select_related("first", "second")[
                :_MOST
            ],
            "tied": _tied(request),
            "may_write": may_write,
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
        status=422 if form.errors else 200,
    )


def _settle(request: PageRequest, pair: dict[str, int], reason: str) -> None:
    match request.POST.get("do"):
        case "let":
            let_meet(request.actor, **pair, reason=reason)
        case "again":
            raise_again(request.actor, **pair)
        case _:
            coordinate(request.actor, **pair, note=reason)


def _tied(request: PageRequest) -> list[dict[str, object]]:
    """Return the pairs of open initiatives that coordinate; one query."""
    rows = Dependency.owned_by(request.actor).filter(
        kind=Dependency.Kind.COORDINATE, before__state__in=OPEN, after__state__in=OPEN
    )
    return [
        {"row": row, "url": record_url(row)}
        for row in rows.select_related("before", "after").order_by("pk")[:_MOST]
    ]


def _pairs(request: PageRequest) -> list[dict[str, object]]:
    """Return the pairs that meet, with every place where they do; eleven queries."""
    today = clock.today()
    narrow = queries.narrow_roles(request.actor, today, _narrow())
    spans = queries.spans(request.actor, today)
    found = meetings(spans, known=queries.tied_pairs(request.actor), narrow=narrow)
    names = queries.places_of(request.actor, found)
    rows = Initiative.owned_by(request.actor).in_bulk(
        {key for meeting in found for key in (meeting.first, meeting.second)}
    )
    places: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
    for meeting in found:
        kind, place = queries.kind_and_place(meeting)
        told = {"kind": kind, "name": names.get((kind, place), "")}
        places[meeting.first, meeting.second].append(told)
    return [
        {
            "key": f"{first}-{second}",
            "first": rows[first],
            "first_url": record_url(rows[first]),
            "second": rows[second],
            "second_url": record_url(rows[second]),
            "places": where,
        }
        for (first, second), where in sorted(places.items(), key=lambda item: -len(item[1]))
    ]


def _narrow() -> int:
    rule = rule_by_code(_RULE)
    return next(int(p.default) for p in rule.parameters if p.name == "narrow") if rule else 0
