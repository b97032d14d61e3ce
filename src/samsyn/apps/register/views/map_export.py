"""Take the map away: as a picture, and as a model for architecture tools."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from samsyn.apps.register.forms.map import MapState
from samsyn.apps.register.queries.map import register_map
from samsyn.apps.register.services.draw_archimate import archimate_of
from samsyn.apps.register.services.keep_map_places import places_of
from samsyn.apps.register.wording import LEVELS
from samsyn.apps.register.wording.map import ALONE, KINDS
from samsyn.domain.access.permissions import Permission
from samsyn.domain.archimate.writing import written
from samsyn.domain.drawing.map_svg import Frame, Legend, Line, Shape, Spot, map_svg
from samsyn.domain.register.map import Grouping, Kind, RegisterMap, Tie, height
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, requires

_SHAPES = {
    Kind.SYSTEM: Shape.BOX,
    Kind.ROUTINE: Shape.ROUND,
    Kind.UNIT: Shape.HEXAGON,
    Kind.PARTY: Shape.DIAMOND,
}


@require_GET
@requires(Permission.RECORDS_EXPORT)
def map_svg_file(request: PageRequest) -> HttpResponse:
    """Return the map as it is narrowed now, as a picture that stands by itself."""
    request.actor.must(Permission.REGISTER_READ)
    state = MapState.read(request.GET)
    whole = register_map(request.actor)
    places = places_of(request.actor, whole, state.grouping)
    shown = state.sieve.sift(whole)
    aspect = state.sieve.aspect
    index = {key: number for number, key in enumerate(shown.nodes)}
    spots = [
        Spot(
            *places[key],
            name=node.name,
            told=f"{node.name} · {KINDS[node.kind]}",
            shape=_SHAPES[node.kind],
            level=height(node.levels, aspect),
            outside=node.outside,
        )
        for key, node in shown.nodes.items()
    ]
    lines = [
        Line(
            index[edge.source],
            index[edge.target],
            level=height(edge.levels, aspect),
            dashed=edge.encrypted == "no",
            dotted=edge.tie is not Tie.FLOW,
            outside=edge.leaves,
        )
        for edge in shown.edges
    ]
    drawing = map_svg(
        _title(request),
        _told(shown),
        spots,
        lines,
        _legend(),
        _frames(shown, state.grouping, index),
    )
    return _file(drawing.encode(), "image/svg+xml", f"map-{clock.today():%Y-%m-%d}.svg")


@require_GET
@requires(Permission.RECORDS_EXPORT)
def archimate(request: PageRequest) -> HttpResponse:
    """Return the register as an ArchiMate model, for tools that read the exchange format."""
    request.actor.must(Permission.REGISTER_READ)
    assert request.organisation is not None  # noqa: S101 - who may export acts for one
    document = written(archimate_of(request.actor, request.organisation))
    return _file(document, "application/xml", f"{request.organisation.slug}-archimate.xml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _title(request: PageRequest) -> str:
    name = request.organisation.name if request.organisation else ""
    return f"{_('Map of the register')} · {name}"


def _told(shown: RegisterMap) -> str:
    things = ngettext("%(n)d thing", "%(n)d things", len(shown.nodes)) % {"n": len(shown.nodes)}
    ties = ngettext("%(n)d tie", "%(n)d ties", len(shown.edges)) % {"n": len(shown.edges)}
    return f"{things} · {ties} · {clock.today():%Y-%m-%d}"


def _legend() -> Legend:
    return Legend(
        levels=[str(words) for words in LEVELS.values()],
        unknown=_("not judged"),
        shapes=[(_SHAPES[kind], str(words)) for kind, words in KINDS.items()],
        dashed=_("not encrypted"),
        outside=_("leaves the EU and EEA"),
    )


def _frames(shown: RegisterMap, grouping: Grouping, index: dict[str, int]) -> list[Frame]:
    if grouping is Grouping.NONE:
        return []
    names = shown.units if grouping is Grouping.UNIT else shown.suppliers
    found: dict[int, list[int]] = {}
    for key, node in shown.nodes.items():
        found.setdefault(shown.group_of(node, grouping) or 0, []).append(index[key])
    return [
        Frame(names.get(group) or str(ALONE[grouping]), tuple(spots))
        for group, spots in sorted(found.items())
    ]
