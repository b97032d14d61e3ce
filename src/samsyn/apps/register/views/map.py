"""The register as a map: the page, what it draws, and what is told of the thing one chooses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from samsyn.apps.register.forms.map import MapState, map_fields, step_choices
from samsyn.apps.register.models import InformationFlow, System
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.apps.register.queries.impact_names import names_of
from samsyn.apps.register.queries.map import Surroundings, register_map, surroundings
from samsyn.apps.register.services.keep_map_places import (
    drawing_of,
    is_drawing,
    move_on_map,
    places_of,
)
from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.apps.register.wording.map import ALONE, KINDS, TIES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.drawing.graph_layout import Place
from samsyn.domain.impact import landscape
from samsyn.domain.impact.landscape import Thing
from samsyn.domain.impact.starting import warm_up_soon
from samsyn.domain.register.map import (
    Edge,
    Grouping,
    Kind,
    Node,
    RegisterMap,
    Tie,
    height,
    sensitivity,
)
from samsyn.kernel.models import Task
from samsyn.kernel.pages import PageRequest, page, requires

SLUGS = {
    Kind.SYSTEM: "systems",
    Kind.ROUTINE: "routines",
    Kind.UNIT: "units",
    Kind.PARTY: "outside-parties",
}
_TIES = list(Tie)
_LONGEST_MOVES = 200_000  # characters
_DIGITS = 18


@require_GET
@requires(Permission.REGISTER_READ)
def map_page(request: PageRequest) -> HttpResponse:
    """Show the frame of the map; the script fetches what is in it."""
    state = MapState.read(request.GET)
    around = surroundings(request.actor, state.sieve.focus)
    if around.large and "group" not in request.GET and not state.sieve.focus:
        state = replace(state, grouping=Grouping.UNIT)
    return page(request, "register/map/map.html", map_frame(request, state, around, "map"))


def map_frame(
    request: PageRequest, state: MapState, around: Surroundings, view: str
) -> dict[str, object]:
    """Return what map and table have in common: title, tabs, the form that narrows."""
    query = state.query()
    return {
        "title": _("Map of the register"),
        "state": state,
        "fields": map_fields(state, around.assets, apart="none" if around.large else ""),
        "focus": around.focus,
        "steps": step_choices(state),
        "unfocus_url": f"{request.path}{state.query(focus='', steps='')}",
        "clear_url": request.path,
        "narrowed": state.sieve.narrows or bool(state.q),
        "begun": around.begun,
        "tabs": [
            {
                "label": label,
                "url": reverse(f"register:{name}") + query,
                "current": view == kind,
            }
            for kind, name, label in (
                ("map", "map", _("Map")),
                ("table", "map_table", _("Table")),
            )
        ],
        "may_move": request.actor.may(Permission.REGISTER_WRITE),
        "may_export": request.actor.may(Permission.RECORDS_EXPORT),
        "svg_url": reverse("register:map_svg") + query,
        "archimate_url": reverse("register:archimate"),
        "levels": [{"value": n, "words": words} for n, words in LEVELS.items()],
        "kinds": [{"value": kind, "label": label} for kind, label in KINDS.items()],
    }


@gzip_page
@require_GET
@requires(Permission.REGISTER_READ)
def map_data(request: PageRequest) -> HttpResponse:
    """Return what is left of the map when it is narrowed, each thing in its own place.

    While thousands of things are drawn for the first time the answer is 202: ask again, with what
    is `begun`.
    """
    warm_up_soon()
    state = MapState.read(request.GET)
    said = request.GET.get("begun", "")
    begun = int(said) if said.isdecimal() and len(said) <= _DIGITS else 0
    if begun and is_drawing(request.actor, begun):
        return JsonResponse({"begun": begun}, status=202)
    whole = register_map(request.actor)
    if drawing := drawing_of(request.actor, whole, state.grouping, begun):
        failed = drawing.state in (Task.State.FAILED, Task.State.STOPPED)
        return JsonResponse({"begun": drawing.pk}, status=503 if failed else 202)
    places = places_of(request.actor, whole, state.grouping)
    shown = state.sieve.sift(whole)
    return JsonResponse(_told(shown, places, state, len(whole.nodes)), safe=True)


def _told(
    shown: RegisterMap, places: Mapping[str, Place], state: MapState, total: int
) -> dict[str, object]:
    index = {key: number for number, key in enumerate(shown.nodes)}
    names = shown.units if state.grouping is Grouping.UNIT else shown.suppliers
    groups = {key: shown.group_of(node, state.grouping) or 0 for key, node in shown.nodes.items()}
    order = {group: n for n, group in enumerate(sorted(set(groups.values())))}
    gathered = state.grouping is not Grouping.NONE
    aspect = state.sieve.aspect
    return {
        "nodes": [
            [
                key,
                node.name,
                _digit(height(node.levels, aspect)),
                int(node.outside) + 2 * max(0, sensitivity(node.personal)),
                order[groups[key]] if gathered else -1,
                *places[key],
            ]
            for key, node in shown.nodes.items()
        ],
        "edges": _bundled(shown, index, aspect),
        "groups": [[group, names.get(group) or str(ALONE[state.grouping])] for group in order]
        if gathered
        else [],
        "total": total,
    }


def _bundled(
    shown: RegisterMap, index: Mapping[str, int], aspect: Aspect | None
) -> list[list[int]]:
    """Return one line for all flows of a kind from one thing to another: the worst of each."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for edge in shown.edges:
        key = (index[edge.source], index[edge.target], _TIES.index(edge.tie))
        line = lines.setdefault(key, [*key, -1, 0, 0])
        line[3] = max(line[3], _digit(height(edge.levels, aspect)))
        line[4] |= int(edge.encrypted == "no") + 2 * int(edge.leaves)
        line[5] += 1
    return list(lines.values())


def _digit(level: int | None) -> int:
    return -1 if level is None else level


@require_POST
@requires(Permission.REGISTER_WRITE)
def map_places(request: PageRequest) -> HttpResponse:
    """Keep the places that somebody has dragged things to."""
    state = MapState.read(request.GET)
    try:
        moves = _moves(request.body)
    except (ValueError, TypeError, AttributeError):
        return HttpResponseBadRequest()
    kept = move_on_map(request.actor, register_map(request.actor), state.grouping, moves)
    return JsonResponse({"kept": kept})


def _moves(body: bytes) -> dict[str, Place]:
    if len(body) > _LONGEST_MOVES:
        raise ValueError
    said = json.loads(body)
    return {str(key): (_finite(x), _finite(y)) for key, (x, y) in said.items()}


def _finite(value: object) -> float:
    number = float(value) if isinstance(value, int | float) else float("nan")
    if not abs(number) < float("inf"):
        raise ValueError(value)
    return number


@require_GET
@requires(Permission.REGISTER_READ)
def map_thing(request: PageRequest, key: str) -> HttpResponse:
    """Tell of one thing what it is, what it must withstand, and what comes and goes."""
    state = MapState.read(request.GET)
    whole = register_map(request.actor)
    node = whole.nodes.get(key)
    if node is None:
        raise Http404
    context = {"node": node, **thing_facts(whole, node, state)}
    ways = _ways(request.actor, node)
    for item in context["levels"]:  # type: ignore[attr-defined]
        item["why"] = ways.get(item["aspect"], "")
    return page(request, "register/map/_thing.html", context)


def _ways(actor: Actor, node: Node) -> dict[object, str]:
    """Return by aspect the way that its level came, from the information that causes it."""
    land = landscape_of(actor)
    thing = Thing(landscape.Kind(node.kind), node.pk)
    ways = {aspect: [step.thing for step in land.why(thing, aspect)] for aspect in ASPECTS}
    names = names_of(actor, {one for way in ways.values() for one in way})
    return {
        ASPECTS[aspect]: " → ".join(names[one].text for one in way[:-1] if one in names)
        for aspect, way in ways.items()
    }


def thing_facts(whole: RegisterMap, node: Node, state: MapState) -> dict[str, object]:
    """Return what side panel and table say of one thing."""
    around = whole.around(node.key)
    return {
        "kind": KINDS[node.kind],
        "url": reverse("records:page", kwargs={"slug": SLUGS[node.kind], "pk": node.pk}),
        "impact_url": _impact_url(node),
        "focus_url": reverse("register:map") + state.query(focus=node.key, page=""),
        "focus_table_url": reverse("register:map_table") + state.query(focus=node.key, page=""),
        "unit": whole.units.get(node.unit or 0, "") if node.kind is not Kind.UNIT else "",
        "supplier": whole.suppliers.get(node.supplier or 0, ""),
        "stage": dict(System.Stage.choices).get(node.stage, ""),
        "criticality": dict(System.Criticality.choices).get(node.criticality, ""),
        "levels": [
            {"aspect": ASPECTS[a], "level": node.levels[a], "words": LEVELS[node.levels[a]]}
            for a in ASPECTS
            if a in node.levels
        ],
        "goes_to": [flow_facts(whole, edge, edge.target) for edge in around["out"]],
        "comes_from": [flow_facts(whole, edge, edge.source) for edge in around["in"]],
    }


def flow_facts(whole: RegisterMap, edge: Edge, other: str) -> dict[str, object]:
    """Return what is said of one flow at one of its ends."""
    end = whole.nodes[other]
    is_flow = edge.tie is Tie.FLOW
    url = reverse("records:page", kwargs={"slug": "flows", "pk": edge.pk}) if is_flow else ""
    return {
        "name": end.name,
        "key": end.key,
        "kind": KINDS[end.kind],
        "end_url": reverse("records:page", kwargs={"slug": SLUGS[end.kind], "pk": end.pk}),
        "tie": "" if is_flow else TIES[edge.tie],
        "url": url,
        "assets": sorted(whole.assets[a] for a in edge.assets if a in whole.assets),
        "means": dict(InformationFlow._meta.get_field("means").flatchoices).get(edge.means, ""),
        "level": height(edge.levels),
        "open": edge.encrypted == "no",
        "leaves": edge.leaves,
        "country": edge.country,
    }


def _impact_url(node: Node) -> str:
    is_system = node.kind is Kind.SYSTEM
    return reverse("register:system_impact", args=[node.pk]) if is_system else ""
