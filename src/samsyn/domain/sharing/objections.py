"""Why something can't be offered, taken or decided."""

from __future__ import annotations

from enum import StrEnum


class Obstacle(StrEnum):
    """What stands in the way."""

    NOT_SHAREABLE = "not_shareable"
    RESTRICTED = "restricted"
    PERSONAL = "personal"
    NOT_OFFERED = "not_offered"
    OUR_OWN = "our_own"
    TAKEN_ALREADY = "taken_already"
    CHANGED_SINCE = "changed_since"
    REASON_MISSING = "reason_missing"
    THANKED_ALREADY = "thanked_already"
    ROW_GONE = "row_gone"
    ROW_HELD = "row_held"
    ADOPT_FIRST = "adopt_first"
    NOT_A_FEDERATION = "not_a_federation"
    NOT_A_MEMBER = "not_a_member"
    YEAR_NOT_OVER = "year_not_over"  # year
    HANDED_OUT_ALREADY = "handed_out_already"
    REASONS_MISSING = "reasons_missing"
    DECIDED_LATER = "decided_later"
