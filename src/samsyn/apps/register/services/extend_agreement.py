"""Extend an agreement to a later last day, as the parties have agreed."""

from __future__ import annotations

from datetime import date

from samsyn.apps.register.models import Agreement
from samsyn.apps.register.queries.agreements import own_terms
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.leaving import objections_to_extension
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.REGISTER_WRITE)
def extend_agreement(
    actor: Actor,
    *,
    agreement_id: int,
    until: date,
    reason: str,  # noqa: ARG001 - kept with the act
) -> Agreement:
    """Give an agreement a later last day; raises Refused unless it is one."""
    agreement = Agreement.owned_by(actor).select_for_update().get(pk=agreement_id)
    refuse_if(
        objections_to_extension(own_terms(agreement), until=until, today=clock.today()),
    )
    agreement.valid_until = until
    agreement.revision += 1
    agreement.save(update_fields=["valid_until", "revision"])
    return agreement
