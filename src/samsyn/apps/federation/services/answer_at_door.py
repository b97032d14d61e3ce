"""Mail somebody at a member the way in to one poll, and keep what is answered there.

Whom it is mailed to is the federation's word, so what comes that way stands on the federation's own
row and is shown as such; the member's own answer goes before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samsyn.apps.federation.models import Poll, PollAsked, PollDoor
from samsyn.apps.federation.models.poll import new_nonce
from samsyn.apps.federation.queries.door import (
    answered_itself,
    door_address,
    is_open,
)
from samsyn.apps.federation.services.answer_poll import Answer, incomplete, keep_on
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock, journal, mail, tasks
from samsyn.kernel.access.doors import at_the_door
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

SEND = "federation.mail_address"


@use_case(Permission.FEDERATION_WRITE)
def mail_address_to_answer(actor: Actor, *, asked_id: int, address: str) -> PollDoor:
    """Let somebody at a member answer one poll without an account; the mail is queued.

    An address mailed before for the same member opens nothing any more. Raises Refused.
    """
    asked = PollAsked.owned_by(actor).select_related("poll", "member").get(pk=asked_id)
    refuse_if(_objections(actor, asked, address))
    door = PollDoor.owned_by(actor).filter(asked=asked).first()
    door = door or PollDoor(organisation_id=actor.organisation_id, asked=asked)
    door.mail, door.nonce, door.mailed_at = address, new_nonce(), None
    door.save()
    tasks.start(actor, SEND, about=door.pk)
    return door


def _objections(actor: Actor, asked: PollAsked, address: str) -> Iterator[Objection]:
    try:
        validate_email(address)
    except ValidationError:
        yield Objection(PollFlaw.NOT_A_MAIL_ADDRESS, field="address")
    if not is_open(asked.poll):
        yield Objection(PollFlaw.NOT_OPEN)
    if answered_itself(actor, asked):
        yield Objection(PollFlaw.ANSWERED_ITSELF, {"who": asked.member.name})


def send_address(actor: Actor, door_id: int) -> bool:
    """Mail the address, unless that is done or the poll is over; tells whether it was mailed."""
    with acting_for(actor):
        rows = PollDoor.owned_by(actor).select_related("asked__poll__contact", "asked__member")
        door = rows.select_related("organisation").filter(pk=door_id, mailed_at=None).first()
        if door is None or not is_open(door.asked.poll):
            return False
        with journal.act(actor, "federation.mail_address"):
            mail.write(
                "federation/mail/answer",
                door.mail,
                door.asked.member.language,
                {
                    "member": door.asked.member.name,
                    "federation": door.organisation.name,
                    "poll": door.asked.poll,
                    "contact": door.asked.poll.contact.name if door.asked.poll.contact else "",
                    "url": door_address(door),
                },
            )
            PollDoor.owned_by(actor).filter(pk=door_id).update(mailed_at=clock.now())
    return True


def answer_at_door(door: PollDoor, answer: Answer) -> PollAsked:
    """Keep what is answered at a door, told in the federation's history by its mail address.

    Raises Refused where answering is over, the member has answered itself meanwhile, or something
    is missing.
    """
    actor = at_the_door(door.organisation_id, door.mail[:150])
    with journal.act(actor, "federation.answer_at_door"):
        rows = PollAsked.owned_by(actor).select_for_update(of=("self",))
        asked = rows.select_related("poll", "member").get(pk=door.asked_id)
        poll = Poll.owned_by(actor).get(pk=asked.poll_id)
        same = PollDoor.owned_by(actor).filter(pk=door.pk, nonce=door.nonce).exists()
        objections = [] if same and is_open(poll) else [Objection(PollFlaw.NOT_OPEN)]
        if answered_itself(actor, asked):
            objections.append(Objection(PollFlaw.ANSWERED_ITSELF, {"who": asked.member.name}))
        refuse_if([*objections, *incomplete(poll, answer)])
        keep_on(asked, answer, came_by=PollAsked.Came.LINK, who=door.mail)
    return asked
