"""The way in for somebody without an account who is asked in a round, by the mail to them."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.rounds.models import Round, RoundPerson
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.access.doors import door_behind, token_of

DAYS_AFTER = 14  # how long after the deadline the address still opens
_SALT = "samsyn.rounds.door"


def door_of(asked: RoundPerson) -> str:
    """Return the whole address for the mail to one person."""
    return absolute(outside("rounds:door", token=token_of(asked, _SALT)))


def who_knocks(token: str) -> RoundPerson | None:
    """Return the person whom this address was mailed to, or None for any other address.

    Whether the round still takes answers is another question: ask `is_open`.
    """
    return door_behind(token, _SALT, _found)


def _found(actor: Actor, pk: int) -> RoundPerson | None:
    rows = RoundPerson.owned_by(actor).select_related("round", "person__user", "organisation")
    return rows.filter(pk=pk).first()


def is_open(asked: RoundPerson) -> bool:
    """Tell whether answers are still taken from this person."""
    latest = asked.round.deadline + timedelta(days=DAYS_AFTER)
    left = asked.person.employed_until
    today = clock.today()
    gone = left is not None and left < today
    return asked.round.state == Round.State.RUNNING and today <= latest and not gone
