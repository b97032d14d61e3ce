"""Write letters at once where somebody was asked, and every morning what was left over."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from samsyn.kernel.letters import WRITE, readers, write_letter
from samsyn.kernel.models import Organisation

log = structlog.get_logger(__name__)


@app.periodic(cron="30 5 * * *")
@app.task(name="samsyn.letters.daily", queueing_lock="letters-daily")
def daily(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue the day's letters of every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            app.configure_task(WRITE).defer(organisations=[organisation_id])


@app.task(name=WRITE)
def write(organisations: list[int]) -> None:
    """Write to everybody there for whom something new waits; a run that died goes on."""
    for organisation_id in organisations:
        for user in readers(organisation_id):
            try:
                write_letter(user)
            except (OSError, SMTPException):
                log.exception("letter.not_sent", user=user.pk)
