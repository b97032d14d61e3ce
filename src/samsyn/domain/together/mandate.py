"""What a change of mandate touches, and what must then be decided about it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What ends."""

    MEMBER = "member"
    LEADER = "leader"
    FUNDING = "funding"
    FORUM = "forum"


class Touched(StrEnum):
    """What sort of thing rests on it; each asks a question of its own."""

    SEAT = "seat"
    CHAIR = "chair"
    DUTY = "duty"
    ACTION = "action"
    POLL = "poll"
    PARTICIPATION = "participation"
    TIME = "time"
    TAKEN = "taken"
    INITIATIVE = "initiative"
    MONEY = "money"
    MEETING = "meeting"
    BACKLOG = "backlog"
    DECISION = "decision"
    FORUM = "forum"
    ACCESS = "access"


#: What can simply be given a last day by whoever settles the change; the rest asks for a decision
#: that is made where the thing itself is kept.
CAN_BE_ENDED = frozenset({Touched.SEAT, Touched.CHAIR, Touched.PARTICIPATION})


class Fault(StrEnum):
    """Why something cannot be settled."""

    UNDECIDED = "undecided"
    NOT_TOUCHED = "not_touched"
    CANNOT_BE_ENDED = "cannot_be_ended"
    IS_SETTLED = "is_settled"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_DECISION = "no_decision"
