"""The front door: the roadmap as rooms above, and programs, may know it."""

from __future__ import annotations

from typing import Any

from samsyn.apps.roadmap.models import Plan, PlanRun, PublishedRoadmap
from samsyn.apps.roadmap.queries.beside import Beside, tell_beside_versions
from samsyn.apps.roadmap.queries.runs import best_run, latest_published, plan_at
from samsyn.apps.roadmap.services.plan_now import plan_now
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap, publish_version
from samsyn.apps.roadmap.services.search import Counted
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.start_planning import start_planning
from samsyn.apps.roadmap.wording import explain, why, why_not
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.picture import Picture, Placed, read_picture
from samsyn.domain.scheduling.outcome import Objective


def told(actor: Actor, run: PlanRun) -> dict[str, Any]:
    """Return a run in plain JSON: how good it is, what lies when and why, and what is left out.

    A search that found nothing better tells of the plan that still holds.
    """
    best = run if run.picture else best_run(actor, run.plan)
    picture = read_picture(best.picture) if best and best.picture else None
    if picture is None:
        return {"plan": run.plan.name, "status": "", "initiatives": [], "left_out": []}
    verdict = picture.verdict
    return {
        "plan": run.plan.name,
        "status": verdict.status,
        "gap": verdict.gap,
        "seconds": round(run.seconds, 3),
        "first_feasible_seconds": round(verdict.first_seconds, 3),
        "objective": Objective(*verdict.objective)._asdict(),
        "bound": Objective(*verdict.bound)._asdict(),
        "initiatives": [_initiative(picture, placed) for placed in picture.placed],
        "left_out": [
            {"initiative": one.name, "why": why_not(picture, one), "legal_ground": one.legal}
            for one in picture.missing
        ],
        "roles_over_capacity": [lane.name for lane in picture.lanes if lane.over],
    }


def _initiative(picture: Picture, placed: Placed) -> dict[str, Any]:
    calendar = picture.calendar
    return {
        "initiative": placed.name,
        "track": placed.track,
        "starts_on": calendar.date_of(placed.start).isoformat(),
        "in_use_from": "" if placed.finish is None else calendar.date_of(placed.finish).isoformat(),
        "deadline": placed.deadline,
        "legal_ground": placed.legal,
        "weeks_late": placed.late,
        "phases": [
            {
                "phase": piece.name,
                "starts_on": calendar.date_of(piece.start).isoformat(),
                "weeks": piece.weeks,
                "why": why(picture, piece),
            }
            for piece in placed.pieces
        ],
    }


__all__ = [
    "Beside",
    "Counted",
    "Plan",
    "PlanRun",
    "PublishedRoadmap",
    "best_run",
    "explain",
    "latest_published",
    "plan_at",
    "plan_now",
    "publish_roadmap",
    "publish_version",
    "solve_plan",
    "start_planning",
    "tell_beside_versions",
    "told",
]
