"""An identity number in free text is found wherever it was typed, and never repeated."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.rules.ker_001_identity_number import free_texts
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.organisation.public import Person
from samsyn.apps.policy.public import SteeringDocument
from samsyn.kernel.rules import all_rules
from tests.apps.checks.builders import document, findings, rename
from tests.apps.organisation.builders import person
from tests.support.builders import Town

TOLVANSSON = "19121212-1212"  # the tax agency's own example


def found(town: Town) -> list[Finding]:
    run_checks(town.id, codes=["KER-001"], today=date(2026, 6, 1))
    return findings(town, closed_at__isnull=True)


def test_it_is_found_in_any_free_text_and_its_owner_is_told(north: Town) -> None:
    anna = person(north)
    document(north, text=f"Ask personnummer {TOLVANSSON} about it.", owner=anna)
    (one,) = found(north)
    assert (one.title, one.severity, one.responsible_id) == ("bad policy", "high", anna.pk)
    assert one.facts == {"fields": ["text"], "count": 1}


def test_the_number_itself_is_not_repeated_in_the_finding(north: Town) -> None:
    document(north, f"Policy of {TOLVANSSON}")
    (one,) = found(north)
    assert "1212" not in f"{one.title}{one.facts}"
    assert one.title.startswith("Policy of ")


def test_it_goes_away_with_the_number(north: Town) -> None:
    row = document(north, f"Policy of {TOLVANSSON}")
    assert len(found(north)) == 1
    rename(north, row, "Policy of somebody")
    assert found(north) == []


@pytest.mark.parametrize("text", ["org.nr 556012-5790", "2026-06-01 kl 12.00", "Fund 123456"])
def test_other_numbers_are_left_alone(north: Town, text: str) -> None:
    document(north, text=text)
    assert found(north) == []


def test_every_noun_of_every_room_is_looked_through() -> None:
    assert {"name", "text", "decided_by"} <= set(free_texts()[SteeringDocument])
    assert "employee_id" in free_texts()[Person]
    assert "email" not in free_texts()[Person]


def test_every_rule_can_be_asked_and_has_a_code_of_its_own(north: Town) -> None:
    report = run_checks(north.id)
    assert report.troubled == []
    assert len({asked.code for asked in report.asked}) == len(all_rules())
