"""Flows: two ends chosen by one list each, imported by name, never telling more than their ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.register.models import InformationFlow, OutsideParty
from tests.apps.register.conftest import Shelf
from tests.kernel.imports.conftest import Wizard
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet


@pytest.fixture
def wizard(client: Client, north: Town) -> Wizard:
    """A clerk who imports flows."""
    return Wizard(client, north, "flows")


def party(town: Town, **said: Any) -> OutsideParty:
    with town.arranging():
        return OutsideParty.everything.create(**said)


def flows(town: Town) -> list[InformationFlow]:
    with town.looking():
        return list(InformationFlow.everything.order_by("name", "pk"))


def test_the_form_asks_for_each_end_once(north: Town, shelf: Shelf, client: Client) -> None:
    one, other = shelf.system(name="Ledger"), party(north, name="Tax office")
    page = client.get("/north/flows/new/").content.decode()

    assert page.count('<optgroup label="From system">') == 1
    assert f'value="source_system:{one.pk}"' in page
    assert f'value="target_party:{other.pk}"' in page
    assert 'name="source_routine"' not in page

    chosen = {"source": f"source_system:{one.pk}", "target": f"target_party:{other.pk}"}
    answer = client.post("/north/flows/new/", {**chosen, "visibility": "own"})

    assert answer.status_code == 302
    assert [flow.name for flow in flows(north)] == ["Ledger → Tax office"]


def test_an_end_left_out_is_said_where_it_is_asked_for(
    north: Town, shelf: Shelf, client: Client
) -> None:
    one = shelf.system(name="Ledger")
    answer = client.post(
        "/north/flows/new/",
        {"source": f"source_system:{one.pk}", "target": "", "visibility": "own"},
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count('href="#id_target"') == 1
    assert f'value="source_system:{one.pk}" selected' in page
    assert flows(north) == []


def test_nothing_flows_from_a_thing_to_itself(north: Town, shelf: Shelf, client: Client) -> None:
    pk = shelf.system(name="Ledger").pk
    answer = client.post(
        "/north/flows/new/",
        {"source": f"source_system:{pk}", "target": f"target_system:{pk}", "visibility": "own"},
    )

    assert answer.status_code == 422
    assert "It cannot go to where it comes from." in answer.content.decode()


def test_changing_an_end_to_another_noun_leaves_one_end(
    north: Town, shelf: Shelf, client: Client
) -> None:
    one, two = shelf.system(name="Ledger"), shelf.system(name="Payroll")
    unit = shelf.unit(name="Finance")
    with north.arranging():
        flow = InformationFlow.everything.create(source_system=one, target_system=two)
    page = client.get(f"/north/flows/{flow.pk}/edit/").content.decode()
    assert f'value="target_system:{two.pk}" selected' in page

    client.post(
        f"/north/flows/{flow.pk}/edit/",
        {
            "source": f"source_system:{one.pk}",
            "target": f"target_unit:{unit.pk}",
            "visibility": "own",
            "revision": 1,
        },
    )

    (now,) = flows(north)
    assert (now.name, now.target_system_id, now.target_unit_id) == (
        "Ledger → Finance",
        None,
        unit.pk,
    )


def test_a_neighbours_system_cannot_be_an_end(
    north: Town, south: Town, shelf: Shelf, client: Client
) -> None:
    ours, theirs = shelf.system(name="Ledger"), Shelf(south).system(visibility="federation")
    answer = client.post(
        "/north/flows/new/",
        {
            "source": f"source_system:{ours.pk}",
            "target": f"target_system:{theirs.pk}",
            "visibility": "own",
        },
    )

    assert answer.status_code == 422
    assert flows(north) == []


def test_a_flow_reaches_no_further_than_its_ends(north: Town, shelf: Shelf) -> None:
    open_, closed = shelf.system(visibility="public"), shelf.system(visibility="restricted")
    with north.arranging():
        flow = InformationFlow.everything.create(
            source_system=open_, target_system=closed, visibility="federation"
        )

    assert flow.visibility == "restricted"


def test_a_sheet_says_to_of_systems_and_authorities_alike(
    north: Town, shelf: Shelf, wizard: Wizard
) -> None:
    shelf.system(name="Lifecare")
    shelf.system(name="Ekonomi")
    shelf.asset(name="Fakturor")
    party(north, name="Skatteverket")
    sheet = Spreadsheet().rows(
        [
            ["Från system", "Till system", "Informationsmängd", "Överföringssätt", "Krypterad"],
            ["Lifecare", "Ekonomi", "Fakturor", "Filöverföring", "Ja"],
            ["Ekonomi", "Skatteverket", "", "API", "Nej"],
        ]
    )
    wizard.upload(sheet.bytes)
    wizard.columns(column_3="means", column_4="encrypted")
    wizard.write()
    assert wizard.reasons() == {}

    found = flows(north)
    assert [flow.name for flow in found] == ["Ekonomi → Skatteverket", "Lifecare → Ekonomi"]
    with north.looking():
        assert [a.name for a in found[1].assets.all()] == ["Fakturor"]

    again = Wizard(wizard.client, north, "flows")
    again.upload(sheet.bytes)
    again.columns(column_3="means", column_4="encrypted")
    again.write()
    assert len(flows(north)) == 2


def test_a_name_that_two_nouns_bear_is_told_at_its_cell(
    north: Town, shelf: Shelf, wizard: Wizard
) -> None:
    shelf.system(name="Lifecare")
    shelf.unit(name="Visma")
    party(north, name="Visma")
    sheet = Spreadsheet().rows([["Från system", "Till system"], ["Lifecare", "Visma"]])
    wizard.upload(sheet.bytes)
    wizard.columns()

    assert wizard.reasons() == {"B2": "several_records"}
    assert flows(north) == []


def test_programs_name_the_end_itself(north: Town, shelf: Shelf, client: Client) -> None:
    from samsyn.kernel.access.grants import issue_token  # noqa: PLC0415

    one, two = shelf.system(name="Ledger"), shelf.system(name="Payroll")
    token = issue_token(north.user(), north.row, name="t", scopes=["read", "write"], until=None)
    headers = {"Authorization": f"Bearer {token}"}
    sent = json.dumps({"source_system": one.pk, "target_system": two.pk})
    made = client.post("/api/v1/flows", sent, content_type="application/json", headers=headers)

    assert made.status_code == 201, made.content
    assert made.json()["target_system"] == two.pk
