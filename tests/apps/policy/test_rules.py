"""Documents that gather dust are found, and those that steer are left alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samsyn.apps.checks.public import configure_rule, run_checks
from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from tests.apps.checks.builders import findings
from tests.support.builders import Town

TODAY = date(2026, 6, 1)
LONG_AGO, LATELY = date(2025, 6, 1), date(2025, 6, 2)


def document(town: Town, name: str = "Policy", **facts: Any) -> SteeringDocument:
    usual: dict[str, Any] = {"status": "decided", "decided_on": LONG_AGO}
    with town.arranging():
        return SteeringDocument.everything.create(name=name, **{**usual, **facts})


def hits(town: Town, code: str) -> list[str]:
    report = run_checks(town.id, codes=[code], today=TODAY)
    assert report.troubled == []
    return sorted(f.title for f in findings(town, rule_code=code, closed_at__isnull=True))


def test_a_decided_document_that_nothing_refers_to_is_a_shelf_warmer(north: Town) -> None:
    document(north)
    assert hits(north, "DIR-004") == ["Policy"]


@pytest.mark.parametrize(
    "facts", [{"decided_on": LATELY}, {"status": "planned"}, {"status": "replaced"}]
)
def test_it_has_a_year_to_begin_to_steer(north: Town, facts: dict[str, Any]) -> None:
    document(north, **facts)
    assert hits(north, "DIR-004") == []


def test_a_document_above_and_one_below_refer_to_each_other(north: Town) -> None:
    above = document(north, "Strategy")
    document(north, "Plan", parent=above)
    assert hits(north, "DIR-004") == []


def test_a_clause_alone_is_no_reference_and_a_check_of_it_is(north: Town) -> None:
    row = document(north)
    with north.arranging():
        clause = Clause.everything.create(document=row, number="1", name="One")
    assert hits(north, "DIR-004") == ["Policy"]
    with north.arranging():
        ClauseRule.everything.create(clause=clause, rule_code="REG-001")
    assert hits(north, "DIR-004") == []


def test_the_organisation_says_how_long_is_too_long(north: Town) -> None:
    document(north, decided_on=LATELY)
    configure_rule(north.administrator, code="DIR-004", thresholds={"months": 6})
    assert hits(north, "DIR-004") == ["Policy"]


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        ({"next_review": date(2026, 5, 31)}, True),
        ({"next_review": TODAY}, False),
        ({"valid_until": date(2026, 5, 31)}, True),
        ({"valid_until": TODAY}, False),
        ({"next_review": date(2026, 5, 31), "status": "replaced"}, False),
        ({}, False),
    ],
)
def test_a_review_is_late_from_the_day_after(north: Town, facts: Any, *, late: bool) -> None:
    document(north, **facts)
    assert (hits(north, "DIR-005") == ["Policy"]) == late


def test_nearly_done_for_more_than_half_a_year_is_too_long(north: Town) -> None:
    for name, since in {"Long": date(2025, 11, 30), "Lately": date(2025, 12, 1)}.items():
        document(north, name, status="nearly_done", status_since=since)
    assert hits(north, "DIR-006") == ["Long"]


def test_a_new_status_is_dated_today_unless_somebody_says_since_when(north: Town) -> None:
    row = document(north, status="planned", status_since=LONG_AGO)
    with north.arranging():
        same = SteeringDocument.everything.get(pk=row.pk)
        same.decided_by = "Council"
        same.save()
        assert same.status_since == LONG_AGO
        same.status = "nearly_done"
        same.save()
        assert same.status_since > LONG_AGO
        same.status, same.status_since = "decided", LATELY
        same.save()
    with north.looking():
        assert SteeringDocument.everything.get(pk=row.pk).status_since == LATELY
