"""Decide an initiative: the organisation says yes, once its track's demands are met."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services._course import take_step
from samsyn.apps.portfolio.services._promises import promise_benefits
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def decide_initiative(
    actor: Actor, *, initiative_id: int, on: date, reason: str = ""
) -> Initiative:
    """Say yes to an initiative; what its benefits are then said to be worth is promised.

    Raises Refused while it lacks its problem, the owner or ambition its track asks for, or a
    benefit.
    """
    return say_yes(actor, initiative_id=initiative_id, on=on, reason=reason)


def say_yes(actor: Actor, *, initiative_id: int, on: date, reason: str) -> Initiative:
    """Do the same as a step of a larger act."""
    initiative = take_step(actor, Step.DECIDE, initiative_id=initiative_id, on=on, reason=reason)
    promise_benefits(actor, initiative, on)
    return initiative
