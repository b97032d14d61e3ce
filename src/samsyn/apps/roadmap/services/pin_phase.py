"""Pin a phase: it starts in that week, whatever else the engine would like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from samsyn.apps.portfolio.public import Phase
from samsyn.apps.roadmap.models import Pin, Plan
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.publishing import Standstill
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.ROADMAP_SOLVE)
def pin_phase(
    actor: Actor,
    *,
    plan_id: int,
    phase_id: int,
    starts_on: date | None,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> None:
    """Fix one phase to the week of a day, or let it go again with None.

    Raises Refused for a phase that has begun, and for a day outside the plan.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    phase = Phase.owned_by(actor).get(pk=phase_id)
    refuse_if(_objections(plan, phase, starts_on))
    Pin.owned_by(actor).filter(plan=plan, phase=phase).delete()
    if starts_on is not None:
        monday = starts_on - timedelta(days=starts_on.weekday())
        Pin.everything.create(plan=plan, phase=phase, starts_on=monday)


def _objections(plan: Plan, phase: Phase, day: date | None) -> Iterator[Objection]:
    if phase.started_on is not None:
        yield Objection(Standstill.HAS_BEGUN)
    end = plan.starts_on + timedelta(weeks=plan.weeks)
    if day is not None and not plan.starts_on <= day < end:
        yield Objection(Standstill.OUTSIDE_THE_PLAN, field="starts_on")
