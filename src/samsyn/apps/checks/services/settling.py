"""What people may do about a finding: live with it for a time, or ask somebody to mend it.

Nobody closes one: it closes when its cause is gone.
"""

from __future__ import annotations

from datetime import date

from samsyn.apps.checks.models import Acceptance, Delegation, Finding
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.findings.settling import settling_objections
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.CHECKS_ACCEPT)
def accept_finding(actor: Actor, *, finding_id: int, reason: str, until: date) -> None:
    """Accept one open finding until a date; the day after, it is back.

    Raises Refused without a reason, or for a date that is past or further away than a year.
    """
    today = clock.today()
    finding = Finding.owned_by(actor).get(pk=finding_id)
    refuse_if(
        settling_objections(
            reason=reason, until=until, today=today, is_open=finding.closed_at is None
        )
    )
    Acceptance.everything.update_or_create(
        organisation_id=actor.organisation_id,
        finding=finding,
        defaults={
            "reason": reason.strip(),
            "until": until,
            "accepted_by": actor.name,
            "accepted_on": today,
            "visibility": finding.visibility,
        },
    )


@use_case(Permission.CHECKS_ACCEPT)
def withdraw_acceptance(actor: Actor, *, finding_id: int) -> None:
    """Take an acceptance back; the finding is open again at once."""
    Acceptance.owned_by(actor).filter(finding_id=finding_id).delete()


@use_case(Permission.CHECKS_ACCEPT)
def assign_finding(actor: Actor, *, finding_id: int, person_id: int | None) -> None:
    """Ask one person to take care of a finding, or (None) leave it to the one the rule names."""
    finding = Finding.owned_by(actor).get(pk=finding_id)
    if person_id is None:
        Delegation.owned_by(actor).filter(finding=finding).delete()
        return
    person = Person.owned_by(actor).get(pk=person_id)
    Delegation.everything.update_or_create(
        organisation_id=actor.organisation_id,
        finding=finding,
        defaults={"person": person, "visibility": finding.visibility},
    )
