"""The roadmap as people see it: a timeline with the capacity strip on the same axis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.portfolio.public import unplanned
from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.queries.setting import is_stale
from samsyn.apps.roadmap.queries.studies import sureness_of
from samsyn.apps.roadmap.views.tabs import HERE, tabs_of
from samsyn.apps.roadmap.wording import how_far, why_not
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.drawing import Drawing, draw
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.roadmap.sureness import Sureness
from samsyn.domain.scheduling.outcome import Objective, Status
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires


@require_GET
@requires(Permission.ROADMAP_READ)
def timeline(request: PageRequest, pk: int | None = None) -> HttpResponse:
    """Show the plan as it stands, with the published version behind it."""
    actor = request.actor
    plan = runs.plan_at(actor, pk)
    if pk and plan is None:
        raise Http404
    if plan is None:
        return page(request, "roadmap/start.html", {"title": _("Roadmap"), **_may(actor)})
    latest = runs.latest_run(actor, plan)
    shown = latest if latest and latest.picture else runs.best_run(actor, plan)
    context: dict[str, Any] = {
        "title": _("Roadmap"),
        "plan": plan,
        "status": run_status(plan, latest, shown),
        "tabs": tabs_of(plan, HERE),
        **_may(actor),
    }
    if shown and shown.picture:
        published = runs.latest_published(actor, plan)
        picture = read_picture(shown.picture)
        behind = published.picture if published else None
        context |= drawn(picture, behind, clock.today(), sureness_of(actor, shown))
        context |= {
            "published": published.row if published else None,
            "stale": not (latest and latest.is_at_work)
            and is_stale(actor, plan, shown, clock.today()),
            "why_plan": plan.pk,
            "unplanned": unplanned(actor),
        }
    return page(
        request,
        "roadmap/timeline.html",
        context,
        fragment="roadmap/fragments/_timeline.html",
    )


def drawn(
    picture: Picture, published: Picture | None, today: date, sure: Sureness | None = None
) -> dict[str, Any]:
    """Return everything the timeline's template shows of a picture."""
    drawing = draw(picture, published=published, today=today, sure=sure)
    return {
        "drawing": drawing,
        "lives": sure.lives if sure else 0,
        "missing": [
            {
                "key": missing.key,
                "name": missing.name,
                "why": why_not(picture, missing),
                "legal": missing.legal,
            }
            for missing in picture.missing
        ],
        "together": _together(picture),
        "purses": _purses(picture),
        "figures": figures(picture, drawing),
    }


def _purses(picture: Picture) -> list[dict[str, Any]]:
    """Return what the plan takes of each fund in each year, and what is left of it."""
    return [
        {
            "fund": picture.names.get(purse.fund, "") if purse.fund else "",
            "year": purse.fiscal_year,
            "kinds": [
                (_("One-off"), purse.one_off, purse.one_off_limit, purse.one_off_left),
                (_("Running cost"), purse.running, purse.running_limit, purse.running_left),
            ],
        }
        for purse in picture.purses
        if purse.one_off or purse.running or purse.one_off_limit or purse.running_limit
    ]


def _together(picture: Picture) -> list[dict[str, Any]]:
    """Return the coordinated pairs that are at work at the same time, the soonest first."""
    names = {placed.key: placed.name for placed in picture.placed}
    calendar = picture.calendar
    return [
        {
            "one": pair.one,
            "other": pair.other,
            "names": (names[pair.one], names[pair.other]),
            "first": calendar.date_of(pair.first),
            "last": calendar.date_of(pair.last),
        }
        for pair in sorted(picture.together, key=lambda pair: (pair.first, pair.last))
    ]


def figures(picture: Picture, drawing: Drawing) -> dict[str, Any]:
    """Return the plan in a few numbers."""
    objective = Objective(*picture.verdict.objective)
    return {
        "placed": len(picture.placed),
        "missing": len(picture.missing),
        "late": sum(1 for bar in drawing.bars if bar.placed.legal and bar.placed.late),
        "benefit": objective.benefit,
        "over": sum(1 for strip in drawing.strips if strip.over_weeks),
        "last": max((bar.finish for bar in drawing.bars if bar.finish), default=None),
    }


def run_status(plan: Plan, latest: PlanRun | None, shown: PlanRun | None) -> dict[str, Any]:
    """Return how good the plan is, and whether a search is at work."""
    at_work = latest is not None and latest.is_at_work
    return {
        "plan": plan.pk,
        "run": shown.pk if shown else None,
        "at_work": at_work,
        "waiting": latest is not None and latest.state == PlanRun.State.WAITING,
        "failed": latest is not None and latest.state == PlanRun.State.FAILED,
        "stopped": latest is not None and latest.state == PlanRun.State.STOPPED,
        "optimal": shown is not None and shown.status == Status.OPTIMAL,
        "gap": None if shown is None or shown.gap is None else 100 * shown.gap,
        **how_far(shown.picture if shown else None),
        "seconds": shown.seconds if shown else None,
        "wanted": latest.wanted_seconds if latest and at_work else None,
        "kept_at": shown.kept_at if shown else None,
        "poll_url": reverse("roadmap:progress", args=[plan.pk]),
        "shown": f"{shown.pk}-{shown.kept_at:%H%M%S%f}" if shown and shown.kept_at else "",
    }


def _may(actor: Actor) -> Mapping[str, bool]:
    return {
        "may_solve": actor.may(Permission.ROADMAP_SOLVE),
        "may_publish": actor.may(Permission.ROADMAP_PUBLISH),
        "may_describe": actor.may(Permission.PORTFOLIO_WRITE),
    }
