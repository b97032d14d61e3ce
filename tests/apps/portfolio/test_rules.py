"""The portfolio's rules hit what they say, at the boundary, and leave the rest alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.apps.portfolio.models import Dependency, Initiative
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.rules import Hit, Question, rule_by_code
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

TODAY = date(2026, 3, 2)


def hits(town: Town, code: str, **thresholds: int) -> list[Hit]:
    rule = rule_by_code(code)
    assert rule is not None
    actor = samsyn_for(town.id)
    parameters = {parameter.name: parameter.default for parameter in rule.parameters} | thresholds
    with acting_for(actor):
        question = Question(actor=actor, today=TODAY, parameters=parameters)
        return list(rule.answer(question))


def titles(town: Town, code: str, **thresholds: int) -> set[str]:
    return {hit.title for hit in hits(town, code, **thresholds)}


def said(town: Town, code: str) -> list[str]:
    rule = rule_by_code(code)
    assert rule is not None
    return [rule.says(hit.facts) for hit in hits(town, code)]


def test_a_challenge_belongs_to_politics_or_management(north: Town) -> None:
    for level in ("political", "executive", "department", "it", ""):
        a.initiative(north, f"at {level}", track="challenge", owner_level=level)
    a.initiative(north, "mandated", track="mandated", owner_level="department")
    a.initiative(north, "stopped", track="challenge", state="stopped")

    assert titles(north, "POR-001") == {"at department", "at it", "at "}


def test_a_mandated_solution_is_not_owned_by_it(north: Town) -> None:
    a.initiative(north, "theirs", track="mandated", owner_level="it")
    a.initiative(north, "ours", track="mandated", owner_level="department")
    a.initiative(north, "security", track="prerequisite", owner_level="it")
    a.initiative(north, "closed", track="mandated", owner_level="it", state="closed")

    assert titles(north, "POR-002") == {"theirs"}


def test_an_ambition_counts_once_it_is_decided(north: Town) -> None:
    chosen = {"ambition": "lowest"}
    a.initiative(north, "none", track="mandated", state="proposed")
    a.initiative(north, "chosen", track="mandated", **chosen)
    a.initiative(north, "decided", track="mandated", **chosen, ambition_decided_on=TODAY)
    a.initiative(north, "idea", track="mandated", state="idea")
    a.initiative(north, "delivered", track="mandated", state="delivered")

    assert titles(north, "POR-003") == {"none", "chosen"}
    assert set(said(north, "POR-003")) == {
        "No level of ambition is chosen for this mandated solution.",
        "The ambition (as little as the law asks) is chosen, and not decided.",
    }


def test_a_benefit_has_an_owner_and_a_value_before(north: Town) -> None:
    anna = a.person(north)
    a.initiative(north, "bare", owner=anna)
    a.initiative(north, "idea", state="idea")
    row = a.initiative(north, "rich")
    a.benefit(row, north, name="whole", owner=anna, baseline=0)
    a.benefit(row, north, name="nobody's", baseline=1)
    a.benefit(row, north, name="blind", owner=anna)
    a.benefit(row, north, name="empty")

    found = {hit.title: (hit.facts["lacks"], hit.responsible) for hit in hits(north, "POR-004")}

    assert found == {
        "bare": ("benefit", anna.pk),
        "nobody's": ("owner", None),
        "blind": ("baseline", anna.pk),
        "empty": ("both", None),
    }


def running(town: Town, name: str, start: date, weeks: int) -> Initiative:
    row = a.initiative(town, name, state="running", started_on=start)
    a.phase(row, town, weeks)
    return row


@pytest.mark.parametrize(("days_after", "met"), [(27, {"First", "Second"}), (28, set())])
def test_two_meet_on_a_system_only_while_both_are_at_work(
    north: Town, days_after: int, met: set[str]
) -> None:
    system = a.system(north, "Treserva")
    first = running(north, "First", TODAY, 4)
    second = running(north, "Second", TODAY + timedelta(days=days_after), 4)
    a.touches(north, first, system)
    a.touches(north, second, system)

    assert titles(north, "POR-007") == met


@pytest.mark.parametrize("kind", list(Dependency.Kind))
def test_who_has_agreed_on_an_order_or_to_coordinate_is_left_alone(north: Town, kind: str) -> None:
    system = a.system(north)
    first, second = running(north, "First", TODAY, 4), running(north, "Second", TODAY, 4)
    for row in (first, second):
        a.touches(north, row, system)
    assert titles(north, "POR-007") == {"First", "Second"}

    a.follows(north, second, first, kind=kind)

    assert titles(north, "POR-007") == set()


@pytest.mark.parametrize(("asked", "met"), [(21, {"First", "Second"}), (20, set())])
def test_two_meet_in_a_bottleneck_when_it_cannot_carry_both(
    north: Town, asked: int, met: set[str]
) -> None:
    narrow, wide = a.role(north, "Security"), a.role(north, "Developer")
    a.holds(north, a.person(north), narrow, 40)
    a.holds(north, a.person(north), wide, 51)
    for name, share in (("First", 20), ("Second", asked)):
        row = a.initiative(north, name)
        a.phase(row, north, 4, {narrow: share, wide: 50})

    assert titles(north, "POR-007") == met
    if met:
        assert said(north, "POR-007")[0] == (
            "In the same narrow role at the same time: Second (Security)."
        )


def test_the_mandated_share_is_measured_in_work_and_only_above_the_threshold(north: Town) -> None:
    lead = a.role(north)
    for track, weeks in (("mandated", 8), ("challenge", 2)):
        a.phase(a.initiative(north, track=track), north, weeks, {lead: 100})
    a.initiative(north, "no work yet", track="mandated")

    assert hits(north, "POR-009") == []
    assert [hit.facts for hit in hits(north, "POR-009", share=79)] == [
        {"share": 80, "counted": "work"}
    ]


def test_without_planned_work_initiatives_are_counted(north: Town) -> None:
    for _ in range(5):
        a.initiative(north, track="mandated")
    assert said(north, "POR-009") == ["100 % of all initiatives are mandated by others."]

    a.initiative(north, track="challenge")
    assert said(north, "POR-009") == ["83 % of all initiatives are mandated by others."]
    a.initiative(north, track="challenge")
    assert said(north, "POR-009") == []


def test_an_empty_portfolio_has_no_share(north: Town) -> None:
    assert hits(north, "POR-009", share=0) == []


def test_nothing_is_built_on_what_is_retired(north: Town) -> None:
    old, new = a.system(north, "Old", stage="retired"), a.system(north, "New")
    for state in ("decided", "running", "delivered"):
        row = a.initiative(north, state, state=state)
        a.touches(north, row, old)
        a.touches(north, row, new)

    assert titles(north, "POR-012") == {"decided", "running"}
    assert set(said(north, "POR-012")) == {"It builds on what is retired: Old."}


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("POR-001", 2),
        ("POR-002", 2),
        ("POR-003", 2),
        ("POR-004", 2),
        ("POR-007", 10),  # a query a table: units and what was let be are two of them
        ("POR-009", 2),
        ("POR-012", 1),
    ],
)
def test_a_rule_asks_few_questions_however_much_there_is(
    north: Town, far: Town, code: str, most: int
) -> None:
    lead, old = a.role(north), a.system(north, "Old", stage="retired")
    a.holds(north, a.person(north), lead, 20)
    for number in range(12):
        row = a.initiative(north, track=("challenge", "mandated")[number % 2], owner_level="it")
        a.phase(row, north, 4, {lead: 15})
        a.touches(north, row, old)
        a.benefit(row, north)

    with CaptureQueriesContext(connection) as asked:
        assert hits(north, code, **({"share": 10} if code == "POR-009" else {}))
    assert len([query for query in asked if "set_config" not in query["sql"]]) <= most
    assert hits(far, code) == []
