"""Clauses come from a pasted text, and are linked to the rules that check them."""

from __future__ import annotations

import pytest
from django.test import Client

from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from samsyn.apps.policy.public import link_clause_to_rule, unlink_clause_from_rule
from samsyn.apps.policy.services.paste_clauses import paste_clauses
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act
from tests.support.builders import Town

TEXT = "Foreword\n1. Nobody buys alone\nAll purchases must be cleared.\n2. Share.\n10. Last."


@pytest.fixture
def document(north: Town) -> SteeringDocument:
    """A document without clauses."""
    with north.arranging():
        return SteeringDocument.everything.create(name="Ten commandments", kind="principles")


def numbers(town: Town) -> list[str]:
    with town.looking():
        clauses = Clause.owned_by(town.administrator)
        return [c.number for c in sorted(clauses, key=lambda clause: clause.place)]


def clause(town: Town, document: SteeringDocument) -> Clause:
    with town.arranging():
        return Clause.everything.create(document=document, number="1", text="Share  what\nyou make")


def links(town: Town) -> list[str]:
    with town.looking():
        return sorted(ClauseRule.everything.values_list("rule_code", flat=True))


def test_a_clause_without_a_heading_is_named_by_its_text(
    north: Town, document: SteeringDocument
) -> None:
    assert str(clause(north, document)) == "1 Share what you make"


def test_a_pasted_text_becomes_clauses_in_order(north: Town, document: SteeringDocument) -> None:
    assert paste_clauses(north.administrator, document_id=document.pk, text=TEXT) == 3
    assert numbers(north) == ["1", "2", "10"]
    with north.looking():
        first = Clause.everything.get(number="1")
    assert (first.name, first.text) == ("Nobody buys alone", "All purchases must be cleared.")
    assert first.kind == "must"


def test_numbers_that_exist_or_stand_twice_are_all_refused_and_nothing_is_made(
    north: Town, document: SteeringDocument
) -> None:
    clause(north, document)
    with pytest.raises(Refused) as refusal:
        paste_clauses(north.administrator, document_id=document.pk, text="1. A\n2. B\n2. C")
    assert [(o.code, o.facts["number"]) for o in refusal.value.objections] == [
        ("number_twice", "2"),
        ("number_taken", "1"),
    ]
    assert numbers(north) == ["1"]


def test_linking_and_unlinking_are_told_in_the_history(
    north: Town, document: SteeringDocument
) -> None:
    pk = clause(north, document).pk
    for _again in range(2):
        link_clause_to_rule(north.administrator, clause_id=pk, rule_code="DIR-004")
    assert links(north) == ["DIR-004"]
    unlink_clause_from_rule(north.administrator, clause_id=pk, rule_code="DIR-004")
    assert links(north) == []
    with north.looking():
        names = set(Act.everything.values_list("name", flat=True))
    assert {"policy.link_clause_to_rule", "policy.unlink_clause_from_rule"} <= names


def test_a_rule_nobody_made_and_a_neighbours_clause_are_refused(
    north: Town, south: Town, document: SteeringDocument
) -> None:
    pk = clause(north, document).pk
    with pytest.raises(Refused) as refusal:
        link_clause_to_rule(south.administrator, clause_id=pk, rule_code="XXX-999")
    assert [o.code for o in refusal.value.objections] == ["rule_unknown", "clause_unknown"]
    assert links(north) == []


def test_the_page_shows_what_a_text_becomes_before_it_is_made(
    north: Town, document: SteeringDocument, client: Client
) -> None:
    client.force_login(north.user())
    address = f"/north/steering-documents/{document.pk}/paste/"
    shown = client.post(address, {"text": TEXT}).content.decode()
    assert "Nobody buys alone" in shown
    assert numbers(north) == []
    assert client.post(address, {"text": TEXT, "make": "1"}).status_code == 302
    assert numbers(north) == ["1", "2", "10"]
    refused = client.post(address, {"text": TEXT, "make": "1"})
    assert refused.status_code == 422
    assert "already has a clause 10" in refused.content.decode()
    assert client.post(address, {"text": "No numbers"}).status_code == 422


def test_rules_are_chosen_on_a_page_and_stand_in_the_margin(
    north: Town, document: SteeringDocument, client: Client
) -> None:
    client.force_login(north.user())
    pk = clause(north, document).pk
    page = f"/north/steering-documents/{document.pk}/"
    assert "Nothing checks this" in client.get(page).content.decode()
    chosen = {"rules": ["DIR-004", "DIR-005"]}
    assert client.post(f"/north/clauses/{pk}/rules/", chosen).status_code == 302
    assert links(north) == ["DIR-004", "DIR-005"]
    shown = client.get(page).content.decode()
    assert "Nothing checks this" not in shown
    assert "0 findings" in shown
    client.post(f"/north/clauses/{pk}/rules/", {"rules": ["DIR-005"]})
    assert links(north) == ["DIR-005"]
    assert "0 findings" in client.get(f"/north/clauses/{pk}/").content.decode()


@pytest.mark.parametrize("address", ["steering-documents/{0}/paste/", "clauses/{1}/rules/"])
def test_a_reader_may_not_and_the_neighbour_finds_nothing(
    north: Town, south: Town, document: SteeringDocument, client: Client, address: str
) -> None:
    path = address.format(document.pk, clause(north, document).pk)
    client.force_login(north.user(AccessRole.READER))
    assert client.get(f"/north/{path}").status_code == 403
    client.force_login(south.user())
    assert client.get(f"/south/{path}").status_code == 404


def test_a_shared_document_shows_its_clauses_to_the_federation(
    north: Town, south: Town, client: Client
) -> None:
    with north.arranging():
        row = SteeringDocument.everything.create(name="Shared", visibility="federation")
        Clause.everything.create(document=row, number="1", name="Ours alone")
    client.force_login(south.user(AccessRole.READER))
    page = client.get(f"/south/steering-documents/{row.pk}/")
    assert page.status_code == 200
    assert "Ours alone" not in page.content.decode()
