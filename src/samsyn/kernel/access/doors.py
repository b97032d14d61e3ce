"""Ways in for somebody without an account: an address that one mail or poster holds.

`<organisation>.<door>.<signature>`: the signature is made with the site's secret over the row's own
nonce, so neither a guess nor a stolen database opens a door. A new nonce shuts the old address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.conf import settings
from django.http import HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.session import acting_for

_LONGEST = 120
_MOST_DIGITS = 18


class Door(Protocol):
    """A row that somebody may come in by."""

    pk: int
    organisation_id: int
    nonce: str


D = TypeVar("D", bound=Door)


def token_of(door: Door, salt: str) -> str:
    """Return the last part of the address; `salt` keeps doors of different kinds apart."""
    return f"{door.organisation_id}.{door.pk}.{_signature(door, salt, settings.SECRET_KEY)}"


def at_the_door(organisation_id: int, name: str = "", user_id: int = 0) -> Actor:
    """Return who acts through a door: for one organisation, with no permission at all."""
    return Actor(
        user_id=user_id, organisation_id=organisation_id, permissions=frozenset(), name=name
    )


def door_behind(token: str, salt: str, find: Callable[[Actor, int], D | None]) -> D | None:
    """Return the door that this address opens, or None for any other address.

    `find` looks one row up by its id. Whether the door is still open is another question.
    """
    organisation, pk, signature = _parts(token)
    if not signature:
        return None
    actor = at_the_door(organisation)
    with acting_for(actor):
        door = find(actor, pk)
    if door is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = [constant_time_compare(signature, _signature(door, salt, key)) for key in keys]
    return door if any(right) else None


def quietly(response: HttpResponse, language: str = "") -> HttpResponse:
    """Let no cache, no search engine and no other site learn the address of a door's page."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # with none at all a form could not be sent
    response["X-Robots-Tag"] = "noindex, nofollow"
    if language:
        response["Content-Language"] = language
    return response


def _signature(door: Door, salt: str, key: str | bytes) -> str:
    said = f"{door.organisation_id}.{door.pk}.{door.nonce}"
    return salted_hmac(salt, said, secret=key, algorithm="sha256").hexdigest()


def _parts(token: str) -> tuple[int, int, str]:
    organisation, _dot, rest = token[:_LONGEST].partition(".")
    pk, _dot, signature = rest.partition(".")
    numbers = (organisation, pk)
    if not all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
        return 0, 0, ""
    return int(organisation), int(pk), signature
