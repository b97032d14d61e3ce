"""Findings open, keep their age, and close by themselves; what crashes says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.checks.models import Finding, RuleRun
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.checks.services.rule_settings import configure_rule
from samsyn.apps.policy.public import SteeringDocument
from samsyn.domain.findings.reconcile import Change
from samsyn.kernel import clock
from samsyn.kernel.rules import Hit, Parameter, Question, Severity
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.checks.builders import document, finding, findings, rename
from tests.apps.checks.conftest import Declare, bad_documents
from tests.apps.organisation.builders import person
from tests.support.builders import Town

MONDAY = datetime(2026, 6, 1, 8, tzinfo=timezone.get_default_timezone())
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def run(town: Town, at: datetime = MONDAY, **options: Any) -> dict[Change, int]:
    with clock.stopped_at(at):
        return dict(run_checks(town.id, **options).changes)


def crash(_question: Question) -> Iterable[Hit]:
    yield Hit(model=SteeringDocument, pk=1, title="half an answer")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def test_a_hit_opens_a_finding_with_all_one_needs_to_know(north: Town, declare: Declare) -> None:
    declare()
    anna = person(north)
    row = document(north, owner=anna)
    assert run(north)[Change.OPENED] == 1
    opened = finding(north)
    assert (opened.rule_code, opened.table_name) == ("TST-001", "policy_steeringdocument")
    assert (opened.subject_id, opened.title, opened.severity) == (row.pk, "bad policy", "medium")
    assert (opened.responsible_id, opened.visibility) == (anna.pk, "own")
    assert (opened.opened_at, opened.seen_on, opened.times) == (MONDAY, date(2026, 6, 1), 1)


def test_it_keeps_its_age_while_it_lasts(north: Town, declare: Declare) -> None:
    declare()
    document(north)
    run(north)
    assert sum(run(north, TUESDAY).values()) == 0
    assert (finding(north).opened_at, finding(north).seen_on) == (MONDAY, date(2026, 6, 2))


def test_it_closes_by_itself_and_reopens_as_the_same(north: Town, declare: Declare) -> None:
    declare()
    row = document(north)
    run(north)
    rename(north, row, "good policy")
    assert run(north, TUESDAY)[Change.RESOLVED] == 1
    closed = finding(north)
    assert (closed.closed_at, closed.closing) == (TUESDAY, "gone")
    rename(north, row, "bad again")
    assert run(north, WEDNESDAY)[Change.REOPENED] == 1
    back = finding(north)
    assert (back.pk, back.closed_at, back.closing) == (closed.pk, None, "")
    assert (back.opened_at, back.times, back.title) == (WEDNESDAY, 2, "bad again")


def test_what_it_says_follows_the_subject_and_its_age_stays(north: Town, declare: Declare) -> None:
    declare()
    row = document(north)
    run(north)
    rename(north, row, "still bad")
    assert run(north, TUESDAY)[Change.ALTERED] == 1
    assert (finding(north).title, finding(north).opened_at) == ("still bad", MONDAY)


def test_a_rule_that_crashed_says_nothing_and_harms_no_other(north: Town, declare: Declare) -> None:
    declare("TST-001")
    declare("TST-002")
    row = document(north)
    run(north)
    declare_again(declare, "TST-001", crash)
    rename(north, row, "good policy")
    run(north, TUESDAY)
    states = {f.rule_code: f.closed_at for f in findings(north)}
    assert states == {"TST-001": None, "TST-002": TUESDAY}
    with north.looking():
        troubled = RuleRun.owned_by(north.administrator).exclude(trouble="")
        assert [(r.rule_code, r.trouble) for r in troubled] == [("TST-001", "DataError")]


def declare_again(declare: Declare, code: str, answer: Any) -> None:
    from samsyn.kernel import rules  # noqa: PLC0415 - the registry itself

    del rules._RULES[code]  # noqa: SLF001 - as if a new version had been installed
    declare(code, answer=answer)


def test_a_deleted_subject_takes_its_finding_with_it(north: Town, declare: Declare) -> None:
    declare()
    row = document(north)
    run(north)
    with north.arranging():
        SteeringDocument.everything.filter(pk=row.pk).delete()
    assert run(north)[Change.RESOLVED] == 1


def test_only_the_rules_asked_for_are_asked(north: Town, declare: Declare) -> None:
    declare("TST-001")
    declare("TST-002")
    document(north)
    run(north, codes=["TST-002"])
    assert finding(north).rule_code == "TST-002"


def test_a_rule_that_is_no_more_leaves_no_finding_behind(north: Town, declare: Declare) -> None:
    declare()
    document(north)
    run(north)
    from samsyn.kernel import rules  # noqa: PLC0415

    del rules._RULES["TST-001"]  # noqa: SLF001
    assert run(north)[Change.RESOLVED] == 1


def test_the_neighbours_rows_give_no_findings_here(
    north: Town, south: Town, declare: Declare
) -> None:
    declare(answer=bad_documents)
    document(south, "bad but shared", visibility="federation")
    run(north)
    assert findings(north) == []


def test_nobody_else_ever_sees_a_finding(
    north: Town, south: Town, alliance: Town, declare: Declare
) -> None:
    declare()
    document(north, visibility="public")
    run(north)
    for town in (south, alliance):
        with acting_for(town.administrator):
            assert not Finding.everything.exists()
            assert not RuleRun.everything.exists()


def test_a_restricted_subject_has_a_restricted_finding(north: Town, declare: Declare) -> None:
    declare()
    document(north, visibility="restricted")
    run(north)
    assert finding(north).visibility == "restricted"
    reader = north.person()
    with acting_for(reader):
        assert not Finding.everything.exists()


def test_a_rule_switched_off_closes_its_findings_and_costs_them_no_age(
    north: Town, declare: Declare
) -> None:
    declare()
    document(north)
    run(north)
    configure_rule(north.administrator, code="TST-001", is_on=False, reason="Not for us.")
    assert run(north, TUESDAY)[Change.RESOLVED] == 1
    assert finding(north).closing == "off"
    configure_rule(north.administrator, code="TST-001", is_on=True)
    run(north, WEDNESDAY)
    assert (finding(north).opened_at, finding(north).closed_at) == (MONDAY, None)


def old_documents(question: Question) -> Iterable[Hit]:
    limit = question.today - timedelta(days=question.threshold("days"))
    rows = SteeringDocument.owned_by(question.actor).filter(status_since__lt=limit)
    for pk, name in rows.values_list("pk", "name"):
        yield Hit(model=SteeringDocument, pk=pk, title=name, facts={"limit": limit})


def test_thresholds_and_severity_hold_in_one_organisation_only(
    north: Town, south: Town, declare: Declare
) -> None:
    declare(answer=old_documents, parameters=[Parameter("days", "days", 30, "days")])
    for town in (north, south):
        document(town, status_since=date(2026, 5, 20))
    configure_rule(
        north.administrator, code="TST-001", severity=Severity.HIGH, thresholds={"days": 7}
    )
    assert (run(north)[Change.OPENED], run(south)[Change.OPENED]) == (1, 0)
    assert finding(north).severity == "high"
    assert finding(north).facts == {"limit": "2026-05-25"}
    assert sum(run(north).values()) == 0  # the date in the facts has not made it new


def test_a_row_named_twice_by_a_rule_is_one_finding(north: Town, declare: Declare) -> None:
    declare(answer=lambda q: [*bad_documents(q), *bad_documents(q)])
    document(north)
    assert run(north)[Change.OPENED] == 1


def test_the_queries_do_not_grow_with_what_is_found(
    north: Town, declare: Declare, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    declare()
    with north.arranging():
        for number in range(50):
            SteeringDocument.everything.create(name=f"bad {number}")
    with django_assert_num_queries(19):
        run(north)
    rows = findings(north)
    assert len(rows) == 50


@pytest.mark.parametrize("code", ["DIR-004", "DIR-005", "DIR-006"])
def test_the_rules_of_the_room_below_answer(north: Town, code: str) -> None:
    assert run(north, codes=[code]) == dict.fromkeys(Change, 0)
