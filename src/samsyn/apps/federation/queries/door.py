"""The way in for a member without an account: one poll, one member, while answering is open."""

from __future__ import annotations

from samsyn.apps.federation.models import Poll, PollAnswer, PollAsked, PollDoor
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.polling import is_late
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.access.doors import door_behind, token_of

_SALT = "samsyn.federation.door"


def door_address(door: PollDoor) -> str:
    """Return the whole address for the mail."""
    return absolute(outside("federation:door", token=token_of(door, _SALT)))


def who_knocks(token: str) -> PollDoor | None:
    """Return the door that this address opens, or None for any other address."""
    return door_behind(token, _SALT, _found)


def _found(actor: Actor, pk: int) -> PollDoor | None:
    rows = PollDoor.owned_by(actor).select_related("asked__poll", "asked__member", "organisation")
    return rows.filter(pk=pk).first()


def is_open(poll: Poll) -> bool:
    """Tell whether answers are taken at doors: until the last day, that day included."""
    return poll.state == Poll.State.ASKED and not is_late(clock.today(), poll.deadline)


def answered_itself(actor: Actor, asked: PollAsked) -> bool:
    """Tell whether the member has answered with an account of its own."""
    own = PollAnswer.visible_to(actor).filter(
        poll_id=asked.poll_id, organisation=asked.member_id, federation=asked.organisation_id
    )
    return own.exists()
