"""Keep where things stand on the map: drawn once, moved by hand, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.apps.register.models import MapPlaces
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.drawing.graph_layout import Picture, Place, arrange
from samsyn.domain.register.map import Grouping, RegisterMap
from samsyn.kernel import tasks
from samsyn.kernel.models import Task

DRAW = "register.draw_map"
_MANY = 500  # things without a place: to find one for each takes seconds
_UNDER_WAY = (Task.State.WAITING, Task.State.RUNNING)
_FAR = 100_000  # nobody drags anything further than this


def places_of(actor: Actor, whole: RegisterMap, grouping: Grouping) -> dict[str, Place]:
    """Return a place for every node of the whole map, and keep what is new for the next visit."""
    names = _names(whole, grouping)
    row = MapPlaces.owned_by(actor).filter(grouping=grouping).first()
    kept: dict[str, Place] = {k: (x, y) for k, (x, y) in (row.places if row else {}).items()}
    drawn = arrange(_picture(whole, grouping, names), kept)
    if drawn.keys() - kept.keys():
        MapPlaces.everything.update_or_create(
            organisation_id=actor.organisation_id,
            grouping=grouping,
            defaults={"places": kept | drawn},
        )
    return {key: drawn[name] for key, name in names.items()}


def is_drawing(actor: Actor, begun: int) -> bool:
    """Tell whether the work that somebody waits for goes on."""
    drawings = Task.owned_by(actor).filter(pk=begun, kind=DRAW)
    return drawings.filter(state__in=_UNDER_WAY).exists()


def drawing_of(actor: Actor, whole: RegisterMap, grouping: Grouping, begun: int) -> Task | None:
    """Return the work that draws the map for the first time, begun if need be; None where it is.

    Few things find their places within a request. `begun` is the work that somebody waited for
    (0 for none): when it did not succeed it is returned, not begun anew.
    """
    row = MapPlaces.owned_by(actor).filter(grouping=grouping).first()
    kept = row.places if row else {}
    if sum(name not in kept for name in _names(whole, grouping).values()) < _MANY:
        return None
    about = list(Grouping).index(grouping)
    latest = Task.owned_by(actor).filter(kind=DRAW, about_id=about).order_by("-pk").first()
    if latest and (latest.state in _UNDER_WAY or latest.pk == begun):
        return latest
    return tasks.start(actor, DRAW, about=about, message=_("Drawing the map"))


def move_on_map(
    actor: Actor, whole: RegisterMap, grouping: Grouping, moves: Mapping[str, Place]
) -> int:
    """Keep the places that somebody has dragged things to; returns how many were kept.

    What the person cannot see is not moved. No act of the history: nothing is known better by it.
    """
    actor.must(Permission.REGISTER_WRITE)
    names = _names(whole, grouping)
    told = {
        names[key]: (max(-_FAR, min(_FAR, round(x))), max(-_FAR, min(_FAR, round(y))))
        for key, (x, y) in moves.items()
        if key in names
    }
    with transaction.atomic():
        rows = MapPlaces.owned_by(actor).select_for_update()
        row = rows.filter(grouping=grouping).first()
        if row is None or not told:
            return 0
        row.places |= {name: list(place) for name, place in told.items()}
        row.moved = sorted({*row.moved, *told})
        row.save()
    return len(told)


def _names(whole: RegisterMap, grouping: Grouping) -> dict[str, str]:
    """Return what each node's place is kept under: one that changes its unit moves house."""
    if grouping is Grouping.NONE:
        return {key: key for key in whole.nodes}
    return {
        key: f"{key}.{whole.group_of(node, grouping) or 0}" for key, node in whole.nodes.items()
    }


def _picture(whole: RegisterMap, grouping: Grouping, names: Mapping[str, str]) -> Picture:
    pairs: Iterable[tuple[str, str]] = ((names[e.source], names[e.target]) for e in whole.edges)
    grouped = grouping is not Grouping.NONE
    groups = {name: name.partition(".")[2] for name in names.values()} if grouped else {}
    return Picture(list(names.values()), sorted(set(pairs)), groups)
