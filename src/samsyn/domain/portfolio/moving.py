"""Moving an initiative between the tracks, which changes who owns it and what is flexible."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from samsyn.domain.portfolio.course import ENDED, State
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import Objection


class Snag(StrEnum):
    """What keeps an initiative in its track."""

    IS_THERE_ALREADY = "is_there_already"
    HAS_ENDED = "has_ended"
    REASON_NEEDED = "reason_needed"


def snags(*, now: Track, to: Track, state: State, reason: str) -> Iterator[Objection]:
    """Name everything that speaks against moving it."""
    if now is to:
        yield Objection(Snag.IS_THERE_ALREADY, field="track")
    if state in ENDED:
        yield Objection(Snag.HAS_ENDED, {"state": state.value})
    if not reason.strip():
        yield Objection(Snag.REASON_NEEDED, field="reason")
