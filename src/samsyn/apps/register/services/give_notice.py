"""Give notice of an agreement: the day it ends is counted by its own rule, and told."""

from __future__ import annotations

from datetime import date, timedelta

from samsyn.apps.register.models import Agreement
from samsyn.apps.register.queries.agreements import own_terms
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.leaving import objections_to_notice
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.REGISTER_WRITE)
def give_notice(
    actor: Actor,
    *,
    agreement_id: int,
    given_on: date,
    last_day: date,
    reason: str,  # noqa: ARG001 - kept with the act
    agreed: bool = False,
) -> Agreement:
    """End an agreement with its last day.

    Raises Refused where the notice has not run by then, unless the supplier agreed.
    """
    agreement = Agreement.owned_by(actor).select_for_update().get(pk=agreement_id)
    refuse_if(
        objections_to_notice(
            own_terms(agreement),
            given_on=given_on,
            last_day=last_day,
            agreed=agreed,
            today=clock.today(),
        )
    )
    agreement.terminated_on = last_day + timedelta(days=1)
    agreement.revision += 1
    agreement.save(update_fields=["terminated_on", "revision"])
    return agreement
