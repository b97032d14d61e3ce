"""Polls: what a member may answer and when, and what keeps an act on a poll from being done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where one member stands in one poll."""

    LEAD = "lead"
    JOIN = "join"
    FOLLOW = "follow"
    NO = "no"
    WAITING = "waiting"


#: Who does the work, sits on the seats and shares the cost.
TAKES_PART = frozenset({Standing.LEAD, Standing.JOIN})


class Course(StrEnum):
    """How far a poll has come."""

    DRAFT = "draft"
    ASKED = "asked"
    ENDED = "ended"
    SETTLED = "settled"


class PollFlaw(StrEnum):
    """Why an act on a poll can't be done as asked."""

    NOBODY_ASKED = "nobody_asked"
    NOT_IN_CIRCLE = "not_in_circle"
    DEADLINE_PASSED = "deadline_passed"
    NOT_ASKED_YET = "not_asked_yet"
    NOT_OPEN = "not_open"
    WE_ARE_NOT_ASKED = "we_are_not_asked"
    ANSWER_STANDS = "answer_stands"
    MANDATE_MISSING = "mandate_missing"
    HOURS_MISSING = "hours_missing"
    MONEY_MISSING = "money_missing"
    ANSWERED_ITSELF = "answered_itself"
    NOTHING_TO_SHARE = "nothing_to_share"
    NO_INITIATIVE = "no_initiative"
    NOBODY_TAKES_PART = "nobody_takes_part"
    ALREADY_SHARED = "already_shared"
    NOT_TAKING_PART = "not_taking_part"
    LEFT_BACKWARDS = "left_backwards"
    HAS_LOCAL_INITIATIVE = "has_local_initiative"
    NOT_A_MAIL_ADDRESS = "not_a_mail_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of those asked stand where."""

    asked: int
    yes: int
    follow: int
    no: int
    waiting: int


def tally(standings: Iterable[str]) -> Tally:
    """Count where those who were asked stand."""
    counted = Counter(standings)
    return Tally(
        asked=counted.total(),
        yes=counted[Standing.LEAD] + counted[Standing.JOIN],
        follow=counted[Standing.FOLLOW],
        no=counted[Standing.NO],
        waiting=counted[Standing.WAITING],
    )


def is_late(answered_on: date, deadline: date) -> bool:
    """Tell whether an answer came after the last day; on that day it is in time."""
    return answered_on > deadline


def may_answer(*, state: str, deadline: date, today: date, has_answered: bool) -> bool:
    """Tell whether a member may answer now.

    An answer may be changed until the last day, that day included. Who has said nothing by then
    may still answer once, also when the poll is settled: it joins, or does not, as it stands.
    """
    if state == Course.DRAFT:
        return False
    open_still = state == Course.ASKED and not is_late(today, deadline)
    return open_still or not has_answered
