"""The plan beside its scenarios, and one published version beside another."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_stubs_ext import StrOrPromise

from samsyn.apps.roadmap.models import Plan, PlanRun, PublishedRoadmap
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.queries.inputs import input_changes
from samsyn.apps.roadmap.queries.whatif import scenarios_of
from samsyn.apps.roadmap.views.tabs import COMPARE, tabs_of
from samsyn.apps.roadmap.wording import why
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.comparing import (
    Fact,
    Move,
    figures_of,
    moves_between,
    side_by_side,
)
from samsyn.domain.roadmap.picture import Picture, Piece, read_picture
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

MOST = 3
_MONEY = frozenset({Fact.BENEFIT, Fact.ONE_OFF, Fact.RUNNING})
_LONGEST_NUMBER = 9


@require_GET
@requires(Permission.ROADMAP_READ)
def compare(request: PageRequest, pk: int) -> HttpResponse:
    """Show the plan beside up to three of its scenarios: dates, lateness, benefit, money, roles."""
    actor = request.actor
    plan = get_object_or_404(Plan.owned_by(actor), pk=pk)
    scenarios = scenarios_of(actor, plan)
    asked = {int(n) for n in request.GET.getlist("with") if n.isdecimal() and len(n) < 18}  # noqa: PLR2004 - a bigint
    chosen = [one for one in scenarios if not asked or one.pk in asked][:MOST]
    found = _pictures(actor, plan, [one.pk for one in chosen])
    beside = [(one, found[one.pk]) for one in chosen if one.pk in found]
    context: dict[str, Any] = {
        "title": _("Side by side"),
        "plan": plan,
        "tabs": tabs_of(plan, COMPARE),
        "may_solve": actor.may(Permission.ROADMAP_SOLVE),
        "scenarios": [{"row": one, "on": one in chosen} for one in scenarios],
        "unsolved": [
            {"name": one.name, "url": record_url(one)} for one in chosen if one.pk not in found
        ],
        "breadcrumbs": [
            {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[pk])},
            {"label": _("Side by side"), "url": ""},
        ],
    }
    if 0 in found and beside:
        pictures = [found[0], *(picture for _one, picture in beside)]
        context |= {
            "heads": [
                {"name": _("The plan"), "url": reverse("roadmap:of_plan", args=[pk])},
                *({"name": one.name, "url": record_url(one)} for one, _picture in beside),
            ],
            "rows": side_by_side(pictures),
            "figures": _figures(pictures),
        }
    return page(request, "roadmap/compare.html", context)


def _pictures(actor: Any, plan: Plan, scenarios: list[int]) -> dict[int, Picture]:  # noqa: ANN401 - the actor
    """Return the latest picture of the plan (0) and of each scenario, in one query."""
    rows = PlanRun.owned_by(actor).filter(plan=plan, picture__isnull=False)
    wanted = rows.filter(scenario__in=scenarios) | rows.filter(scenario__isnull=True)
    latest = wanted.order_by("scenario_id", "-pk").distinct("scenario_id")
    return {run.scenario_id or 0: read_picture(run.picture) for run in latest if run.picture}


def _figures(pictures: list[Picture]) -> list[dict[str, Any]]:
    labels: dict[Fact, StrOrPromise] = {
        Fact.PLACED: _("initiatives placed"),
        Fact.LATE: _("legal deadlines missed"),
        Fact.WEEKS_LATE: _("weeks late in all"),
        Fact.BENEFIT: _("net benefit within the plan"),
        Fact.ONE_OFF: _("one-off money"),
        Fact.RUNNING: _("running money"),
        Fact.TIGHT: _("tight roles"),
    }
    return [
        {"label": labels[fact], "cells": cells, "money": fact in _MONEY}
        for fact, cells in figures_of(pictures).items()
    ]


@require_GET
@requires(Permission.ROADMAP_READ)
def compare_versions(request: PageRequest) -> HttpResponse:
    """Show what moved from one published version to another, why, and what had changed between."""
    actor = request.actor
    rows = list(PublishedRoadmap.owned_by(actor).defer("picture").order_by("-version"))
    numbers = [row.version for row in rows]
    to = _asked(request, "to", numbers, 0)
    then = _asked(request, "from", numbers, 1)
    context: dict[str, Any] = {
        "title": _("What moved, and why"),
        "versions": rows,
        "then": min(then, to),
        "now": max(then, to),
        "breadcrumbs": [
            {"label": _("Published versions"), "url": reverse("roadmap:versions")},
            {"label": _("What moved, and why"), "url": ""},
        ],
    }
    if to != then:
        old, new = (runs.version_at(actor, number) for number in sorted((then, to)))
        if old and new:
            moves = moves_between(old.picture, new.picture)
            inputs, count = input_changes(actor, old.row, new.row)
            context |= {
                "old": old.row,
                "new": new.row,
                "moves": [_move(old.picture, new.picture, one) for one in moves],
                "inputs": inputs,
                "more_inputs": count - len(inputs),
            }
    return page(request, "roadmap/moved.html", context)


def _asked(request: PageRequest, name: str, numbers: list[int], place: int) -> int:
    """Return the version that was asked for, or the one at a place counted from the newest."""
    told = request.GET.get(name, "")
    if told.isdecimal() and len(told) <= _LONGEST_NUMBER and int(told) in numbers:
        return int(told)
    return numbers[place] if place < len(numbers) else (numbers[-1] if numbers else 0)


def _move(old: Picture, new: Picture, move: Move) -> dict[str, Any]:
    return {
        "move": move,
        "then": _reason(old, move.then_piece),
        "now": _reason(new, move.now_piece),
    }


def _reason(picture: Picture, piece: Piece | None) -> str:
    said = why(picture, piece) if piece else []
    return said[0] if said else ""
