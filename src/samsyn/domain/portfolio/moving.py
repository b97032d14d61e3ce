"""Moving an initiative between the tracks, which changes who owns it and what is flexible."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from samsyn.domain.portfolio.stages import ENDED, State
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import Objection


class Snag(StrEnum):
    """What keeps an initiative in its track."""

    IS_THERE_ALREADY = "is_there_already"
    HAS_ENDED = "has_ended"
    REASON_NEEDED = "reason_needed"
    ANSWERS_ITSELF = "answers_itself"
    ANSWERS_NO_CHALLENGE = "answers_no_challenge"


def snags(
    *,
    now: Track,
    to: Track,
    state: State,
    reason: str,
    answers: Track | None = None,
    answers_itself: bool = False,
) -> Iterator[Objection]:
    """Name everything that speaks against moving it.

    `answers` is the track of the challenge that it becomes part of the answer to. To stay in the
    track and become part of an answer is a move too.
    """
    if now is to and answers is None and not answers_itself:
        yield Objection(Snag.IS_THERE_ALREADY, field="track")
    if state in ENDED:
        yield Objection(Snag.HAS_ENDED, {"state": state.value})
    if answers_itself:
        yield Objection(Snag.ANSWERS_ITSELF, field="part_of")
    elif answers is not None and answers is not Track.CHALLENGE:
        yield Objection(Snag.ANSWERS_NO_CHALLENGE, field="part_of")
    if not reason.strip():
        yield Objection(Snag.REASON_NEEDED, field="reason")
