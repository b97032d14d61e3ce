"""What the checks find of needs and friction, at the boundary, and what they leave alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from samsyn.apps.needs.models import FrictionReport, Need
from samsyn.apps.needs.public import look_at_friction
from samsyn.apps.organisation.public import Person, Unit
from samsyn.kernel import clock
from samsyn.kernel.rules import Hit, Question, rule_by_code
from tests.apps.needs.conftest import Office
from tests.support.builders import Town


def ask(town: Town, code: str, **thresholds: int) -> list[Hit]:
    rule = rule_by_code(code)
    assert rule is not None
    known = {p.name: p.default for p in rule.parameters} | thresholds
    with town.looking():
        return list(
            rule.answer(Question(actor=town.administrator, today=clock.today(), parameters=known))
        )


def aged(office: Office, days: int, **said: Any) -> FrictionReport:
    friction = office.friction(**said)
    with office.town.arranging():
        FrictionReport.owned_by(office.town.administrator).filter(pk=friction.pk).update(
            reported_on=clock.today() - timedelta(days=days)
        )
    return friction


def test_costly_friction_that_nobody_looked_at_is_found_with_who_can_mend_it(
    office: Office, north: Town
) -> None:
    with north.arranging():
        boss = Person.everything.create(name="Bo")
        Unit.owned_by(north.administrator).filter(pk=office.school.pk).update(manager=boss)
    found = aged(office, 31, minutes=274, unit_id=office.school.pk)
    aged(office, 30, minutes=2000)
    aged(office, 300, minutes=272)
    seen = aged(office, 300, minutes=2000)
    look_at_friction(north.administrator, friction_id=seen.pk)

    (hit,) = ask(north, "NEE-003")

    assert (hit.pk, hit.facts, hit.responsible) == (
        found.pk, {"hours": 201, "days": 31}, boss.pk,
    )  # fmt: skip
    rule = rule_by_code("NEE-003")
    assert rule
    assert rule.says(hit.facts) == "It costs 201 hours a year; nobody has looked at it for 31 days."
    assert len(ask(north, "NEE-003", hours=100)) == 2


def test_a_need_waits_ninety_days_and_not_one_more(office: Office, north: Town) -> None:
    today = clock.today()
    late = office.need(name="Late", collected_on=today - timedelta(days=91))
    office.need(name="In time", collected_on=today - timedelta(days=90))
    office.need(name="Done", collected_on=today - timedelta(days=900), state="not_now")

    (hit,) = ask(north, "NEE-004")

    assert (hit.pk, hit.facts) == (late.pk, {"days": 91})


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({}, "It says neither which goal it serves nor what kind of problem it is."),
        ({"goal": "More time"}, "It does not say what kind of problem it is."),
        ({"cynefin": "clear"}, "It does not say which goal it serves."),
        ({"goal": "More time", "cynefin": "clear"}, ""),
    ],
)
def test_a_need_to_be_taken_up_says_its_goal_and_its_kind(
    office: Office, north: Town, columns: dict[str, str], told: str
) -> None:
    office.need(name="Not asked yet")
    lifted = office.need(name="Lifted", state="triaged", **columns)

    hits = ask(north, "NEE-002")

    rule = rule_by_code("NEE-002")
    assert rule
    assert [(hit.pk, rule.says(hit.facts)) for hit in hits] == ([(lifted.pk, told)] if told else [])


def test_a_neighbours_rows_are_nobody_elses_findings(
    office: Office, north: Town, south: Town
) -> None:
    aged(office, 99, minutes=2000)
    office.need(collected_on=clock.today() - timedelta(days=999))
    with north.arranging():
        FrictionReport.owned_by(north.administrator).update(visibility="public")
        Need.owned_by(north.administrator).update(visibility="public", state="triaged")

    assert [ask(south, code) for code in ("NEE-002", "NEE-003", "NEE-004")] == [[], [], []]
