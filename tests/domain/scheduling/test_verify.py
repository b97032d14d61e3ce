"""The verifier finds every kind of broken rule, so that its silence means something."""

from collections.abc import Mapping

import pytest

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)
from samsyn.domain.scheduling.verify import Breach, violations
from tests.support.scheduling import calendar

ROADMAP = Problem(
    calendar=calendar(10),
    people=(Person(key="Kim", presence=(100, 100, 100, 100, 100, 100, 0)),),
    assignments=(Assignment(person="Kim", role="developer", share=100),),
    initiatives=(
        Initiative(
            key="a",
            phases=(
                Phase(key="a1", weeks=2, demand={"developer": 60}, cost=60),
                Phase(key="a2", weeks=2, cost=60),
            ),
            fund="IT",
            earliest=1,
        ),
        Initiative(key="b", phases=(Phase(key="b1", weeks=1, demand={"developer": 60}),)),
        Initiative(key="c", phases=(Phase(key="c1", weeks=1, pinned=2),)),
    ),
    links=(Link(before="a1", after="a2", lag=1), Link(before="b", after="c")),
    budgets=(Budget(fund="IT", fiscal_year=2026, one_off=100),),
)
STARTS = {"a1": 1, "a2": 5, "b1": 0, "c1": 2}
FINISHES = {"a": 7, "b": 1, "c": 3}


def test_a_plan_that_holds_has_no_violations() -> None:
    assert violations(ROADMAP, Schedule(STARTS, FINISHES)) == []


@pytest.mark.parametrize(
    ("starts", "finishes", "breach"),
    [
        ({"a1": 0}, {}, Breach.TOO_EARLY),
        ({"a2": 9}, {"a": 11}, Breach.BEYOND_HORIZON),
        ({}, {"a": 6}, Breach.UNFINISHED),
        ({"a2": 3}, {}, Breach.ORDER),
        ({"b1": 1}, {"b": 2}, Breach.OVER_CAPACITY),
        ({"b1": 6}, {"b": 7}, Breach.OVER_CAPACITY),
        ({"a2": 4}, {}, Breach.OVER_BUDGET),
        ({"c1": 3}, {"c": 4}, Breach.PIN_MOVED),
        ({"x": 3}, {}, Breach.UNKNOWN),
    ],
)
def test_a_broken_rule_is_named(
    starts: Mapping[str, int], finishes: Mapping[str, int], breach: Breach
) -> None:
    broken = violations(ROADMAP, Schedule({**STARTS, **starts}, {**FINISHES, **finishes}))
    assert breach in {violation.breach for violation in broken}


def test_half_an_initiative_is_no_plan() -> None:
    starts = {key: week for key, week in STARTS.items() if key != "a2"}
    assert Breach.NOT_WHOLE in {v.breach for v in violations(ROADMAP, Schedule(starts, FINISHES))}
