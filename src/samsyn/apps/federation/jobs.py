"""Every morning: end what is over, and remind who has not answered some days before."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from samsyn.apps.federation.services.look_after import look_after_polls
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.models import Organisation

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
