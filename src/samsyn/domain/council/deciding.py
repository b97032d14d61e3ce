"""What a forum's decision asks for before it may be written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Trouble(StrEnum):
    """What keeps a decision from being made as it was typed."""

    FORUM_HAS_ENDED = "forum_has_ended"
    NOT_SITTING = "not_sitting"
    IS_A_BREAK = "is_a_break"
    NOT_OPEN = "not_open"
    ALREADY_DECIDED = "already_decided"
    MINUTES_ARE_FIXED = "minutes_are_fixed"

    NO_TEXT = "no_text"
    NO_QUORUM = "no_quorum"
    VOTES_SAY_NO = "votes_say_no"
    NOT_ALL_AGREE = "not_all_agree"
    NOBODY_DECIDED = "nobody_decided"
    NOT_YET_DECIDED = "not_yet_decided"
    WHY_NOT_AT_A_MEETING = "why_not_at_a_meeting"
    NO_REASON_FOR_NO = "no_reason_for_no"
    ENDS_BEFORE_IT_HOLDS = "ends_before_it_holds"
    REPLACED_ALREADY = "replaced_already"
    NOT_ITS_TO_REPLACE = "not_its_to_replace"
    ABOVE_MANDATE = "above_mandate"
    NO_MANDATE = "no_mandate"
    NOT_A_VOTER = "not_a_voter"
    NOTHING_TO_DECIDE = "nothing_to_decide"
    NOBODY_ABOVE = "nobody_above"
    IS_GONE = "is_gone"


class Outcome(StrEnum):
    """What was decided about a proposal."""

    APPROVED = "approved"
    REJECTED = "rejected"
    REFERRED = "referred"
    NOTED = "noted"


class Way(StrEnum):
    """How a decision is made."""

    MEETING = "meeting"
    CIRCULATION = "circulation"
    CHAIR = "chair"


class Agreement(StrEnum):
    """How a forum decides."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision as somebody typed it."""

    outcome: Outcome
    text: str
    name: str = ""
    reasoning: str = ""
    alternatives: str = ""
    basis: str = ""
    mandate: str = ""
    consequences: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    effective_on: date | None = None
    review_on: date | None = None
    expires_on: date | None = None
    come_back_on: date | None = None
    """When what is sent back comes back to a gate."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes that were counted."""

    votes_for: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        """How many said anything."""
        return self.votes_for + self.against + self.abstained


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Who decides: by which way, how many votes it takes, and how many are there."""

    way: Way
    by: Agreement
    needed: int
    here: int
    aside: int = 0
    tally: Tally | None = None
    is_live: bool = True


def troubles(ruling: Ruling, assembly: Assembly, today: date) -> Iterator[Objection]:
    """Name everything that speaks against this decision, whatever it moves."""
    on = ruling.decided_on or today
    if not assembly.is_live:
        yield Objection(Trouble.FORUM_HAS_ENDED)
    if not ruling.text.strip():
        yield Objection(Trouble.NO_TEXT, field="text")
    if on > today:
        yield Objection(Trouble.NOT_YET_DECIDED, field="decided_on")
    holds_from = ruling.effective_on or on
    if ruling.expires_on and ruling.expires_on < holds_from:
        yield Objection(Trouble.ENDS_BEFORE_IT_HOLDS, field="expires_on")
    if ruling.outcome is Outcome.REJECTED and not ruling.reasoning.strip():
        yield Objection(Trouble.NO_REASON_FOR_NO, field="reasoning")
    if assembly.way is Way.CHAIR:
        yield from _of_the_chair(ruling)
    elif ruling.outcome is not Outcome.NOTED:
        yield from _of_votes(ruling, assembly)


def _of_the_chair(ruling: Ruling) -> Iterator[Objection]:
    if not ruling.decided_by.strip():
        yield Objection(Trouble.NOBODY_DECIDED, field="decided_by")
    if not ruling.reasoning.strip():
        yield Objection(Trouble.WHY_NOT_AT_A_MEETING, field="reasoning")


def _of_votes(ruling: Ruling, assembly: Assembly) -> Iterator[Objection]:
    facts = {"needed": assembly.needed, "here": assembly.here, "aside": assembly.aside}
    if assembly.here < assembly.needed:
        circulated = assembly.way is Way.CIRCULATION
        yield Objection(Trouble.NO_QUORUM, {**facts, "circulated": int(circulated)})
    tally = assembly.tally
    if tally is None or ruling.outcome is not Outcome.APPROVED:
        return
    told = {"votes_for": tally.votes_for, "against": tally.against}
    if assembly.by is Agreement.MAJORITY and tally.against > tally.votes_for:
        yield Objection(Trouble.VOTES_SAY_NO, told, field="outcome")
    if assembly.by is Agreement.CONSENSUS and tally.against:
        yield Objection(Trouble.NOT_ALL_AGREE, told, field="outcome")


def above_mandate(amounts: list[Decimal], most: Decimal | None, above: str) -> Iterator[Objection]:
    """Say so where the money is more than the forum decides about, and whom it must ask."""
    asked = sum(amounts, Decimal(0))
    if most is not None and asked > most:
        facts = {"amount": str(asked), "most": str(most), "above": above}
        yield Objection(Trouble.ABOVE_MANDATE, facts)


def number_of(prefix: str, year: int, nth: int) -> str:
    """Return what a decision is called in the register: `ER 2026:14`."""
    return f"{prefix} {year}:{nth}"


def prefix_of(short_name: str, name: str) -> str:
    """Return what a forum's numbers begin with: its short name, or its initials."""
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalnum())
    return (short_name.strip() or initials.upper() or "D")[:20]


def nth_of(number: str) -> int:
    """Return which of its year a decision is, by its number; 0 for a number of another kind."""
    last = number.rpartition(":")[2]
    return int(last) if last.isdecimal() else 0
