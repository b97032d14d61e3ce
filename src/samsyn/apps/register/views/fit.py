"""How well the systems serve: functional against technical fit, with what is to become of each."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import list_url, record_of, url_of

_STEPS = range(1, 6)
_CELL, _MARGIN = 90, 34
_NAMED = 5
_TONES = {"tolerate": "neutral", "invest": "success", "migrate": "warning", "eliminate": "danger"}


@require_GET
@requires(Permission.REGISTER_READ)
def system_fit(request: PageRequest) -> HttpResponse:
    """Show the systems in use as a picture and a table; one query."""
    record = record_of(System)
    assert record is not None  # noqa: S101 - the room declares it
    rows = (
        systems_in_use(request.actor)
        .order_by("sort_key", "pk")
        .values_list("pk", "name", "functional_fit", "technical_fit", "verdict", "yearly_cost")
    )
    cells: dict[tuple[int, int], list[dict[str, object]]] = {}
    judged, verdicts, waiting = 0, dict.fromkeys(["", *_TONES], 0), 0
    for pk, name, functional, technical, verdict, _cost in rows:
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
        if functional is None or technical is None:
            waiting += 1
            continue
        judged += 1
        one: dict[str, object] = {"text": name, "url": url_of(record, pk), "verdict": verdict}
        cells.setdefault((functional, technical), []).append(one)
    address = list_url(record)
    return page(
        request,
        "register/fit.html",
        {
            "title": _("How well systems serve"),
            "judged": judged,
            "waiting": waiting,
            "circles": [_circle(place, them) for place, them in sorted(cells.items())],
            "marks": [{"step": n, "x": _x(n), "y": _y(n)} for n in _STEPS],
            "width": 5 * _CELL + 2 * _MARGIN,
            "height": 5 * _CELL + 2 * _MARGIN,
            "rows": [
                {
                    "step": technical,
                    "cells": [
                        _cell(cells.get((functional, technical), [])) for functional in _STEPS
                    ],
                }
                for technical in reversed(_STEPS)
            ],
            "steps": list(_STEPS),
            "verdicts": [
                {
                    "label": System.Verdict(code).label if code else _("No verdict yet"),
                    "tone": _TONES.get(code, "info"),
                    "count": count,
                    "url": f"{address}?verdict={code or '-'}",
                }
                for code, count in verdicts.items()
            ],
        },
    )


def _cell(systems: list[dict[str, object]]) -> dict[str, object]:
    return {"named": systems[:_NAMED], "more": max(0, len(systems) - _NAMED)}


def _circle(place: tuple[int, int], systems: list[dict[str, object]]) -> dict[str, object]:
    """Return a circle whose area tells how many systems are there, in the commonest verdict."""
    said = [str(one["verdict"]) for one in systems if one["verdict"]]
    common = max(set(said), key=said.count) if said else ""
    return {
        "x": _x(place[0]),
        "y": _y(place[1]),
        "r": min(_CELL / 2 - 3, 9 + 5 * (len(systems) - 1) ** 0.5),
        "count": len(systems),
        "verdict": common or "none",
    }


def _x(step: int) -> float:
    return _MARGIN + (step - 0.5) * _CELL


def _y(step: int) -> float:
    return _MARGIN + (5.5 - step) * _CELL
