"""The way in for somebody without an account: an address that one mail holds and nobody guesses.

`<organisation>.<person asked>.<signature>`: the signature is made with the site's secret over the
row's own nonce, so neither a guess nor a stolen database opens a door.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from samsyn.apps.rounds.models import Round, RoundPerson
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.tenancy.session import acting_for

DAYS_AFTER = 14  # how long after the deadline the address still opens
_SALT = "samsyn.rounds.door"
_LONGEST = 120
_MOST_DIGITS = 18


def door_of(asked: RoundPerson) -> str:
    """Return the whole address for the mail to one person."""
    token = f"{asked.organisation_id}.{asked.pk}.{_signature(asked, settings.SECRET_KEY)}"
    return absolute(outside("rounds:door", token=token))


def at_the_door(organisation_id: int, name: str = "", user_id: int = 0) -> Actor:
    """Return who acts through a door: for one organisation, with no permission at all."""
    return Actor(
        user_id=user_id, organisation_id=organisation_id, permissions=frozenset(), name=name
    )


def who_knocks(token: str) -> RoundPerson | None:
    """Return the person whom this address was mailed to, or None for any other address.

    Whether the round still takes answers is another question: ask `is_open`.
    """
    organisation, pk, signature = _parts(token)
    if not signature:
        return None
    with acting_for(at_the_door(organisation)):
        rows = RoundPerson.owned_by(at_the_door(organisation))
        asked = rows.select_related("round", "person__user", "organisation").filter(pk=pk).first()
    if asked is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    right = [constant_time_compare(signature, _signature(asked, key)) for key in keys]
    return asked if any(right) else None


def is_open(asked: RoundPerson) -> bool:
    """Tell whether answers are still taken from this person."""
    latest = asked.round.deadline + timedelta(days=DAYS_AFTER)
    left = asked.person.employed_until
    today = clock.today()
    gone = left is not None and left < today
    return asked.round.state == Round.State.RUNNING and today <= latest and not gone


def _signature(asked: RoundPerson, key: str | bytes) -> str:
    said = f"{asked.organisation_id}.{asked.pk}.{asked.nonce}"
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").hexdigest()


def _parts(token: str) -> tuple[int, int, str]:
    organisation, _dot, rest = token[:_LONGEST].partition(".")
    pk, _dot, signature = rest.partition(".")
    numbers = (organisation, pk)
    if not all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
        return 0, 0, ""
    return int(organisation), int(pk), signature
