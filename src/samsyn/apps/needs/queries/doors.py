"""The way in for somebody without an account who reports friction, by a printed poster."""

from __future__ import annotations

from samsyn.apps.needs.models import FrictionDoor
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.access.doors import door_behind, token_of

_SALT = "samsyn.needs.door"


def address_of(door: FrictionDoor) -> str:
    """Return the whole address for the poster."""
    return absolute(outside("needs:door", token=token_of(door, _SALT)))


def door_at(token: str) -> FrictionDoor | None:
    """Return the poster that holds this address, or None for any other address."""
    return door_behind(token, _SALT, _found)


def _found(actor: Actor, pk: int) -> FrictionDoor | None:
    rows = FrictionDoor.owned_by(actor).select_related("organisation", "unit")
    return rows.filter(pk=pk).first()


def is_open(door: FrictionDoor) -> bool:
    """Tell whether reports are still taken from this poster."""
    return door.closes_on is None or clock.today() <= door.closes_on
