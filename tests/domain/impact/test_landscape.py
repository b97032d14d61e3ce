"""Levels and stops are told by name, with the way they came."""

from datetime import date

import pytest

from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.dependence import Dependence, Need, Why
from samsyn.domain.impact.landscape import By, Kind, Landscape, Link, Thing
from samsyn.domain.impact.overriding import Contradiction, Decision, Ground, objections_to

JOURNALS = Thing(Kind.ASSET, 1)
CARE, REPORTS, PLATFORM = (Thing(Kind.SYSTEM, number) for number in (1, 2, 3))
SITE, UNIT, ROUTINE = Thing(Kind.SITE, 1), Thing(Kind.UNIT, 1), Thing(Kind.ROUTINE, 1)
SECRET = Aspect.CONFIDENTIALITY
HOLDS = Link(JOURNALS, CARE, By.HOLDS)
ALL_OF_IT = Link(CARE, REPORTS, By.FLOW, 7)
RUNS_ON = Link(REPORTS, PLATFORM, By.HOSTS)


def test_a_level_is_told_with_the_way_it_came() -> None:
    land = Landscape.of({JOURNALS: {SECRET: 3}}, {}, [HOLDS, ALL_OF_IT, RUNS_ON])
    assert land.levels(PLATFORM) == {SECRET: 3}
    way = land.why(PLATFORM, SECRET)
    assert [step.thing for step in way] == [JOURNALS, CARE, REPORTS, PLATFORM]
    assert [step.link for step in way] == [None, HOLDS, ALL_OF_IT, RUNS_ON]


def test_what_nobody_has_classified_has_no_level_and_no_reason() -> None:
    land = Landscape.of({}, {}, [HOLDS])
    assert land.level(CARE, SECRET) is None
    assert land.why(CARE, SECRET) == ()
    assert land.level(UNIT, SECRET) is None
    assert land.why(UNIT, SECRET) == ()
    assert land.worked_out(UNIT, SECRET) is None


def test_a_flow_that_names_its_information_carries_only_that() -> None:
    maps = Thing(Kind.ASSET, 2)
    own = {JOURNALS: {SECRET: 4}, maps: {SECRET: 1}}
    named = Link(maps, REPORTS, By.CARRIES, 7)
    land = Landscape.of(own, {}, [HOLDS, Link(maps, CARE, By.HOLDS), named])
    assert land.level(CARE, SECRET) == 4
    assert land.level(REPORTS, SECRET) == 1


def test_a_decision_says_what_it_hides_and_what_it_would_change() -> None:
    links = [HOLDS, ALL_OF_IT, RUNS_ON]
    land = Landscape.of({JOURNALS: {SECRET: 3}}, {(CARE, SECRET): 1}, links)
    assert land.level(REPORTS, SECRET) == 1
    assert [step.thing for step in land.why(REPORTS, SECRET)] == [CARE, REPORTS]
    assert land.worked_out(CARE, SECRET) == 3
    assert land.decide(CARE, SECRET, None) == {CARE, REPORTS, PLATFORM}
    assert land.level(PLATFORM, SECRET) == 3
    assert land.decide(REPORTS, SECRET, 4) == {REPORTS, PLATFORM}


@pytest.mark.parametrize(
    ("level", "ground", "told"),
    [
        (1, Ground.DISTRIBUTION, []),
        (4, Ground.ACCUMULATION, []),
        (3, Ground.DISTRIBUTION, [Contradiction.DISTRIBUTION_RAISES]),
        (1, Ground.ACCUMULATION, [Contradiction.ACCUMULATION_LOWERS]),
        (2, Ground.ACCUMULATION, [Contradiction.SAME_LEVEL]),
        (5, Ground.ACCUMULATION, [Contradiction.NO_SUCH_LEVEL]),
    ],
)
def test_distribution_cannot_raise_and_accumulation_cannot_lower(
    level: int, ground: Ground, told: list[Contradiction]
) -> None:
    today = date(2026, 11, 22)
    decision = Decision(
        level=level, worked_out=2, ground=ground, reason="Few", next_review=date(2026, 11, 23)
    )
    assert [objection.code for objection in objections_to(decision, today)] == told


def test_a_decision_needs_something_to_differ_from_a_reason_and_a_day() -> None:
    today = date(2026, 11, 22)
    decision = Decision(
        level=2, worked_out=None, ground=Ground.DISTRIBUTION, reason=" ", next_review=today
    )
    assert [objection.code for objection in objections_to(decision, today)] == [
        Contradiction.NOTHING_WORKED_OUT,
        Contradiction.NO_REASON,
        Contradiction.REVIEW_PASSED,
    ]


def test_what_does_harm_first_stands_first() -> None:
    needs = [
        Need(SITE, CARE, Why.RUNS_ON),
        Need(CARE, REPORTS, Why.RECEIVES, 24),
        Need(CARE, ROUTINE, Why.USES, 4),
        Need(ROUTINE, UNIT, Why.WORKS_WITH),
    ]
    stops = Dependence.of(needs).stops([SITE], {CARE: 8, ROUTINE: 2, REPORTS: 72})
    assert [(stop.thing, stop.hour, stop.harm_hour) for stop in stops] == [
        (SITE, 0, 0),
        (ROUTINE, 4, 6),
        (UNIT, 4, 6),
        (CARE, 0, 8),
        (REPORTS, 24, 96),
    ]
    assert stops[2].chain == (
        (SITE, None),
        (CARE, needs[0]),
        (ROUTINE, needs[2]),
        (UNIT, needs[3]),
    )


def test_what_nothing_leans_on_stops_alone() -> None:
    (stop,) = Dependence.of([Need(SITE, CARE, Why.RUNS_ON)]).stops([PLATFORM], {})
    assert (stop.thing, stop.hour, stop.tolerable, stop.chain) == (
        PLATFORM,
        0,
        None,
        ((PLATFORM, None),),
    )
