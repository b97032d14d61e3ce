"""Hear that seats have changed, by whatever way, and let calendars follow."""

from __future__ import annotations

from samsyn.apps.council.models import ForumMember, Meeting
from samsyn.apps.council.services.attending import CALL, send_what_waits
from samsyn.apps.council.services.call import waiting
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel import clock
from samsyn.kernel.events import RowsChanged
from samsyn.kernel.models import Task
from samsyn.kernel.tenancy.session import acting_for


def follow_seats_changed(actor: Actor, event: RowsChanged) -> None:
    """Mail those whose seat was ended or deleted in a list, a file or by a program.

    What the forum's own page does is mailed already, or is on its way.
    """
    if ForumMember._meta.db_table not in event.tables:
        return
    samsyn = samsyn_for(actor.organisation_id)
    with acting_for(samsyn):
        coming = Meeting.owned_by(samsyn).filter(
            state=Meeting.State.CALLED, starts_at__gt=clock.now()
        )
        for meeting in coming.order_by("starts_at"):
            on_its_way = Task.owned_by(samsyn).filter(
                kind=CALL, about_id=meeting.pk, state=Task.State.WAITING
            )
            if waiting(samsyn, meeting) and not on_its_way.exists():
                send_what_waits(meeting)
