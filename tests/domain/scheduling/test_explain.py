"""Why this date: the first cause is found, and named with its weeks, people and money."""

from dataclasses import replace

from samsyn.domain.scheduling.bindings import Bind
from samsyn.domain.scheduling.explain import explain
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
from tests.support.scheduling import calendar

NEED = {"developer": 60}
ROADMAP = Problem(
    calendar=calendar(30),
    people=(Person(key="Kim", presence=(*[100] * 10, *[50] * 4)),),
    assignments=(Assignment(person="Kim", role="developer", share=100),),
    initiatives=(
        Initiative(
            key="portal",
            phases=(
                Phase(key="design", weeks=2),
                Phase(key="build", weeks=4, demand=NEED),
            ),
        ),
        Initiative(key="archive", phases=(Phase(key="move", weeks=4, demand=NEED),)),
    ),
    links=(Link(before="design", after="build", lag=1),),
)


def test_a_phase_that_follows_another_says_which_and_how_long_it_waits() -> None:
    found = explain(ROADMAP, Schedule({"design": 0, "build": 3}, {"portal": 7}))
    assert [(b.code, dict(b.facts)) for b in found["build"].bindings] == [
        (Bind.PREDECESSOR, {"before": "design", "finish": 2, "lag": 1})
    ]
    assert found["design"].bindings[0].code is Bind.PLAN_BEGINS


def test_a_full_role_names_its_holders_its_weeks_and_who_takes_it() -> None:
    plan = Schedule({"design": 0, "build": 3, "move": 14}, {"portal": 7, "archive": 18})
    found = explain(ROADMAP, replace(plan, starts={**plan.starts, "move": 7}))
    assert [(b.code, dict(b.facts)) for b in found["move"].bindings] == [
        (
            Bind.ROLE_FULL,
            {
                "role": "developer",
                "percent": 60,
                "first_week": 6,
                "last_week": 6,
                "free_percent": 40,
                "holders": ("Kim",),
                "taken_by": ("build",),
            },
        )
    ]
    assert [(step.phase, step.binding.code) for step in found["move"].chain] == [
        ("move", Bind.ROLE_FULL),
        ("build", Bind.PREDECESSOR),
        ("design", Bind.PLAN_BEGINS),
    ]


def test_absence_is_told_apart_from_work_that_takes_the_time() -> None:
    found = explain(ROADMAP, Schedule({"move": 14}, {"archive": 18}))
    binding = found["move"].bindings[0]
    assert binding.code is Bind.ROLE_AWAY
    assert (binding.facts["first_week"], binding.facts["last_week"]) == (13, 13)
    assert "taken_by" not in binding.facts


def test_a_given_week_a_pin_and_a_published_week_are_told_apart() -> None:
    phases = (
        Phase(key="given", weeks=1, earliest=4),
        Phase(key="runs", weeks=1, pinned=2),
        Phase(key="told", weeks=1),
        Phase(key="loose", weeks=1),
    )
    problem = Problem(
        calendar=calendar(30),
        initiatives=(Initiative(key="all", phases=phases),),
        published={"told": 5},
    )
    found = explain(problem, Schedule({"given": 4, "runs": 2, "told": 5, "loose": 6}, {"all": 7}))
    assert {key: explanation.bindings[0].code for key, explanation in found.items()} == {
        "given": Bind.EARLIEST,
        "runs": Bind.PINNED,
        "told": Bind.PUBLISHED,
        "loose": Bind.COULD_BE_EARLIER,
    }


def test_money_that_comes_next_year_is_named_with_what_is_left() -> None:
    phases = (Phase(key="buy", weeks=1, cost=500), Phase(key="train", weeks=1, cost=300))
    problem = Problem(
        calendar=calendar(30),
        initiatives=(Initiative(key="tool", phases=phases, fund="IT"),),
        budgets=(Budget(fund="IT", fiscal_year=2026, one_off=600),),
    )
    found = explain(problem, Schedule({"buy": 0, "train": 5}, {"tool": 6}))
    assert [(b.code, dict(b.facts)) for b in found["train"].bindings] == [
        (Bind.MONEY, {"fund": "IT", "fiscal_year": 2026, "amount": 300, "left": 100})
    ]
