"""The page that says what stops if a system, a supplier or a site stops; made to be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.register.models import Site, Supplier, System
from samsyn.apps.register.queries.impact_calls import Behind, Call, behind
from samsyn.apps.register.queries.impact_names import Named, names_of
from samsyn.apps.register.queries.impact_stops import Consequences, consequences_of
from samsyn.apps.register.wording.impact import KINDS, after, span
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.impact.dependence import Stop
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.impact.starting import warm_up_soon
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE_SIZE = 50
_ON_PAPER = 1000
_UNJUDGED = {Kind.SITE, Kind.PARTY}  # nobody is asked how long these may be down
Names = Mapping[tuple[str, int], Named]


@require_GET
@requires(Permission.REGISTER_READ)
def system_impact(request: PageRequest, pk: int) -> HttpResponse:
    """Show what stops with a system of ours."""
    return _shown(request, get_object_or_404(System.owned_by(request.actor), pk=pk))


@require_GET
@requires(Permission.REGISTER_READ)
def supplier_impact(request: PageRequest, pk: int) -> HttpResponse:
    """Show what stops when a supplier stops delivering, with neighbours as far as they show it."""
    return _shown(request, get_object_or_404(Supplier.visible_to(request.actor), pk=pk))


@require_GET
@requires(Permission.REGISTER_READ)
def site_impact(request: PageRequest, pk: int) -> HttpResponse:
    """Show what stops with a site of ours."""
    return _shown(request, get_object_or_404(Site.owned_by(request.actor), pk=pk))


def _shown(request: PageRequest, what: System | Supplier | Site) -> HttpResponse:
    warm_up_soon()
    ours = request.actor.organisation_id
    found = consequences_of(request.actor, what)
    pages = Paginator(found.stops, _ON_PAPER if "all" in request.GET else _PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    stops: list[Stop] = list(shown.object_list)
    names = _names(request.actor, stops)
    supplier = what if isinstance(what, Supplier) else None
    rows = behind(request.actor, (stop.thing for stop in stops), supplier)
    return page(
        request,
        "register/impact.html",
        {
            "title": _("What stops if %(name)s stops") % {"name": what.name},
            "what": {"text": what.name, "url": record_url(what)},
            "counts": _counts(found),
            "alone": found.stopped.issuperset(stop.thing for stop in found.stops),
            "nothing": not found.stops,
            "rows": [_row(stop, found, names, rows, ours) for stop in stops if stop.thing in names],
            "calls": [_call(call) for call in rows.calls],
            "today": clock.today(),
            "pager": {
                "number": shown.number,
                "last": pages.num_pages,
                "first_index": shown.start_index(),
                "last_index": shown.end_index(),
                "previous_url": f"?page={shown.number - 1}" if shown.has_previous() else "",
                "next_url": f"?page={shown.number + 1}" if shown.has_next() else "",
            },
            "count": pages.count,
            "all_url": "?all=1" if pages.num_pages > 1 and "all" not in request.GET else "",
        },
    )


def _names(actor: Actor, stops: Iterable[Stop]) -> dict[tuple[str, int], Named]:
    """Return the names of all that stops and of all in the chains, those we may see."""
    things = {thing for stop in stops for thing, _need in stop.chain}
    names = names_of(actor, things)
    organisations = [thing.pk for thing in things if thing.kind is Kind.ORGANISATION]
    if organisations:
        rows = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
        names |= {(Kind.ORGANISATION, pk): Named(name, "") for pk, name in rows}
    return names


def _counts(found: Consequences) -> list[dict[str, object]]:
    """Return how many of each kind stop, services apart from other routines."""
    kinds = Counter(stop.thing.kind for stop in found.stops)
    services = sum(
        stop.thing.kind is Kind.ROUTINE and stop.thing.pk in found.services for stop in found.stops
    )
    told = [
        (services, _("Services to inhabitants")),
        (kinds[Kind.ROUTINE] - services, _("Internal routines")),
        (kinds[Kind.SYSTEM], _("Systems")),
        (kinds[Kind.UNIT], _("Units that are hit")),
        (kinds[Kind.ORGANISATION], _("Neighbours that are hit")),
    ]
    return [{"count": count, "label": label} for count, label in told if count]


def _row(
    stop: Stop, found: Consequences, names: Names, rows: Behind, ours: int
) -> dict[str, object]:
    named = names[stop.thing]
    row = _behind(stop.thing, rows)
    service = stop.thing.kind is Kind.ROUTINE and stop.thing.pk in found.services
    return {
        "text": named.text,
        "url": named.url,
        "kind": _("Service to inhabitants") if service else KINDS[stop.thing.kind],
        "whose": row.organisation.name if row and row.organisation_id != ours else "",
        "after": after(stop.hour),
        "harm": "" if stop.thing.kind in _UNJUDGED else after(stop.harm_hour),
        "tolerable": None if stop.tolerable is None else span(stop.tolerable),
        "judged": stop.thing.kind in {Kind.SYSTEM, Kind.ROUTINE},
        "chain": _chain(stop, names),
        "fallback": row.fallback if row else "",
        "exercised_on": row.fallback_exercised_on if row else None,
        "may_have_fallback": row is not None,
    }


def _behind(thing: Thing, rows: Behind) -> Any:  # noqa: ANN401 - a system or a routine
    if thing.kind is Kind.SYSTEM:
        return rows.systems.get(thing.pk)
    return rows.routines.get(thing.pk) if thing.kind is Kind.ROUTINE else None


def _chain(stop: Stop, names: Names) -> list[Named]:
    """Return what led to the stop, from what was stopped first."""
    return [names[thing] for thing, _need in stop.chain[:-1] if thing in names]


def _call(call: Call) -> dict[str, object]:
    roles: dict[str, list[str]] = {}
    for role, title in call.about:
        roles.setdefault(str(role), []).append(title)
    return {
        "name": call.name,
        "phone": call.phone,
        "email": call.email,
        "about": [{"role": role, "titles": ", ".join(titles)} for role, titles in roles.items()],
    }
