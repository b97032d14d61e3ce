"""Start an initiative: its work begins, and its first phase with it."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Initiative, Phase
from samsyn.apps.portfolio.services._course import take_step
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def start_initiative(actor: Actor, *, initiative_id: int, on: date, reason: str = "") -> Initiative:
    """Begin the work of a decided initiative.

    Raises Refused while a phase has no effort, or while what it waits for isn't delivered.
    """
    return begin_work(actor, initiative_id=initiative_id, on=on, reason=reason)


def begin_work(actor: Actor, *, initiative_id: int, on: date, reason: str) -> Initiative:
    """Do the same as a step of a larger act."""
    initiative = take_step(
        actor,
        Step.START,
        initiative_id=initiative_id,
        on=on,
        reason=reason,
        learned={"started_on": on},
    )
    phases = Phase.owned_by(actor).filter(initiative=initiative)
    first = phases.order_by("order").values("pk")[:1]
    phases.filter(pk__in=first, started_on=None).update(started_on=on)
    return initiative
