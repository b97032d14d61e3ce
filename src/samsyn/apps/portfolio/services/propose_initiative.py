"""Propose an initiative: an idea whose problem is described asks for a decision."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services._course import take_step
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def propose_initiative(
    actor: Actor, *, initiative_id: int, on: date, reason: str = ""
) -> Initiative:
    """Put an idea up for decision. Raises Refused while its problem isn't described."""
    return take_step(actor, Step.PROPOSE, initiative_id=initiative_id, on=on, reason=reason)
