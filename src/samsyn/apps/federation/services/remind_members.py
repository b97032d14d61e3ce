"""Remind those who have not answered: one click, and at most one letter a day to a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.apps.federation.queries.polls import waiting_members
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock, letters
from samsyn.kernel.use_case import use_case


@use_case(Permission.FEDERATION_WRITE)
def remind_members(actor: Actor, *, poll_id: int | None = None) -> int:
    """Remind everybody who has not answered a poll, or any of the polls that are out.

    Returns how many organisations have something to answer.
    """
    polls = Poll.owned_by(actor).filter(state__in=(Poll.State.ASKED, Poll.State.ENDED))
    if poll_id is not None:
        polls = polls.filter(pk=poll_id)
    return remind_step(actor, polls)


def remind_step(actor: Actor, polls: Iterable[Poll]) -> int:
    """Do the same inside an act that is going on."""
    waiting = [pk for pks in waiting_members(actor, polls).values() for pk in pks]
    rows = PollAsked.owned_by(actor).filter(pk__in=waiting)
    members = sorted(set(rows.values_list("member", flat=True)))
    today = clock.today()
    rows.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today)).update(reminded_on=today)
    letters.write_soon(members)
    return len(members)
