"""What waits for an answer here, for letters and for My day."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.federation.queries.polls import polls_to_answer
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.letters import Waits


def polls_waiting(actor: Actor) -> Iterator[Waits]:
    """Yield the polls that wait for our answer, to those who may give it."""
    if not actor.may(Permission.POLL_ANSWER):
        return
    for poll in polls_to_answer(actor):
        told = _("%(who)s asks whether you are in.") % {"who": poll.organisation.name}
        yield Waits(
            key=f"poll:{poll.pk}:{actor.organisation_id}",
            about=poll.name,
            title=told,
            by=poll.deadline,
            url=reverse("federation:answer", args=[poll.pk]),
            asked_on=poll.told_on,
        )
