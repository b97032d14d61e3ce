"""Write down what a follow-up found, and plan the next one."""

from __future__ import annotations

from datetime import date

from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.leaving import objections_to_result
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.REGISTER_WRITE)
def record_follow_up(  # noqa: PLR0913 - what a result must say
    actor: Actor,
    *,
    follow_up_id: int,
    done_on: date,
    result: str,
    conclusion: str = "",
    report: str = "",
    next_on: date | None = None,
) -> FollowUp:
    """Keep the result of one follow-up; with `next_on` the next is planned, by the same person."""
    rows = FollowUp.owned_by(actor).select_for_update(of=("self",))
    follow_up = rows.select_related("agreement").get(pk=follow_up_id)
    refuse_if(
        objections_to_result(
            done_before=follow_up.done_on is not None,
            done_on=done_on,
            result=result,
            next_on=next_on,
            today=clock.today(),
        )
    )
    follow_up.done_on, follow_up.result = done_on, result
    follow_up.conclusion, follow_up.report = conclusion, report
    follow_up.revision += 1
    follow_up.save()
    if next_on is not None:
        FollowUp.everything.create(
            organisation_id=actor.organisation_id,
            visibility=follow_up.visibility,
            agreement=follow_up.agreement,
            name=follow_up.name,
            planned_on=next_on,
            responsible_id=follow_up.responsible_id,
        )
    waiting = FollowUp.owned_by(actor).filter(agreement=follow_up.agreement, done_on=None)
    Agreement.owned_by(actor).filter(pk=follow_up.agreement_id).update(
        next_follow_up=waiting.order_by("planned_on").values_list("planned_on", flat=True).first()
    )
    return follow_up
