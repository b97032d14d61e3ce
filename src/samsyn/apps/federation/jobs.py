"""Every morning: end what is over, and remind who has not answered; and mail who asked for it."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from samsyn.apps.federation.services.answer_at_door import SEND, send_address
from samsyn.apps.federation.services.look_after import look_after_polls
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Organisation
from samsyn.kernel.tasks import CannotBeDone, Progress, background

log = structlog.get_logger(__name__)
LOOK_AFTER = "samsyn.federation.polls"


@app.periodic(cron="50 4 * * *")
@app.task(name="samsyn.federation.daily", queueing_lock="federation-daily")
def daily(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue a look at the polls of every organisation, before the day's letters are written."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            app.configure_task(LOOK_AFTER).defer(organisation_id=organisation_id)


@app.task(name=LOOK_AFTER)
def look_after(organisation_id: int) -> None:
    """Look after the polls of one organisation; safe to run again."""
    look_after_polls(samsyn_for(organisation_id))


@background(SEND)
def mail_address(progress: Progress, actor: Actor) -> dict[str, object]:
    """Mail one address to answer at; safe to run again."""
    actor.must(Permission.FEDERATION_WRITE)
    try:
        sent = send_address(actor, progress.task.about_id or 0)
    except (OSError, SMTPException):
        log.exception("poll.not_mailed", door=progress.task.about_id)
        raise CannotBeDone(_("The mail server did not take it. Mail it once more.")) from None
    return {"message": _("Mails sent: %(n)d.") % {"n": int(sent)}, "sent": int(sent)}
