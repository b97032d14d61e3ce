"""Why something about a friction or a need can't be done."""

from __future__ import annotations

from enum import StrEnum


class Obstacle(StrEnum):
    """What stands in the way."""

    SAYS_NOTHING = "says_nothing"
    TOO_LONG = "too_long"
    MINUTES = "minutes"
    PEOPLE = "people"
    NOT_OURS = "not_ours"
    PERSONAL = "personal"
    OWN = "own"
    SAID_ALREADY = "said_already"
    NOT_SAID = "not_said"
    SOLVED_ALREADY = "solved_already"
    NOTHING_TO_REOPEN = "nothing_to_reopen"
    MERGED = "merged"
    NOT_MERGED = "not_merged"
    SAME_ONE = "same_one"
    INTO_SOLVED = "into_solved"
    OTHER_READERS = "other_readers"
    WHAT_WAS_DONE = "what_was_done"
    REASON_MISSING = "reason_missing"
    MEANS_MISSING = "means_missing"
    DAY_PASSED = "day_passed"
    TAKEN_UP = "taken_up"
    LIFTED_ALREADY = "lifted_already"
    DOOR_CLOSED = "door_closed"
