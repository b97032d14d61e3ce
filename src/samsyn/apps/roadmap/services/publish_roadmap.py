"""Publish a roadmap: a decided version that no later edit changes."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from samsyn.apps.roadmap.models import Plan, PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import best_run, latest_run
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.roadmap.publishing import reservations
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.ROADMAP_PUBLISH)
def publish_roadmap(
    actor: Actor,
    *,
    plan_id: int,
    run_id: int,
    decided_by: str,
    decided_on: date,
    reason: str = "",
) -> PublishedRoadmap:
    """Keep the plan as it stands as the next version; `run_id` is the run the person saw.

    Raises Refused when another run has come since, while a search is at work, and when a legal
    deadline is missed without a reason.
    """
    return publish_version(
        actor,
        plan_id=plan_id,
        run_id=run_id,
        decided_by=decided_by,
        decided_on=decided_on,
        reason=reason,
    )


def publish_version(
    actor: Actor,
    *,
    plan_id: int,
    run_id: int,
    decided_by: str,
    decided_on: date,
    reason: str,
) -> PublishedRoadmap:
    """Do the same as a step of a larger act. Nobody's name is published."""
    plan = Plan.owned_by(actor).select_for_update().get(pk=plan_id)
    run, latest = best_run(actor, plan), latest_run(actor, plan)
    picture = read_picture(run.picture) if run and run.picture else None
    refuse_if(
        reservations(
            planned=len(picture.placed) if picture else 0,
            is_latest=run is not None and run.pk == run_id,
            at_work=latest is not None and latest.is_at_work,
            decided_by=decided_by,
            decided_on=decided_on,
            today=clock.today(),
            late=missed(picture) if picture else 0,
            reason=reason,
        )
    )
    last = PublishedRoadmap.owned_by(actor).aggregate(of=Max("version"))["of"] or 0
    return PublishedRoadmap.everything.create(
        plan=plan,
        version=last + 1,
        decided_by=decided_by.strip(),
        decided_on=decided_on,
        reason=reason.strip(),
        picture=picture.without_people().as_json() if picture else {},
    )


def missed(picture: Picture) -> int:
    """Count the legal deadlines that a plan misses, those of what it leaves out included."""
    late = sum(1 for placed in picture.placed if placed.legal and placed.late)
    return late + sum(1 for missing in picture.missing if missing.legal and missing.deadline)
