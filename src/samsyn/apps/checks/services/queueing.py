"""Put the asking of an organisation's rules into the queue, once however often it is wanted."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONValue

ASK_TOUCHED = "samsyn.checks.ask_touched"
ASK_TONIGHT = "samsyn.checks.ask_tonight"
SPREAD = "samsyn.checks.spread"


def queue_asking(organisation_id: int, job: str = ASK_TOUCHED) -> None:
    """Queue one asking; while one waits, more changes only add to what it will ask.

    One organisation's askings don't run beside each other.
    """
    configured = app.configure_task(
        job, queueing_lock=f"{job}-{organisation_id}", lock=f"checks-{organisation_id}"
    )
    try:
        with transaction.atomic():  # a refused insert must not spoil what is around it
            configured.defer(organisation_id=organisation_id)
    except AlreadyEnqueued:
        return


def queue_spreading(tables: Collection[str]) -> None:
    """Queue the asking of every organisation, after the catalogue changed."""
    with transaction.atomic():
        app.configure_task(SPREAD).defer(tables=list[JSONValue](sorted(tables)))
