"""The capability map: the heat map of all members, one capability, ourselves, and the years."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from openpyxl import Workbook

from samsyn.apps.federation.forms.assessing import AssessForm
from samsyn.apps.federation.models import CapabilityMap
from samsyn.apps.federation.queries import capability as asked
from samsyn.apps.federation.queries.capability import Area, Level
from samsyn.apps.federation.services.assess import assess
from samsyn.apps.federation.services.start_map import start_map
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.maturity import MOST, mean_of
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.exporting import harmless

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READ = Permission.FEDERATION_READ
_ALL = "all"
_STEPS = range(MOST + 1)


@require_GET
@requires(_READ)
def heat_map(request: PageRequest) -> HttpResponse:
    """Show how able every member is: by area, or one area's capabilities, or all of them."""
    maps = asked.maps_of(request.actor)
    found = asked.map_for(request.actor, request.GET.get("map", ""), maps)
    if found is None:
        return page(request, "federation/no_map.html", _nothing(request))
    which = f"map={found.pk}" if len(maps) > 1 else ""
    areas = asked.areas_of(request.actor, found)
    chosen = _chosen(areas, request.GET.get("area", ""))
    levels = asked.levels_now(request.actor, [pk for area in areas for pk in area.ids])
    everybody = asked.members()
    there = [one for one in everybody if one.pk in levels]
    opened = areas if request.GET.get("area") == _ALL else [chosen] if chosen else []
    return page(
        request,
        "federation/heat_map.html",
        {
            "title": _("Capability map"),
            "subtitle": found.name,
            "maps": _choice(maps, found),
            "areas": _areas(request, areas, chosen, which),
            "opened": bool(opened),
            "columns": _columns(opened, which) if opened else _area_columns(areas, which),
            "rows": _rows(request, there, levels, opened)
            if opened
            else _area_rows(request, there, levels, areas),
            "means": [] if opened else _means(levels, areas),
            "silent": [one.name for one in everybody if one.pk not in levels],
            "steps": _STEPS,
            **_ways(request, which),
        },
    )


def _nothing(request: PageRequest) -> dict[str, object]:
    may = request.actor.may(Permission.FEDERATION_WRITE)
    return {
        "title": _("Capability map"),
        "start_url": reverse("federation:start_map") if may else "",
    }


def _ways(request: PageRequest, which: str = "") -> dict[str, object]:
    actor, said = request.actor, f"?{which}" if which else ""
    may_assess = actor.may(Permission.CAPABILITY_ASSESS)
    return {
        "assess_url": reverse("federation:assess") + said if may_assess else "",
        "maturity_url": reverse("federation:maturity") + said,
        "export_url": reverse("federation:map_file") + said
        if actor.may(Permission.RECORDS_EXPORT)
        else "",
    }


def _chosen(areas: Sequence[Area], text: str) -> Area | None:
    return next((area for area in areas if text == str(area.row.pk)), None)


def _areas(
    request: PageRequest, areas: Sequence[Area], chosen: Area | None, which: str
) -> list[dict[str, object]]:
    everything = request.GET.get("area") == _ALL
    shown: list[dict[str, object]] = [
        {"label": _("Areas"), "url": f"?{which}", "current": chosen is None and not everything}
    ]
    shown += [
        {"label": a.row.name, "url": _at(a.row.pk, which), "current": a is chosen} for a in areas
    ]
    return [*shown, {"label": _("All"), "url": _at(_ALL, which), "current": everything}]


def _at(area: object, which: str) -> str:
    return f"?{which}&area={area}" if which else f"?area={area}"


def _area_columns(areas: Sequence[Area], which: str) -> list[dict[str, object]]:
    return [{"name": area.row.name, "url": _at(area.row.pk, which)} for area in areas]


def _columns(areas: Sequence[Area], which: str) -> list[dict[str, object]]:
    said = f"?{which}" if which else ""
    return [
        {"name": one.name, "url": reverse("federation:capability", args=[one.pk]) + said}
        for area in areas
        for one in area.capabilities
    ]


def _area_rows(
    request: PageRequest,
    there: Sequence[Organisation],
    levels: Mapping[int, Mapping[int, Level]],
    areas: Sequence[Area],
) -> list[dict[str, object]]:
    everything = [pk for area in areas for pk in area.ids]
    rows = []
    for one in there:
        known = {pk: told.level for pk, told in levels.get(one.pk, {}).items()}
        cells = [mean_of(known, area.ids) for area in areas]
        rows.append(
            {
                "name": one.name,
                "ours": one.pk == request.actor.organisation_id,
                "cells": cells,
                "total": mean_of(known, everything),
                "gaps": sum(1 for told in levels.get(one.pk, {}).values() if told.gap),
            }
        )
    return rows


def _means(levels: Mapping[int, Mapping[int, Level]], areas: Sequence[Area]) -> list[float | None]:
    """Return the mean of everybody's levels in each area, and in all of them."""
    wholes = [*(area.ids for area in areas), [pk for area in areas for pk in area.ids]]
    told = [[one[pk].level for one in levels.values() for pk in ids if pk in one] for ids in wholes]
    return [sum(known) / len(known) if known else None for known in told]


def _rows(
    request: PageRequest,
    there: Sequence[Organisation],
    levels: Mapping[int, Mapping[int, Level]],
    areas: Sequence[Area],
) -> list[dict[str, object]]:
    ids = [pk for area in areas for pk in area.ids]
    return [
        {
            "name": one.name,
            "ours": one.pk == request.actor.organisation_id,
            "cells": [levels.get(one.pk, {}).get(pk) for pk in ids],
        }
        for one in there
    ]


@require_POST
@requires(Permission.FEDERATION_WRITE)
def start(request: PageRequest) -> HttpResponse:
    """Write the map of our own wording into the catalogue, and show it."""
    start_map(request.actor)
    messages.success(request, _("The map is there. Assess yourselves, one area at a time."))
    return go_to(request, "federation:heat_map")


@require_GET
@requires(_READ)
def capability_page(request: PageRequest, pk: int) -> HttpResponse:
    """Show one capability: what the levels mean, where each is, and who has the roles behind."""
    maps = asked.maps_of(request.actor)
    found = asked.map_for(request.actor, request.GET.get("map", ""), maps)
    which = f"map={found.pk}" if found and len(maps) > 1 else ""
    areas = asked.areas_of(request.actor, found) if found else []
    pairs = [(a, one) for a in areas for one in a.capabilities if one.pk == pk]
    if not pairs:
        raise Http404
    area, row = pairs[0]
    levels = asked.levels_now(request.actor, [pk])
    lines = [{"name": one.name, "told": levels.get(one.pk, {}).get(pk)} for one in asked.members()]
    may_pool = request.actor.may(Permission.TIME_POOL)
    return page(
        request,
        "federation/capability.html",
        {
            "title": row.name,
            "subtitle": area.row.name,
            "meanings": sorted(asked.meanings(request.actor, [pk]).get(pk, {}).items()),
            "lines": lines,
            "behind": asked.roles_behind(request.actor, [pk], clock.today()),
            "show_url": reverse("federation:show_roles") if may_pool else "",
            "pool_url": reverse("federation:pool"),
            "breadcrumbs": [
                {"label": _("Capability map"), "url": reverse("federation:heat_map")},
                {
                    "label": area.row.name,
                    "url": reverse("federation:heat_map") + _at(area.row.pk, which),
                },
            ],
            **_ways(request, which),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CAPABILITY_ASSESS)
def assess_page(request: PageRequest) -> HttpResponse:
    """Ask for level, evidence, target and plan of every capability, on one page."""
    maps = asked.maps_of(request.actor)
    found = asked.map_for(request.actor, request.GET.get("map", ""), maps)
    if found is None:
        return page(request, "federation/no_map.html", _nothing(request))
    areas = asked.areas_of(request.actor, found)
    ids = [pk for area in areas for pk in area.ids]
    now = {row.capability_id: row for row in asked.our_latest(request.actor)}
    initiatives = asked.open_initiatives(request.actor)
    form = AssessForm(ids, now, initiatives, request.POST if request.method == "POST" else None)
    if form.data is not None and not form.errors:
        try:
            kept = assess(request.actor, answers=form.answers, all_anew=form.all_anew)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            told = ngettext("%(n)s capability assessed.", "%(n)s capabilities assessed.", kept)
            messages.success(request, told % {"n": kept})
            return go_to(request, _map_url(found))
    context = _assessing(request, found, areas, form, initiatives)
    context["maps"] = _choice(maps, found)
    return page(request, "federation/assess.html", context, status=422 if form.errors else 200)


def _assessing(
    request: PageRequest,
    found: CapabilityMap,
    areas: Sequence[Area],
    form: AssessForm,
    initiatives: Sequence[tuple[int, str]],
) -> dict[str, object]:
    meanings = asked.meanings(request.actor, [pk for area in areas for pk in area.ids])
    return {
        "title": _("Assess ourselves"),
        "subtitle": found.name,
        "areas": [
            {
                "row": area.row,
                "lines": [_assess_line(one, form, meanings.get(one.pk, {})) for one in
                          area.capabilities],
            }
            for area in areas
        ],
        "initiatives": [name for _pk, name in initiatives],
        "wrong": sum(len(told) for told in form.errors.values()),
        "anew": form.all_anew,
        "submit_label": _("Save"),
        "cancel_url": _map_url(found),
        "breadcrumbs": [{"label": _("Capability map"), "url": _map_url(found)}],
    }  # fmt: skip


def _map_url(found: CapabilityMap) -> str:
    return f"{reverse('federation:heat_map')}?map={found.pk}"


def _choice(maps: Sequence[CapabilityMap], found: CapabilityMap) -> list[dict[str, object]]:
    """Return the maps to go between; nothing where there is but one."""
    told = [{"label": m.name, "url": f"?map={m.pk}", "current": m.pk == found.pk} for m in maps]
    return told if len(told) > 1 else []


def _assess_line(one: Any, form: AssessForm, meanings: Mapping[int, str]) -> dict[str, object]:  # noqa: ANN401 - a capability
    shown = form.shown(one.pk)
    row = form.now.get(one.pk)
    return {
        "pk": one.pk,
        "name": one.name,
        "shown": shown,
        "levels": [(str(step), meanings.get(step, "")) for step in _STEPS],
        "on": row.assessed_on if row else None,
        "errors": [told for part in "ltbei" for told in form.errors.get(f"{part}{one.pk}", [])],
    }


@require_GET
@requires(Permission.RECORDS_EXPORT)
def map_file(request: PageRequest) -> HttpResponse:
    """Hand out every member's level, target and day of assessment as a spreadsheet."""
    request.actor.must(_READ)
    found = asked.map_for(request.actor, request.GET.get("map", ""))
    areas = asked.areas_of(request.actor, found) if found else []
    levels = asked.levels_now(request.actor, [pk for area in areas for pk in area.ids])
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Capability map"))
    sheet.append(
        [_("Municipality"), _("Area"), _("Capability"), _("Level"), _("Target level"), _("Gap"),
         _("Has a plan"), _("Assessed on")]
    )  # fmt: skip
    for one in asked.members():
        for area in areas:
            for row in area.capabilities:
                told = levels.get(one.pk, {}).get(row.pk)
                sheet.append(
                    [harmless(one.name), harmless(area.row.name), harmless(row.name), *_cells(told)]
                )
    kept = io.BytesIO()
    book.save(kept)
    answer = HttpResponse(kept.getvalue(), content_type=_XLSX)
    name = f"capability-{clock.today():%Y-%m-%d}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cells(told: Level | None) -> list[object]:
    if told is None:
        return [_("Not assessed"), "", "", "", ""]
    plan = "" if not told.gap else _("Yes") if told.planned else _("No")
    return [told.level, told.target, told.gap, plan, told.on]
