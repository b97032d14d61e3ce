"""What may be in the way of what is done while a meeting sits."""

from __future__ import annotations

from enum import StrEnum


class Hindrance(StrEnum):
    """Why an act at a meeting is refused."""

    NOT_SITTING = "meeting_not_sitting"
    CANNOT_OPEN = "meeting_cannot_open"
    NOT_ON_THE_AGENDA = "item_not_on_the_agenda"
    DEALT_WITH = "item_dealt_with"
    SAYS_NOTHING = "note_says_nothing"
    TOO_LONG = "note_too_long"
    GONE = "note_gone"
    NOT_AT_THE_MEETING = "not_at_the_meeting"
    NOT_A_SUBSTITUTE = "not_a_substitute"
    NOT_TO_STAND_IN_FOR = "not_to_stand_in_for"
    NO_NAME = "nobody_named_at_the_meeting"
    MAY_NOT_VOTE = "may_not_vote"
    NOT_BEING_VOTED_ON = "not_being_voted_on"
    NOTHING_TAKEN_TOGETHER = "nothing_taken_together"
    CHANGED_MEANWHILE = "note_changed_meanwhile"
    LOCKED = "meeting_minutes_locked"
    NOT_CLOSED = "meeting_not_closed"
    MINUTES_SENT = "meeting_minutes_sent"
    NO_REASON = "meeting_no_reason"
