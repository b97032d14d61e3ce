"""The way in for a member without an account: an address that one mail holds and nobody guesses.

`<federation>.<door>.<signature>`: the signature is made with the site's secret over the door's own
nonce, so neither a guess nor a stolen database opens it. It opens one poll for one member, and
only while answering is open.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from samsyn.apps.federation.models import Poll, PollAnswer, PollAsked, PollDoor
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.polling import is_late
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.tenancy.session import acting_for

_SALT = "samsyn.federation.door"
_LONGEST = 120
_MOST_DIGITS = 18


def door_address(door: PollDoor) -> str:
    """Return the whole address for the mail."""
    token = f"{door.organisation_id}.{door.pk}.{_signature(door, settings.SECRET_KEY)}"
    return absolute(outside("federation:door", token=token))


def at_the_door(organisation_id: int, name: str = "") -> Actor:
    """Return who acts through a door: for one organisation, with no permission at all."""
    return Actor(user_id=0, organisation_id=organisation_id, permissions=frozenset(), name=name)


def who_knocks(token: str) -> PollDoor | None:
    """Return the door that this address opens, or None for any other address."""
    organisation, pk, signature = _parts(token)
    if not signature:
        return None
    actor = at_the_door(organisation)
    with acting_for(actor):
        rows = PollDoor.owned_by(actor).select_related(
            "asked__poll", "asked__member", "organisation"
        )
        door = rows.filter(pk=pk).first()
    if door is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = [constant_time_compare(signature, _signature(door, key)) for key in keys]
    return door if any(right) else None


def is_open(poll: Poll) -> bool:
    """Tell whether answers are taken at doors: until the last day, that day included."""
    return poll.state == Poll.State.ASKED and not is_late(clock.today(), poll.deadline)


def answered_itself(actor: Actor, asked: PollAsked) -> bool:
    """Tell whether the member has answered with an account of its own."""
    own = PollAnswer.visible_to(actor).filter(
        poll_id=asked.poll_id, organisation=asked.member_id, federation=asked.organisation_id
    )
    return own.exists()


def _signature(door: PollDoor, key: str | bytes) -> str:
    said = f"{door.organisation_id}.{door.pk}.{door.nonce}"
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").hexdigest()


def _parts(token: str) -> tuple[int, int, str]:
    organisation, _dot, rest = token[:_LONGEST].partition(".")
    pk, _dot, signature = rest.partition(".")
    numbers = (organisation, pk)
    if not all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
        return 0, 0, ""
    return int(organisation), int(pk), signature
