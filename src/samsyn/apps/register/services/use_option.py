"""Use an option to extend an agreement: one fewer is left, and it holds that much longer."""

from __future__ import annotations

from samsyn.apps.register.models import Agreement
from samsyn.apps.register.queries.agreements import own_terms
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.leaving import objections_to_option
from samsyn.domain.register.notice import options
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.REGISTER_WRITE)
def use_option(
    actor: Actor,
    *,
    agreement_id: int,
    reason: str,  # noqa: ARG001 - kept with the act
    agreed: bool = False,
) -> Agreement:
    """Extend an agreement by one of its options.

    Raises Refused where none is left, or its day has passed and the supplier has not agreed.
    """
    agreement = Agreement.owned_by(actor).select_for_update().get(pk=agreement_id)
    terms = own_terms(agreement)
    refuse_if(objections_to_option(terms, agreed=agreed, today=clock.today()))
    left = options(terms)
    if left is not None:
        agreement.valid_until, agreement.options_left = left.next_end, left.left - 1
    agreement.revision += 1
    agreement.save(update_fields=["valid_until", "options_left", "revision"])
    return agreement
