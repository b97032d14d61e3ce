"""Who votes, what the ballots say, and who decides where they are even."""

from __future__ import annotations

import pytest

from samsyn.domain.council.voting import Ballot, Rule, Tally, Verdict, count, may_vote

AYE, NO, NEITHER = Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAINS


@pytest.mark.parametrize(
    ("ballots", "rule", "chair", "verdict", "by_the_chair"),
    [
        ([], Rule.MAJORITY, None, Verdict.NOTHING_YET, False),
        ([AYE, AYE, NO], Rule.MAJORITY, NO, Verdict.APPROVED, False),
        ([AYE, NO, NO], Rule.MAJORITY, AYE, Verdict.REJECTED, False),
        ([AYE, NO], Rule.MAJORITY, AYE, Verdict.APPROVED, True),
        ([AYE, NO], Rule.MAJORITY, NO, Verdict.REJECTED, True),
        ([AYE, NO, NEITHER], Rule.MAJORITY, NEITHER, Verdict.CASTING_VOTE, False),
        ([NEITHER, NEITHER], Rule.MAJORITY, None, Verdict.CASTING_VOTE, False),
        ([AYE, NEITHER], Rule.CONSENSUS, None, Verdict.APPROVED, False),
        ([AYE, AYE, NO], Rule.CONSENSUS, AYE, Verdict.NO_CONSENSUS, False),
        ([NEITHER], Rule.CONSENSUS, None, Verdict.NO_CONSENSUS, False),
        ([NO, NO, AYE], Rule.CHAIR, AYE, Verdict.APPROVED, True),
        ([AYE, AYE], Rule.CHAIR, None, Verdict.CHAIR_HAS_NOT_SAID, False),
    ],
)
def test_ballots_amount_to_a_verdict(
    ballots: list[Ballot], rule: Rule, chair: Ballot | None, verdict: Verdict, by_the_chair: bool
) -> None:
    told = count(ballots, rule, chair)
    figures = (ballots.count(AYE), ballots.count(NO), ballots.count(NEITHER))
    assert told == Tally(*figures, verdict, by_the_chair)


@pytest.mark.parametrize(
    ("facts", "votes"),
    [
        ({}, True),
        ({"right": "speak"}, False),
        ({"right": "observe"}, False),
        ({"is_here": False}, False),
        ({"stands_aside": True}, False),
        ({"is_substitute": True}, False),
        ({"is_substitute": True, "stands_in": True}, True),
        ({"is_substitute": True, "stands_in": True, "right": "speak"}, False),
    ],
)
def test_only_those_with_the_right_who_are_here_and_have_no_conflict_vote(
    facts: dict[str, object], votes: bool
) -> None:
    usual = {
        "right": "vote",
        "is_substitute": False,
        "stands_in": False,
        "is_here": True,
        "stands_aside": False,
    }
    assert may_vote(**{**usual, **facts}) is votes  # type: ignore[arg-type]
