"""What of minutes waits for somebody: the approval that only they can give."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.apps.council.models import Minutes
from samsyn.apps.council.queries.minutes import attendance_of, standings_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes_paper.adjusting import Word
from samsyn.kernel.letters import Waits


def minutes_waiting(actor: Actor) -> Iterator[Waits]:
    """Yield the minutes that the person is to approve and has not answered about."""
    if not actor.may(Permission.COUNCIL_TAKE_PART):
        return
    sent = Minutes.owned_by(actor).filter(
        state=Minutes.State.SENT, meeting__attendances__person__user_id=actor.user_id
    )
    for one in sent.select_related("meeting").distinct().order_by("sent_at", "pk"):
        mine = attendance_of(actor, one.meeting)
        asked = (Word.WAITING, Word.BROKEN)
        standing = standings_of(actor, one, one.digest)
        if any(s.adjuster.attendance == mine and s.word in asked for s in standing):
            yield Waits(
                key=f"minutes:{one.pk}:{one.edition}",
                about=one.meeting.name,
                title=_("Minutes to approve"),
                by=None,
                url=reverse("council:minutes", args=[one.meeting_id]),
                asked_on=timezone.localdate(one.sent_at) if one.sent_at else timezone.localdate(),
                required=True,
            )
