"""The way in for somebody without an account: an address printed on a poster, which nobody guesses.

`<organisation>.<poster>.<signature>`: the signature is made with the site's secret over the row's
own nonce, so neither a guess nor a stolen database opens a door.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from samsyn.apps.needs.models import FrictionDoor
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.tenancy.session import acting_for

_SALT = "samsyn.needs.door"
_LONGEST, _MOST_DIGITS = 120, 18


def address_of(door: FrictionDoor) -> str:
    """Return the whole address for the poster."""
    token = f"{door.organisation_id}.{door.pk}.{_signature(door, settings.SECRET_KEY)}"
    return absolute(outside("needs:door", token=token))


def at_the_door(organisation_id: int, name: str = "") -> Actor:
    """Return who acts through a door: for one organisation, with no permission at all."""
    return Actor(user_id=0, organisation_id=organisation_id, permissions=frozenset(), name=name)


def door_at(token: str) -> FrictionDoor | None:
    """Return the poster that holds this address, or None for any other address."""
    organisation, pk, signature = _parts(token)
    if not signature:
        return None
    actor = at_the_door(organisation)
    with acting_for(actor):
        rows = FrictionDoor.owned_by(actor).select_related("organisation", "unit")
        door = rows.filter(pk=pk).first()
    if door is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = [constant_time_compare(signature, _signature(door, key)) for key in keys]
    return door if any(right) else None


def is_open(door: FrictionDoor) -> bool:
    """Tell whether reports are still taken from this poster."""
    return door.closes_on is None or clock.today() <= door.closes_on


def _signature(door: FrictionDoor, key: str | bytes) -> str:
    said = f"{door.organisation_id}.{door.pk}.{door.nonce}"
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").hexdigest()


def _parts(token: str) -> tuple[int, int, str]:
    organisation, _dot, rest = token[:_LONGEST].partition(".")
    pk, _dot, signature = rest.partition(".")
    numbers = (organisation, pk)
    if not all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
        return 0, 0, ""
    return int(organisation), int(pk), signature
