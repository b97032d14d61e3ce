"""Hear that rows have changed, and have the rules that watch them asked again."""

from __future__ import annotations

from samsyn.apps.checks.services.queueing import queue_asking, queue_spreading
from samsyn.apps.checks.services.touching import touch
from samsyn.domain.access.actor import Actor
from samsyn.kernel.events import RowsChanged


def ask_again(actor: Actor, event: RowsChanged) -> None:
    """Queue the rules of this organisation; a change of the catalogue concerns them all."""
    touched = touch(actor.organisation_id, event.tables)
    if touched.here:
        queue_asking(actor.organisation_id)
    if touched.everywhere:
        queue_spreading(touched.everywhere)
