"""What a rule tells of money is for those who may see the money, wherever findings are shown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from samsyn.apps.checks.public import OwnRuleDraft, findings, run_checks, save_own_rule
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.findings.conditions import Compare, Condition
from samsyn.kernel import clock
from samsyn.kernel.rules import Severity
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.spend.test_settling import SELLER, read, supplier
from tests.support.builders import Town
from tests.support.invoices import Bill, Item

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.today()
DEAR = Bill(
    issued_on=TODAY - timedelta(days=10),
    due_on=TODAY + timedelta(days=20),
    items=(Item(price=Decimal(5000)),),
)


@pytest.fixture
def found(north: Town) -> None:
    """North has bought from somebody without an agreement, and has a rule of its own on it."""
    supplier(north)
    assert len(read(north, DEAR)) == 1
    draft = OwnRuleDraft(
        name="Any invoice",
        record="invoices",
        conditions=(Condition(field="number", test=Compare.FILLED),),
        severity=Severity.LOW,
        text="x",
        fix="y",
    )
    save_own_rule(north.administrator, draft=draft)
    run_checks(north.id)


def codes(actor: Actor) -> set[str]:
    with acting_for(actor):
        return {code[:4] for code in findings(actor).values_list("rule_code", flat=True)}


def test_who_may_see_invoices_sees_what_is_found_about_them(north: Town, found: None) -> None:
    assert {"REG-", "OWN-"} <= codes(north.person(AccessRole.CONTRIBUTOR))


def test_who_may_not_is_told_nothing(north: Town, found: None) -> None:
    reader = north.person(AccessRole.READER)
    with acting_for(reader):
        assert not findings(reader).filter(rule_code="REG-015").exists()
    assert "OWN-" not in codes(reader)


@pytest.mark.parametrize("path", ["findings/", "findings/export.json", "my-day/", "rules/"])
def test_no_page_or_file_tells_it_either(north: Town, found: None, path: str) -> None:
    client = Client()
    client.force_login(north.user(AccessRole.READER))
    answer = client.get(f"/north/{path}")

    assert answer.status_code == 200
    body = b"".join(answer) if answer.streaming else answer.content
    assert SELLER.name not in body.decode()
