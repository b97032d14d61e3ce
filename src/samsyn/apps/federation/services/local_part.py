"""A member's own part of a shared initiative: begun with a draft of its own, and left in time."""

from __future__ import annotations

from datetime import date

from samsyn.apps.federation.models import LocalPart, Participant, SharedInitiative
from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, journal
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.values import write_row
from samsyn.kernel.use_case import use_case


def our_place(actor: Actor, shared: SharedInitiative) -> Participant | None:
    """Return how our organisation takes part, or None where it doesn't."""
    rows = Participant.visible_to(actor).filter(shared=shared, member=actor.organisation_id)
    return rows.filter(until__isnull=True).first() or rows.first()


@use_case(Permission.PORTFOLIO_WRITE)
def start_local_part(actor: Actor, *, shared_id: int, track: str) -> LocalPart:
    """Make an idea of our own of a shared initiative, in our own portfolio; nobody else sees it.

    Its effort is planned like any other's. Raises Refused.
    """
    shared = SharedInitiative.visible_to(actor).select_related("organisation").get(pk=shared_id)
    record = record_of(Initiative)
    part = LocalPart.owned_by(actor).filter(shared_id=shared.pk).first()
    if our_place(actor, shared) is None or record is None:
        raise Refused([Objection(PollFlaw.NOT_TAKING_PART)])
    if part is not None and part.initiative_id is not None:
        raise Refused([Objection(PollFlaw.HAS_LOCAL_INITIATIVE)])
    initiative = write_row(
        actor,
        record,
        None,
        {
            "name": shared.name[:200],
            "problem": shared.summary,
            "track": track,
            "origin": Initiative.Origin.JOINT.value,
            "programme": shared.organisation.name,
        },
    )
    part = part or LocalPart(
        organisation_id=actor.organisation_id,
        federation=shared.organisation,
        shared_id=shared.pk,
        name=shared.name,
        responsible=person_of(actor),
    )
    part.initiative = initiative
    part.save()
    return part


@use_case(Permission.POLL_ANSWER)
def leave_shared(actor: Actor, *, shared_id: int, until: date, reason: str = "") -> Participant:  # noqa: ARG001 - kept with the act
    """Say that our organisation takes part until a day and no longer.

    Nobody leaves backwards, which others would pay, nor comes back by this way. Raises Refused.
    """
    shared = SharedInitiative.visible_to(actor).get(pk=shared_id)
    place, today = our_place(actor, shared), clock.today()
    if place is None or (place.until is not None and place.until < today):
        raise Refused([Objection(PollFlaw.NOT_TAKING_PART)])
    refuse_if([Objection(PollFlaw.LEFT_BACKWARDS, field="until")] if until < today else [])
    owner = samsyn_for(shared.organisation_id)
    with journal.also_for(owner, "federation.leave_shared"):
        row = Participant.owned_by(owner).get(pk=place.pk)
        row.until = until
        row.revision += 1
        row.save()
    return row
