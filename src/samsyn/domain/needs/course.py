"""The course of a friction and of a need: in which state it is, and where it may go from there."""

from __future__ import annotations

from enum import StrEnum


class FrictionState(StrEnum):
    """What has become of what somebody reported."""

    REPORTED = "reported"
    LOOKED_AT = "looked_at"
    SOLVED = "solved"
    LIFTED = "lifted"
    NOT_NOW = "not_now"


class NeedState(StrEnum):
    """How far a need has come: collected, triaged, and then one of three ends."""

    COLLECTED = "collected"
    TRIAGED = "triaged"
    TAKEN_UP = "taken_up"
    SOLVED = "solved"
    NOT_NOW = "not_now"


class Outcome(StrEnum):
    """What triage decides about a need."""

    LIFT = "lift"
    SOLVE = "solve"
    NOT_NOW = "not_now"


STATE_AFTER = {
    Outcome.LIFT: NeedState.TRIAGED,
    Outcome.SOLVE: NeedState.SOLVED,
    Outcome.NOT_NOW: NeedState.NOT_NOW,
}
UNSETTLED = (FrictionState.REPORTED, FrictionState.LOOKED_AT)  # somebody still waits for an answer
COSTING = (
    FrictionState.REPORTED,
    FrictionState.LOOKED_AT,
    FrictionState.LIFTED,
    FrictionState.NOT_NOW,
)  # the minutes are lost until it is solved, whatever was answered
