"""Plan the way people do: lay the portfolio out, look, and publish a version."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.start_planning import start_planning
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor


def publish(site: Site, actor: Actor) -> None:
    """Solve the plan once, and publish what came out of it."""
    (row,) = site.rows("Plan")
    plan = start_planning(actor, name=row["name"])
    run = solve_plan(actor, plan_id=plan.pk)
    publish_roadmap(
        actor,
        plan_id=plan.pk,
        run_id=run.pk,
        decided_by=row["by"],
        decided_on=site.today - timedelta(days=2),
        reason=row["reason"],
    )
