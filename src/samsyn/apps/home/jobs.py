"""Once a week, on Monday morning: one mail to each person whom something needs."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from samsyn.apps.home.services.digest import receivers, write_digest
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for

log = structlog.get_logger(__name__)
DIGEST = "samsyn.home.digest"


@app.periodic(cron="0 5 * * 1")
@app.task(name="samsyn.home.weekly", queueing_lock="home-weekly")
def weekly(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue the week's mails of every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            app.configure_task(DIGEST).defer(organisation_id=organisation_id)


@app.task(name=DIGEST)
def digest(organisation_id: int) -> None:
    """Write to everybody here whom something needs; a run that died goes on where it stopped."""
    organisation = Organisation.objects.get(pk=organisation_id)
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        users = receivers(actor, clock.today())
    for user in users:
        try:
            write_digest(user, organisation)
        except (OSError, SMTPException):
            log.exception("digest.not_sent", user=user.pk)
