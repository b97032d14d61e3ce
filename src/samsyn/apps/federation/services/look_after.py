"""What happens to polls by itself: answering ends, and those who wait are reminded in time."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.queries.polls import waiting_members
from samsyn.apps.federation.services.remind_members import remind_step
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock, journal
from samsyn.kernel.tenancy.session import acting_for

DAYS_BEFORE = 3


def look_after_polls(actor: Actor) -> None:
    """End polls whose last day is over; remind once, three days before, who has not answered."""
    today = clock.today()
    with acting_for(actor):
        asked = Poll.owned_by(actor).filter(state=Poll.State.ASKED)
        over = list(asked.filter(deadline__lt=today).values_list("pk", flat=True))
        soon = list(asked.filter(deadline=today + timedelta(days=DAYS_BEFORE)))
        waiting = waiting_members(actor, soon) if soon else {}
    if over:
        with journal.act(actor, "federation.end_polls"):
            Poll.owned_by(actor).filter(pk__in=over).update(state=Poll.State.ENDED)
    if waiting:
        with journal.act(actor, "federation.remind_by_itself"):
            remind_step(actor, [poll for poll in soon if poll.pk in waiting])
