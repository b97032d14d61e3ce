"""Mail calls, changes and cancellations; what could not be sent is tried again by itself."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from samsyn.apps.council.models import Meeting
from samsyn.apps.council.services.attending import CALL
from samsyn.apps.council.services.call import waiting
from samsyn.apps.council.services.deliver_call import deliver
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.tasks import Progress, background
from samsyn.kernel.tenancy.session import acting_for

log = structlog.get_logger(__name__)
AGAIN = "samsyn.council.again"


@background(CALL)
def send_calls(progress: Progress, actor: Actor) -> dict[str, object]:
    """Mail everybody whose calendar does not say yet what it is to say; safe to run again."""
    actor.must(Permission.COUNCIL_WRITE)
    meeting = Meeting.owned_by(actor).filter(pk=progress.task.about_id or 0).first()
    rows = waiting(actor, meeting) if meeting else []
    sent = 0
    for number, row in enumerate(rows, 1):
        sent += _tried(actor, row.pk)
        progress.report(number, len(rows))
    return {"message": _("Mails sent: %(n)d.") % {"n": sent}, "sent": sent}


def _tried(actor: Actor, pk: int) -> bool:
    """Mail one person; what the mail server does not take now is tried again soon."""
    try:
        return deliver(actor, pk)
    except (OSError, SMTPException):
        log.exception("call.not_sent", attendance=pk)
        return False


@app.periodic(cron="7,27,47 * * * *")
@app.task(name="samsyn.council.often", queueing_lock="council-often")
def often(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue a look for calls that never went out in every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            app.configure_task(AGAIN, queueing_lock=f"council-{organisation_id}").defer(
                organisation_id=organisation_id
            )


@app.task(name=AGAIN)
def send_again(organisation_id: int) -> None:
    """Mail what an earlier run left, for meetings that have not begun."""
    actor = samsyn_for(organisation_id)
    states = [Meeting.State.CALLED, Meeting.State.CANCELLED]
    with acting_for(actor):
        coming = Meeting.owned_by(actor).filter(starts_at__gt=clock.now(), state__in=states)
        for meeting in coming.order_by("starts_at"):
            for row in waiting(actor, meeting):
                _tried(actor, row.pk)
