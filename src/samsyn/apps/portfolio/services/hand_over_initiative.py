"""Hand an initiative over: a line owner has accepted the result, with its running cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services._course import take_step
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def hand_over_initiative(
    actor: Actor,
    *,
    initiative_id: int,
    on: date,
    line_owner_id: int | None = None,
    accepted_yearly_cost: Decimal | None = None,
    reason: str = "",
) -> Initiative:
    """Give a delivered initiative to whom answers for it, and pays for it, from now on.

    Raises Refused while nobody takes it, or nobody has said which running cost they accept.
    """
    learned: dict[str, object] = {"accepted_yearly_cost": accepted_yearly_cost}
    learned["handed_over_on"] = on
    if line_owner_id:
        learned["line_owner_id"] = line_owner_id
    return take_step(
        actor,
        Step.HAND_OVER,
        initiative_id=initiative_id,
        on=on,
        reason=reason,
        learned=learned,
    )
