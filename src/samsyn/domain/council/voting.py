"""What a vote amounts to: who may vote, what the ballots say, and who decides an even one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Ballot(StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINS = "abstains"


class Rule(StrEnum):
    """By which rule a forum decides."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    CHAIR = "chair"


class Verdict(StrEnum):
    """What the ballots say about the proposal."""

    NOTHING_YET = "nothing_yet"
    APPROVED = "approved"
    REJECTED = "rejected"
    CASTING_VOTE = "casting_vote"
    """The ballots are even, and the chair has not voted for or against."""
    NO_CONSENSUS = "no_consensus"
    CHAIR_HAS_NOT_SAID = "chair_has_not_said"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted how, what follows from it, and whether the chair's vote was what decided."""

    votes_for: int
    votes_against: int
    votes_abstained: int
    verdict: Verdict
    by_the_chair: bool = False


def may_vote(
    *, right: str, is_substitute: bool, stands_in: bool, is_here: bool, stands_aside: bool
) -> bool:
    """Tell whether somebody votes on an item: has the right, is here, has no conflict of interest.

    A substitute votes only while standing in for a member.
    """
    takes_part = is_here and not stands_aside and right == "vote"
    return takes_part and (stands_in or not is_substitute)


def count(ballots: Iterable[Ballot], rule: Rule, of_the_chair: Ballot | None) -> Tally:
    """Return what the ballots amount to by the forum's rule.

    The chair's ballot is one of them. Even ballots fall as the chair voted (casting vote).
    """
    cast = list(ballots)
    ayes, noes = cast.count(Ballot.FOR), cast.count(Ballot.AGAINST)
    verdict, by_the_chair = _verdict(ayes, noes, len(cast), rule, of_the_chair)
    return Tally(ayes, noes, cast.count(Ballot.ABSTAINS), verdict, by_the_chair)


def _verdict(
    ayes: int, noes: int, cast: int, rule: Rule, of_the_chair: Ballot | None
) -> tuple[Verdict, bool]:
    if not cast:
        return Verdict.NOTHING_YET, False
    if rule is Rule.CONSENSUS:
        return (Verdict.NO_CONSENSUS if noes or not ayes else Verdict.APPROVED), False
    if rule is Rule.CHAIR:
        return _as_the_chair(of_the_chair, Verdict.CHAIR_HAS_NOT_SAID)
    if ayes == noes:
        return _as_the_chair(of_the_chair, Verdict.CASTING_VOTE)
    return (Verdict.APPROVED if ayes > noes else Verdict.REJECTED), False


def _as_the_chair(ballot: Ballot | None, otherwise: Verdict) -> tuple[Verdict, bool]:
    if ballot is Ballot.FOR:
        return Verdict.APPROVED, True
    if ballot is Ballot.AGAINST:
        return Verdict.REJECTED, True
    return otherwise, False
