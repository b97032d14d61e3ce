"""What the room tells those above it."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTriaged(Event):
    """It was decided what becomes of a need: `lift`, `solve` or `not_now`."""

    need_id: int
    outcome: str
