"""Deliver an initiative: its work is done, and somebody in the line may take over."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services._course import take_step
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def deliver_initiative(
    actor: Actor, *, initiative_id: int, on: date, reason: str = ""
) -> Initiative:
    """Note that the work of a running initiative is done. Raises Refused for an impossible day."""
    return take_step(
        actor,
        Step.DELIVER,
        initiative_id=initiative_id,
        on=on,
        reason=reason,
        learned={"delivered_on": on},
    )
