"""Why a round can't be started, answered or settled."""

from __future__ import annotations

from enum import StrEnum


class Obstacle(StrEnum):
    """What stands in the way."""

    UNKNOWN_NOUN = "unknown_noun"
    NOTHING_TO_ASK = "nothing_to_ask"
    NOTHING_ASKED = "nothing_asked"
    DEADLINE_PASSED = "deadline_passed"
    CLOSED = "closed"
    SETTLED_ALREADY = "settled_already"
    WHO_THEN = "who_then"
    ROW_GONE = "row_gone"
