"""An organisation writes its own rules without code; same engine, same findings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.checks.models import OwnRule
from samsyn.apps.checks.queries.own_rules import matching, record_named
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.checks.services.own_rules import (
    OwnRuleDraft,
    delete_own_rule,
    save_own_rule,
)
from samsyn.apps.policy.models import Clause
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.findings.conditions import Compare, Condition, How
from samsyn.domain.findings.reconcile import Change
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.rules import Severity
from tests.apps.checks.builders import document, finding, findings
from tests.apps.organisation.builders import person
from tests.support.builders import Town

TODAY = date(2026, 6, 1)


def draft(*conditions: Condition, **facts: Any) -> OwnRuleDraft:
    usual: dict[str, Any] = {"name": "Policy without an owner", "record": "steering-documents"}
    return OwnRuleDraft(conditions=conditions, **{**usual, **facts})


def named(town: Town, *conditions: Condition) -> list[str]:
    record = record_named("steering-documents")
    assert record is not None
    with town.looking():
        rows = matching(town.administrator, record, conditions, TODAY)
        return sorted(row.name for row in rows)


NO_OWNER = Condition(field="owner", test=Compare.EMPTY)


def test_it_is_asked_like_any_other_rule(north: Town) -> None:
    rule = save_own_rule(
        north.administrator, draft=draft(NO_OWNER, severity=Severity.HIGH, fix="Name one.")
    )
    document(north, "Orphan")
    document(north, "Kept", owner=person(north))
    assert run_checks(north.id, codes=[rule.code]).changes[Change.OPENED] == 1
    found = finding(north)
    assert (found.title, found.severity, found.rule_code) == ("Orphan", "high", rule.code)


def test_the_owner_of_the_record_is_who_can_mend_it(north: Town) -> None:
    anna = person(north)
    condition = Condition(field="status", test=Compare.IS, value="planned")
    rule = save_own_rule(north.administrator, draft=draft(condition))
    document(north, "Mine", owner=anna)
    run_checks(north.id, codes=[rule.code])
    assert finding(north).responsible_id == anna.pk


def test_removing_it_closes_its_findings(north: Town) -> None:
    rule = save_own_rule(north.administrator, draft=draft(NO_OWNER))
    document(north, "Orphan")
    run_checks(north.id, codes=[rule.code])
    delete_own_rule(north.administrator, rule_id=rule.pk, reason="Nobody needs it.")
    run_checks(north.id)
    assert [f.closed_at is None for f in findings(north, rule_code=rule.code)] == [False]


@pytest.mark.parametrize(
    ("condition", "hits"),
    [
        (Condition(field="name", test=Compare.CONTAINS, value="new"), ["New"]),
        (Condition(field="name", test=Compare.IS, value="old"), ["Old"]),
        (Condition(field="name", test=Compare.IS_NOT, value="old"), ["New"]),
        (Condition(field="kind", test=Compare.IS, value="plan"), ["New"]),
        (Condition(field="kind", test=Compare.IS_NOT, value="plan"), ["Old"]),
        (Condition(field="owner", test=Compare.EMPTY), ["New"]),
        (Condition(field="owner", test=Compare.FILLED), ["Old"]),
        (Condition(field="owner", test=Compare.CONTAINS, value="berg"), ["Old"]),
        (Condition(field="decided_by", test=Compare.EMPTY), ["New"]),
        (Condition(field="decided_on", test=Compare.BEFORE, value="today"), ["Old"]),
        (Condition(field="decided_on", test=Compare.BEFORE, value="-365"), ["Old"]),
        (Condition(field="decided_on", test=Compare.BEFORE, value="-1000"), []),
        (Condition(field="decided_on", test=Compare.FROM, value="2025-01-01"), ["Old"]),
        (Condition(relation="owner", field="name", test=Compare.CONTAINS, value="anna"), ["Old"]),
        (
            Condition(relation="owner", field="working_share", test=Compare.BELOW, value="90"),
            ["Old"],
        ),
        (Condition(relation="clauses:document"), ["Old"]),
        (Condition(relation="clauses:document", how=How.NONE), ["New"]),
    ],
)
def test_what_a_condition_can_ask(north: Town, condition: Condition, hits: list[str]) -> None:
    old = document(
        north,
        "Old",
        owner=person(north, working_share=80),
        decided_on=date(2025, 1, 1),
        decided_by="Council",
    )
    document(north, "New", kind="plan")
    with north.arranging():
        Clause.everything.create(document=old, number="1", name="One", kind="should")
    assert named(north, condition) == hits


def test_conditions_on_related_rows_speak_of_one_and_the_same_row(north: Town) -> None:
    for name, kinds in {"Both": ("must", "should"), "One": ("must",)}.items():
        row = document(north, name)
        with north.arranging():
            for number, kind in enumerate(kinds):
                Clause.everything.create(document=row, number=str(number), name=kind, kind=kind)
    should = Condition(relation="clauses:document", field="kind", test=Compare.IS, value="should")
    second = Condition(relation="clauses:document", field="number", test=Compare.IS, value="1")
    first = Condition(relation="clauses:document", field="number", test=Compare.IS, value="0")
    assert named(north, should, second) == ["Both"]
    assert named(north, should, first) == []


def test_the_neighbours_shared_rows_are_not_asked_about(north: Town, south: Town) -> None:
    document(south, "Shared", visibility="public")
    assert named(north, NO_OWNER) == []


def test_everything_wrong_with_a_draft_is_said_at_once(north: Town) -> None:
    save_own_rule(north.administrator, draft=draft(NO_OWNER))
    wrong = [
        Condition(field="colour"),
        Condition(field="kind", test=Compare.BEFORE, value="x"),
        Condition(field="kind", test=Compare.IS, value="poem"),
        Condition(field="decided_on", test=Compare.BEFORE, value="soon"),
        Condition(relation="owner", field="working_share", test=Compare.BELOW, value="much"),
        Condition(field="name", test=Compare.IS),
        Condition(relation="nowhere", field="name"),
    ]
    with pytest.raises(Refused) as refusal:
        save_own_rule(north.administrator, draft=draft(*wrong))
    assert [(o.code, o.facts.get("number")) for o in refusal.value.objections] == [
        ("unknown_field", 1),
        ("unfit_test", 2),
        ("not_a_choice", 3),
        ("not_a_date", 4),
        ("not_a_number", 5),
        ("value_missing", 6),
        ("unknown_field", 7),
        ("name_taken", None),
    ]
    with north.looking():
        assert OwnRule.everything.count() == 1


def typed(**more: str) -> dict[str, str]:
    return {
        "record": "steering-documents",
        "name": "Policy without an owner",
        "severity": "low",
        "what-0": "owner",
        "test-0": "empty",
        **more,
    }


def test_it_is_written_on_a_page_that_shows_what_it_would_find(north: Town, client: Client) -> None:
    client.force_login(north.user())
    document(north, "Orphan")
    page = client.get("/north/rules/own/new/?record=steering-documents").content.decode()
    assert "there is one where" not in page  # nothing related is chosen yet
    answer = client.post("/north/rules/own/preview/", typed()).content.decode()
    assert "Orphan" in answer
    assert "<html" not in answer
    assert client.post("/north/rules/own/new/", typed()).status_code == 302
    with north.looking():
        rule = OwnRule.everything.get()
    assert rule.conditions == [{"what": "owner", "how": "some", "test": "empty", "value": ""}]
    page = client.get(f"/north/rules/own/{rule.pk}/").content.decode()
    assert "Orphan" in page
    assert client.get(f"/north/rules/{rule.code}/").status_code == 200
    assert client.post(f"/north/rules/own/{rule.pk}/delete/").status_code == 302


def test_without_a_script_the_button_shows_it_and_saves_nothing(
    north: Town, client: Client
) -> None:
    client.force_login(north.user())
    document(north, "Orphan")
    answer = client.post("/north/rules/own/new/", typed(name="", show="1"))
    assert "Orphan" in answer.content.decode()
    with north.looking():
        assert not OwnRule.everything.exists()


def test_a_bad_condition_is_refused_on_the_page(north: Town, client: Client) -> None:
    client.force_login(north.user())
    answer = client.post("/north/rules/own/new/", typed(**{"what-0": "colour"}))
    assert answer.status_code == 422
    assert "Condition 1: Choose what to look at." in answer.content.decode()


def test_only_who_may_configure_writes_rules(north: Town, south: Town, client: Client) -> None:
    rule = save_own_rule(north.administrator, draft=draft(NO_OWNER))
    client.force_login(north.user(AccessRole.READER))
    assert client.get("/north/rules/own/new/").status_code == 403
    client.force_login(south.user())
    assert client.get(f"/south/rules/own/{rule.pk}/").status_code == 404
    assert client.get(f"/south/rules/{rule.code}/").status_code == 404


def test_a_rule_behind_a_clause_shows_in_the_documents_margin(north: Town, client: Client) -> None:
    client.force_login(north.user())
    row = document(north, "Orphan")
    with north.arranging():
        clause = Clause.everything.create(document=row, number="1", name="Owners")
    rule = save_own_rule(north.administrator, draft=draft(NO_OWNER, clause_id=clause.pk))
    run_checks(north.id, codes=[rule.code])
    page = client.get(f"/north/steering-documents/{row.pk}/").content.decode()
    assert "Policy without an owner" in page
    assert "1 finding" in page


def test_the_day_counts_from_today(north: Town) -> None:
    document(north, "Soon", next_review=TODAY + timedelta(days=10))
    soon = Condition(field="next_review", test=Compare.BEFORE, value="+30")
    late = Condition(field="next_review", test=Compare.BEFORE, value="+5")
    assert (named(north, soon), named(north, late)) == (["Soon"], [])


def test_a_rule_about_a_kind_of_record_that_is_no_more_says_nothing(north: Town) -> None:
    rule = save_own_rule(north.administrator, draft=draft(NO_OWNER))
    document(north, "Orphan")
    run_checks(north.id, codes=[rule.code])
    with north.arranging():
        OwnRule.everything.filter(pk=rule.pk).update(record="poems")
    report = run_checks(north.id, codes=[rule.code])
    assert report.troubled == [rule.code]
    assert finding(north).closed_at is None
