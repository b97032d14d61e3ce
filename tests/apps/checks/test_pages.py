"""People see what is wrong, why, whose it is and where it is mended; and never close it by hand."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.checks.models import Acceptance, Delegation
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.checks.services.rule_settings import configure_rule
from samsyn.apps.checks.services.settling import accept_finding
from samsyn.apps.policy.models import Clause
from samsyn.apps.policy.public import SteeringDocument, link_clause_to_rule
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act, User
from samsyn.kernel.rules import Law, Parameter
from tests.apps.checks.builders import document, finding
from tests.apps.checks.conftest import Declare
from tests.apps.organisation.builders import person
from tests.support.builders import Town

MONDAY = datetime(2026, 6, 1, 8, tzinfo=timezone.get_default_timezone())
MOST_QUERIES = 12


@pytest.fixture
def clerk(north: Town, client: Client) -> User:
    """Somebody at north with every permission, signed in."""
    user = north.user(AccessRole.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def bad(north: Town, declare: Declare) -> SteeringDocument:
    """A document that a rule has found, on the first Monday of June."""
    declare(basis=[Law("GDPR", "28(3)")], parameters=[Parameter("days", "days", 30, "days")])
    row = document(north, owner=person(north, "Anna Berg"))
    with clock.stopped_at(MONDAY):
        run_checks(north.id)
    return row


def html(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/north/{address}")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_says_what_is_wrong_and_whose_it_is(
    clerk: User, client: Client, bad: SteeringDocument
) -> None:
    page = html(client, "findings/")
    for words in ("bad policy is bad.", "Anna Berg", "Medium", "TST-001"):
        assert words in page


def test_the_list_costs_the_same_however_long(
    clerk: User,
    client: Client,
    north: Town,
    declare: Declare,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    declare()
    anna = person(north)
    with north.arranging():
        for number in range(120):
            SteeringDocument.everything.create(name=f"bad {number}", owner=anna)
    run_checks(north.id)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = html(client, "findings/?page=2&severity=medium")
    assert "Page 2 of 3" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?severity=medium", True),
        ("?severity=high", False),
        ("?rule=TST-001", True),
        ("?rule=TST-002", False),
        ("?who=-", False),
        ("?state=accepted", False),
        ("?state=closed", False),
        ("?q=bad", True),
        ("?q=good", False),
        ("?sort=-since&page=999999&who=x%00", True),
    ],
)
def test_the_list_is_narrowed_by_its_address(
    clerk: User, client: Client, bad: SteeringDocument, query: str, *, shown: bool
) -> None:
    assert ("bad policy is bad." in html(client, f"findings/{query}")) == shown


def test_the_page_tells_why_by_what_law_and_where_it_is_mended(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    with north.arranging():
        clause = Clause.everything.create(document=bad, number="3", name="Nothing bad")
    link_clause_to_rule(north.administrator, clause_id=clause.pk, rule_code="TST-001")
    page = html(client, f"findings/{finding(north).pk}/")
    for words in ("Bad is bad.", "GDPR 28(3)", "3 Nothing bad", "Anna Berg", "Make it good."):
        assert words in page
    assert f'href="/north/steering-documents/{bad.pk}/edit/"' in page


def test_the_rule_itself_may_say_where_it_is_mended(
    clerk: User, client: Client, north: Town, declare: Declare
) -> None:
    declare(fix_url=lambda hit: f"/mend/{hit.pk}/{hit.model.__name__}")
    row = document(north)
    run_checks(north.id)
    assert f"/mend/{row.pk}/SteeringDocument" in html(client, f"findings/{finding(north).pk}/")


def test_accepting_takes_it_away_until_the_day_after_the_date(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    with clock.stopped_at(MONDAY):
        answer = client.post(
            f"/north/findings/{finding(north).pk}/accept/",
            {"reason": "The new one is coming.", "until": "2026-06-30"},
        )
        assert answer.status_code == 302
        assert "bad policy is bad." not in html(client, "findings/")
        assert "bad policy is bad." in html(client, "findings/?state=accepted")
    with clock.stopped_at(MONDAY + timedelta(days=29)):
        assert "bad policy is bad." not in html(client, "findings/")
    with clock.stopped_at(MONDAY + timedelta(days=30)):
        assert "bad policy is bad." in html(client, "findings/")
    with north.looking():
        act = Act.everything.get(name="checks.accept_finding")
        assert (act.reason, act.user_id) == ("The new one is coming.", clerk.pk)


def test_an_acceptance_can_be_taken_back(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    pk = finding(north).pk
    tomorrow = clock.today() + timedelta(days=1)
    accept_finding(north.administrator, finding_id=pk, reason="Soon.", until=tomorrow)
    client.post(f"/north/findings/{pk}/withdraw/")
    with north.looking():
        assert not Acceptance.everything.exists()


def test_a_refusal_names_every_objection_and_changes_nothing(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    address = f"/north/findings/{finding(north).pk}/accept/"
    answer = client.post(address, {"reason": " ", "until": "2020-01-01"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    with pytest.raises(Refused) as refusal:
        accept_finding(
            north.administrator, finding_id=finding(north).pk, reason="", until=date(2020, 1, 1)
        )
    assert [o.code for o in refusal.value.objections] == ["reason_missing", "date_past"]
    with north.looking():
        assert not Acceptance.everything.exists()


def test_it_can_be_assigned_and_then_is_that_persons(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    bo = person(north, "Bo Ek")
    client.post(f"/north/findings/{finding(north).pk}/assign/", {"person": bo.pk})
    assert "bad policy is bad." in html(client, f"findings/?who={bo.pk}")
    client.post(f"/north/findings/{finding(north).pk}/assign/", {"person": ""})
    with north.looking():
        assert not Delegation.everything.exists()


def test_somebody_of_another_town_can_not_be_asked(
    clerk: User, client: Client, north: Town, south: Town, bad: SteeringDocument
) -> None:
    stranger = person(south, "Stranger", visibility="public")
    client.post(f"/north/findings/{finding(north).pk}/assign/", {"person": stranger.pk})
    with north.looking():
        assert not Delegation.everything.exists()


@pytest.mark.parametrize("deed", ["accept", "withdraw", "assign"])
def test_a_reader_may_look_and_not_settle(
    client: Client, north: Town, bad: SteeringDocument, deed: str
) -> None:
    client.force_login(north.user(AccessRole.READER))
    page = html(client, f"findings/{finding(north).pk}/")
    assert "/accept/" not in page
    assert client.post(f"/north/findings/{finding(north).pk}/{deed}/").status_code == 403


@pytest.mark.parametrize("where", ["", "accept/", "withdraw/", "assign/"])
def test_the_neighbour_town_cannot_even_find_it(
    client: Client, north: Town, south: Town, bad: SteeringDocument, where: str
) -> None:
    client.force_login(south.user())
    send = client.post if where else client.get
    assert send(f"/south/findings/{finding(north).pk}/{where}").status_code == 404
    answer = client.get("/south/findings/?state=open")
    assert "bad policy" not in answer.content.decode()


def test_the_records_page_shows_its_findings_for_one_query_more(
    clerk: User, client: Client, bad: SteeringDocument
) -> None:
    page = html(client, f"steering-documents/{bad.pk}/")
    assert "bad policy is bad." in page
    assert "Make it good." in page


def test_the_margin_of_a_document_counts_what_its_clauses_find(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    with north.arranging():
        kept = Clause.everything.create(document=bad, number="1", name="Kept")
        Clause.everything.create(document=bad, number="2", name="Unkept")
    link_clause_to_rule(north.administrator, clause_id=kept.pk, rule_code="TST-001")
    page = html(client, f"steering-documents/{bad.pk}/")
    assert "A bad document" in page
    assert "1 finding" in page
    assert page.count("Nothing checks this") == 1


def test_the_rules_page_tells_what_each_found_and_what_could_not_be_asked(
    clerk: User, client: Client, north: Town, declare: Declare, bad: SteeringDocument
) -> None:
    def crash(_question: object) -> list[object]:
        raise LookupError

    declare("TST-002", title="A rule that breaks", answer=crash)
    run_checks(north.id)
    page = html(client, "rules/")
    for words in ("A bad document", "GDPR 28(3)", "could not be asked", "LookupError"):
        assert words in page
    client.force_login(north.user(AccessRole.READER))
    assert "LookupError" not in html(client, "rules/")


def test_a_rule_is_switched_off_with_a_reason_only(
    clerk: User, client: Client, north: Town, bad: SteeringDocument
) -> None:
    refused = client.post("/north/rules/TST-001/", {"reason": "", "threshold_days": "30"})
    assert refused.status_code == 422
    typed = {"reason": "Not for us.", "severity": "high", "threshold_days": "7"}
    assert client.post("/north/rules/TST-001/", typed).status_code == 302
    run_checks(north.id)
    assert finding(north).closing == "off"
    assert "Not for us." in html(client, "rules/")
    with pytest.raises(Refused):
        configure_rule(north.administrator, code="TST-001", is_on=False)


def test_the_findings_can_be_taken_away_whole(
    clerk: User, client: Client, bad: SteeringDocument
) -> None:
    lines = json.loads(client.get("/north/findings/export.json").content)
    assert [(line["rule"], line["who"], line["since"]) for line in lines] == [
        ("TST-001", "Anna Berg", "2026-06-01")
    ]
    csv = client.get("/north/findings/export.csv").content.decode("utf-8-sig")
    assert "bad policy is bad." in csv
    assert client.get("/north/findings/export.xlsx").content.startswith(b"PK")
    assert client.get("/north/findings/export.pdf").status_code == 404


def test_every_rule_can_be_asked_now(clerk: User, client: Client, bad: SteeringDocument) -> None:
    answer = client.post("/north/rules/run/")
    assert answer.status_code == 302
    assert "Asking every rule" in html(client, answer["Location"].removeprefix("/north/"))
