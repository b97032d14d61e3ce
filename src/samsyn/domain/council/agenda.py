"""An agenda as time: when each line begins, whether it fits, what a decision still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from samsyn.domain.shared.refusal import Objection

MOST_LINES = 60
LONGEST_LINE = 600
"""Minutes: ten hours on one line is a slip of the finger."""


class Flaw(StrEnum):
    """What is wrong with an agenda, a call or an answer."""

    CHANGED_MEANWHILE = "agenda_changed_meanwhile"
    NOT_IN_THE_BACKLOG = "not_in_the_backlog"
    TOO_MANY_LINES = "too_many_lines"
    NO_TITLE = "no_title"
    TIME_OUT_OF_RANGE = "time_out_of_range"
    BEGUN = "meeting_has_begun"
    ENDS_BEFORE = "ends_before_it_begins"
    IN_THE_PAST = "meeting_in_the_past"
    NOTHING_ON_IT = "nothing_on_the_agenda"
    NOBODY_TO_CALL = "nobody_to_call"
    NO_PROPOSAL = "no_proposal"
    NO_BASIS = "no_basis"
    NO_CONSEQUENCES = "no_consequences"
    NOT_CALLED = "not_called"
    NOT_YOURS = "not_yours_to_answer"
    NO_REASON = "no_reason"
    SITS_THERE_ALREADY = "sits_there_already"
    NOBODY_NAMED = "nobody_named"
    NO_ADDRESS = "no_address"
    SUBSTITUTE_OF_ANOTHER = "substitute_of_another"


class Proposed(Protocol):
    """What is asked of an item before a call may go out."""

    name: str
    number: str
    proposal: str
    basis: str
    consequences: str


@dataclass(frozen=True, slots=True)
class Slot:
    """When one line begins and ends."""

    begins: datetime
    ends: datetime


def slots(starts_at: datetime, minutes: Iterable[int]) -> list[Slot]:
    """Return when each line begins and ends; each follows the one before it."""
    found, now = [], starts_at
    for length in minutes:
        after = now + timedelta(minutes=length)
        found.append(Slot(now, after))
        now = after
    return found


def overrun(starts_at: datetime, ends_at: datetime, minutes: Sequence[int]) -> int:
    """Return by how many minutes the lines outlast the meeting; below zero is what is left."""
    room = (ends_at - starts_at) // timedelta(minutes=1)
    return sum(minutes) - room


def lacking(decisions: Iterable[Proposed]) -> Iterator[Objection]:
    """Yield everything that items to be decided lack: proposal, basis, consequences."""
    for item in decisions:
        facts = {"item": item.name, "number": item.number}
        if not item.proposal.strip():
            yield Objection(Flaw.NO_PROPOSAL, facts)
        if not item.basis.strip():
            yield Objection(Flaw.NO_BASIS, facts)
        if not item.consequences.strip():
            yield Objection(Flaw.NO_CONSEQUENCES, facts)
