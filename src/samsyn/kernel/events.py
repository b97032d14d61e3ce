"""How a lower app tells the apps above it that something happened.

There is no registration magic: `samsyn.config.wiring` is the whole switchboard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from samsyn.domain.access.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened, named in the past tense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsChanged(Event):
    """A use-case was committed that changed rows of these tables."""

    tables: frozenset[str]


Handler = Callable[[Actor, Any], None]
Wiring = Mapping[type[Event], Sequence[Handler]]


@cache
def switchboard() -> Wiring:
    """Load the one table that says who listens to what."""
    wiring: Wiring = import_string(settings.SAMSYN_WIRING)
    return wiring


def publish(actor: Actor, event: Event) -> None:
    """Call every listener now, in wiring order: inside the transaction, but for `RowsChanged`."""
    for handle in switchboard()[type(event)]:
        handle(actor, event)
