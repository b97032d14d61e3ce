"""What comes from others and goes to others, on the pages of those who send and receive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from samsyn.apps.register.queries.flows import MOST, Passing, flows_at
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import Panel, record_url

_KEYS = {"system": "s", "routine": "r", "unit": "u", "party": "p"}


def flows_panel(end: str) -> Panel:
    """Return the part of a page that tells the flows of a system, routine or party."""
    return Panel("register/fragments/_flows.html", _flows_of(end))


def _flows_of(end: str) -> Callable[[Actor, Any], Asking[Mapping[str, object]]]:
    def told(actor: Actor, row: Any) -> Asking[Mapping[str, object]]:  # noqa: ANN401 - any end
        passing = yield from flows_at(actor, end, row.pk)
        new = reverse("records:new", kwargs={"slug": "flows"})
        may_write = actor.may(Permission.REGISTER_WRITE)
        return {
            "comes_from": [_line(one) for one in passing if not one.outwards],
            "goes_to": [_line(one) for one in passing if one.outwards],
            "more": len(passing) >= MOST,
            "all_url": reverse("records:list", kwargs={"slug": "flows"}),
            "map_url": f"{reverse('register:map')}?focus={_KEYS[end]}{row.pk}",
            "new_from_url": f"{new}?source=source_{end}:{row.pk}" if may_write else "",
            "new_to_url": f"{new}?target=target_{end}:{row.pk}" if may_write else "",
        }

    return told


def _line(passing: Passing) -> dict[str, object]:
    flow = passing.flow
    return {
        "name": str(passing.other),
        "end_url": record_url(passing.other) if passing.other else "",
        "url": record_url(flow),
        "assets": passing.assets,
        "means": flow.get_means_display(),
        "level": passing.level,
        "open": flow.encrypted == "no",
        "leaves": flow.leaves_eea in {"yes", "partly"},
        "country": flow.to_country,
        "needed": flow.needed,
    }
