"""The map as a table: the same things, narrowed the same way, for who reads instead of looks."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from samsyn.apps.register.forms.map import MapState
from samsyn.apps.register.queries.map import Surroundings, register_map
from samsyn.apps.register.views.map import map_frame, thing_facts
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.map import Node, RegisterMap
from samsyn.kernel.pages import PageRequest, page, requires

PAGE_SIZE = 25
_ENDS = 8  # of each thing's flows are told here; its own page tells all


@require_GET
@requires(Permission.REGISTER_READ)
def map_table(request: PageRequest) -> HttpResponse:
    """List every thing on the map with what comes to it and goes from it."""
    state = MapState.read(request.GET)
    whole = register_map(request.actor)
    shown = state.sieve.sift(whole)
    nodes = [node for node in shown.nodes.values() if _named(node, state.q)]
    pages = Paginator(nodes, PAGE_SIZE)
    here = pages.get_page(state.page)
    rows = []
    for node in here.object_list:
        facts = thing_facts(shown, node, state)
        for side in ("goes_to", "comes_from"):
            flows = facts[side]
            assert isinstance(flows, list)  # noqa: S101 - thing_facts says so
            facts[f"more_{side}"] = max(0, len(flows) - _ENDS)
            facts[side] = flows[:_ENDS]
        rows.append({"node": node, **facts})
    context = {
        **map_frame(request, state, _around(whole, state), "table"),
        "rows": rows,
        "count": pages.count,
        "pager": {
            "number": here.number,
            "last": pages.num_pages,
            "first_index": here.start_index(),
            "last_index": here.end_index(),
            "previous_url": state.query(page=here.number - 1) if here.has_previous() else "",
            "next_url": state.query(page=here.number + 1) if here.has_next() else "",
        },
    }
    return page(request, "register/map/table.html", context)


def _around(whole: RegisterMap, state: MapState) -> Surroundings:
    focus = whole.nodes.get(state.sieve.focus)
    return Surroundings(whole.assets, bool(whole.nodes), focus.name if focus else "")


def _named(node: Node, q: str) -> bool:
    return all(word in node.name.casefold() for word in q.casefold().split())
