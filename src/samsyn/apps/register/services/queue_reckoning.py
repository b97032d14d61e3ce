"""Put the reckoning of an organisation's levels into the queue, once however often it is wanted."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

RECKON = "samsyn.register.reckon_levels"


def queue_reckoning(organisation_id: int) -> None:
    """Queue one reckoning; while it waits, more changes need no other."""
    configured = app.configure_task(RECKON, queueing_lock=f"{RECKON}-{organisation_id}")
    try:
        with transaction.atomic():  # a refused insert must not spoil what is around it
            configured.defer(organisation_id=organisation_id)
    except AlreadyEnqueued:
        return
