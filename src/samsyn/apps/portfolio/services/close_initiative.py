"""Close an initiative: its benefits are taken home, or will be followed elsewhere."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services._course import take_step
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def close_initiative(actor: Actor, *, initiative_id: int, on: date, reason: str = "") -> Initiative:
    """End an initiative that was handed over.

    Raises Refused for any other, and where a benefit is not measured and nobody says why.
    """
    return take_step(actor, Step.CLOSE, initiative_id=initiative_id, on=on, reason=reason)
