"""Hear that rows have changed, and have what follows from them worked out again."""

from __future__ import annotations

from samsyn.apps.register.services.queue_reckoning import queue_reckoning
from samsyn.apps.register.services.reckon_levels import TABLES, touch_levels
from samsyn.domain.access.actor import Actor
from samsyn.kernel.events import RowsChanged


def reckon_again(actor: Actor, event: RowsChanged) -> None:
    """Let the systems' levels wait to be worked out where something they come from has changed."""
    if event.tables & TABLES:
        touch_levels(actor.organisation_id)
        queue_reckoning(actor.organisation_id)
