"""Every further rule, kept and then broken: the verifier says nothing, and then names it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import (
    Assignment,
    End,
    Initiative,
    Level,
    Link,
    Mode,
    Person,
    Phase,
    Problem,
    Share,
    Stock,
    Together,
)
from samsyn.domain.scheduling.verify import Breach, violations
from tests.support.scheduling import calendar

TEAM = (Person(key="Kim"), Person(key="Mo"))
HELD = (
    Assignment(person="Kim", role="developer", share=100),
    Assignment(person="Mo", role="developer", share=100),
)
ALL = Problem(
    calendar=calendar(12),
    people=TEAM,
    assignments=HELD,
    initiatives=(
        Initiative(
            key="law",
            track="mandated",
            levels=(Level(key="lowest"), Level(key="high", yearly_benefit=10)),
            phases=(
                Phase(key="read", weeks=1, demand={"developer": 50}),
                Phase(key="more", weeks=3, demand={"developer": 50}, level="high"),
                Phase(key="do", weeks=1, demand={"developer": 50}),
            ),
        ),
        Initiative(
            key="tool",
            phases=(
                Phase(
                    key="buy",
                    weeks=9,
                    modes=(
                        Mode(key="fast", weeks=1, uses={"licences": 3}),
                        Mode(key="slow", weeks=2, uses={"licences": 1}),
                    ),
                ),
                Phase(key="learn", weeks=1, uses={"licences": 2}),
            ),
        ),
        Initiative(key="rival", mandatory=False, phases=(Phase(key="try", weeks=1),)),
    ),
    links=(
        Link(before="read", after="more"),
        Link(before="more", after="do"),
        Link(before="buy", after="learn", lag=1, most=2, leaves=End.START, meets=End.FINISH),
    ),
    stocks=(Stock(key="licences", amount=3),),
    exclusive=(("tool", "rival"),),
    together=(Together(one="law", other="tool"),),
    shares=(Share(track="mandated", most=3), Share(track="challenge", least=90)),
)
STARTS = {"read": 0, "do": 1, "buy": 2, "learn": 3}
FINISHES = {"law": 2, "tool": 4}
CHOSEN = {"law": "lowest", "buy": "slow"}


def broken(
    problem: Problem,
    starts: Mapping[str, int],
    finishes: Mapping[str, int],
    chosen: Mapping[str, str],
) -> set[Breach]:
    """Check the plan with some of it changed."""
    plan = Schedule({**STARTS, **starts}, {**FINISHES, **finishes}, {**CHOSEN, **chosen})
    return {violation.breach for violation in violations(problem, plan)}


def test_a_plan_that_keeps_all_of_it_has_no_violations() -> None:
    loose = replace(ALL, shares=(Share(track="mandated", most=50),))
    assert broken(loose, {}, {}, {}) == set()


@pytest.mark.parametrize(
    ("starts", "finishes", "chosen", "breach"),
    [
        ({}, {}, {"law": "highest"}, Breach.NO_SUCH_CHOICE),
        ({}, {}, {"buy": "free"}, Breach.NO_SUCH_CHOICE),
        ({}, {}, {"law": "high"}, Breach.NOT_WHOLE),
        ({"more": 5}, {}, {}, Breach.NOT_WHOLE),
        ({"do": 0}, {}, {}, Breach.ORDER),
        ({"learn": 4}, {"tool": 5}, {}, Breach.TOO_LATE),
        ({"learn": 2}, {}, {}, Breach.OVER_STOCK),
        ({"try": 9}, {"rival": 10}, {}, Breach.BOTH_OF_ONE),
        ({"buy": 1, "learn": 2}, {"tool": 3}, {}, Breach.NOT_APART),
    ],
)
def test_a_broken_rule_is_named(
    starts: Mapping[str, int],
    finishes: Mapping[str, int],
    chosen: Mapping[str, str],
    breach: Breach,
) -> None:
    problem = replace(ALL, shares=())
    if breach is Breach.OVER_STOCK:
        chosen = {"buy": "fast"}
    assert breach in broken(problem, starts, finishes, chosen)


def test_a_track_that_takes_more_than_its_share_of_a_year_is_named() -> None:
    # Five weeks of two people are 1,000 percent; the law's two weeks take 100.
    for share, kept in (
        (Share(track="mandated", most=10), True),
        (Share(track="mandated", most=9), False),
        (Share(track="challenge", least=90), True),
        (Share(track="challenge", least=91), False),
    ):
        found = broken(replace(ALL, shares=(share,)), {}, {}, {})
        assert found == (set() if kept else {Breach.OVER_SHARE})


def test_a_level_that_is_decided_is_no_longer_open() -> None:
    law, *others = ALL.initiatives
    decided = replace(ALL, initiatives=(replace(law, level="high"), *others), shares=())
    assert Breach.NO_SUCH_CHOICE in broken(decided, {}, {}, {})


CREWED = Problem(
    calendar=calendar(6),
    people=(Person(key="Kim", presence=(100, 100, 0)), Person(key="Mo")),
    assignments=(
        Assignment(person="Kim", role="developer", share=100),
        Assignment(person="Mo", role="tester", share=50),
    ),
    initiatives=(
        Initiative(
            key="a",
            phases=(
                Phase(key="a1", weeks=2, demand={"developer": 60, "tester": 50}),
                Phase(key="a2", weeks=1, demand={"developer": 60}),
            ),
        ),
    ),
    same_people=True,
)
TEAMS = {"a1": {"developer": {"Kim": 60}, "tester": {"Mo": 50}}, "a2": {"developer": {"Kim": 60}}}


@pytest.mark.parametrize(
    ("starts", "teams", "breach"),
    [
        ({}, {}, None),
        ({}, {"a2": {}}, Breach.CREW),
        ({}, {"a2": {"developer": {"Mo": 60}}}, Breach.CREW),
        ({"a2": 1}, {}, Breach.OVERWORKED),
        ({"a2": 2}, {}, Breach.OVERWORKED),
    ],
)
def test_a_team_is_of_those_who_hold_the_role_and_have_the_time(
    starts: Mapping[str, int],
    teams: Mapping[str, Mapping[str, Mapping[str, int]]],
    breach: Breach | None,
) -> None:
    plan = Schedule({"a1": 0, "a2": 3, **starts}, {"a": 4}, {}, {**TEAMS, **teams})
    found = {violation.breach for violation in violations(CREWED, plan)}
    assert (breach in found) if breach else not found
