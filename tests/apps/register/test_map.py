"""The map shows ours and only ours, narrowed on the server, each thing in its own place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import InformationFlow, MapPlaces, OutsideParty, Routine, System
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.imports import bulk
from samsyn.kernel.models import Task
from samsyn.kernel.tasks import perform
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

DATA = "/north/register/map/data/"


def flow(town: Town, **said: Any) -> InformationFlow:
    with town.arranging():
        assets = said.pop("assets", ())
        made = InformationFlow.everything.create(**said)
        made.assets.set(assets)
        return made


def told(client: Client, query: str = "", address: str = DATA) -> dict[str, Any]:
    answer = client.get(address + query)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def names(map_: dict[str, Any]) -> list[str]:
    return [node[1] for node in map_["nodes"]]


@pytest.fixture
def town(north: Town, shelf: Shelf) -> dict[str, Any]:
    """Three systems in a row, an authority abroad, a routine, and a system nobody talks to."""
    unit, supplier = shelf.unit(name="School office"), shelf.supplier(name="Maker")
    pupils = shelf.system(
        name="Pupils", unit=unit, product=shelf.product(name="P", supplier=supplier)
    )
    meals, alone = shelf.system(name="Meals"), shelf.system(name="Alone")
    grades = shelf.asset(pupils, name="Grades", personal_data="sensitive")
    shelf.classification(grades, confidentiality=3)
    with north.arranging():
        authority = OutsideParty.everything.create(name="Authority", country="US")
        routine = Routine.everything.create(name="Enrol", unit=unit)
    first = flow(north, source_system=pupils, target_system=meals, encrypted="no", assets=[grades])
    flow(north, source_system=meals, target_party=authority, leaves_eea="yes")
    flow(north, source_routine=routine, target_system=pupils)
    return {
        "pupils": pupils,
        "meals": meals,
        "alone": alone,
        "authority": authority,
        "grades": grades,
        "flow": first,
        "unit": unit,
    }


def test_the_map_tells_levels_flows_and_places(town: dict[str, Any], client: Client) -> None:
    map_ = told(client)
    nodes = {node[1]: node for node in map_["nodes"]}
    index = {node[1]: number for number, node in enumerate(map_["nodes"])}

    assert sorted(nodes) == ["Alone", "Authority", "Enrol", "Meals", "Pupils"]
    assert [nodes[name][2] for name in ("Pupils", "Meals", "Authority", "Alone")] == [3, 3, 3, -1]
    assert nodes["Authority"][3] == 1
    assert nodes["Pupils"][3] == 4
    assert sorted(map_["edges"]) == sorted(
        [
            [index["Pupils"], index["Meals"], 0, 3, 1, 1],
            [index["Meals"], index["Authority"], 0, 3, 2, 1],
            [index["Enrol"], index["Pupils"], 0, -1, 0, 1],
        ]
    )
    assert len({tuple(node[5:]) for node in map_["nodes"]}) == 5


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?level=3", ["Authority", "Meals", "Pupils"]),
        ("?leaves=yes", ["Authority", "Meals"]),
        ("?personal=sensitive", ["Meals", "Pupils"]),
        ("?kind=system", ["Alone", "Meals", "Pupils"]),
        ("?aspect=integrity&level=2", []),
        ("?level=nonsense&kind=dragon&asset=x", ["Alone", "Authority", "Enrol", "Meals", "Pupils"]),
    ],
)
def test_what_is_not_asked_for_is_left_out(
    town: dict[str, Any], client: Client, query: str, left: list[str]
) -> None:
    assert sorted(names(told(client, query))) == left


def test_one_asset_shows_where_it_lies_and_goes(town: dict[str, Any], client: Client) -> None:
    assert sorted(names(told(client, f"?asset={town['grades'].pk}"))) == ["Meals", "Pupils"]


def test_focus_shows_so_many_steps_around(town: dict[str, Any], client: Client) -> None:
    key = f"s{town['pupils'].pk}"

    assert sorted(names(told(client, f"?focus={key}"))) == ["Enrol", "Meals", "Pupils"]
    assert sorted(names(told(client, f"?focus={key}&steps=2"))) == [
        "Authority",
        "Enrol",
        "Meals",
        "Pupils",
    ]


def test_things_are_gathered_by_unit_and_by_supplier(town: dict[str, Any], client: Client) -> None:
    by_unit = told(client, "?group=unit")
    groups = [by_unit["groups"][node[4]][1] for node in by_unit["nodes"]]

    assert dict(zip(names(by_unit), groups, strict=True)) == {
        "Alone": "No unit",
        "Authority": "No unit",
        "Enrol": "School office",
        "Meals": "No unit",
        "Pupils": "School office",
    }
    assert {group[1] for group in told(client, "?group=supplier")["groups"]} == {
        "No supplier",
        "Maker",
    }


def test_things_stand_where_they_stood_when_another_comes(
    town: dict[str, Any], shelf: Shelf, client: Client
) -> None:
    before = {node[0]: node[5:] for node in told(client)["nodes"]}
    shelf.system(name="New")
    after = {node[0]: node[5:] for node in told(client)["nodes"]}

    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1


def test_what_is_dragged_stays_there_for_everybody(
    town: dict[str, Any], north: Town, client: Client
) -> None:
    key = f"s{town['meals'].pk}"
    told(client)
    moved = json.dumps({key: [11, -22], "s999999": [1, 1]})
    answer = client.post("/north/register/map/places/", moved, content_type="application/json")

    assert answer.json() == {"kept": 1}
    reader = signed_in(north, AccessRole.READER)
    assert next(n for n in told(reader)["nodes"] if n[0] == key)[5:] == [11, -22]


@pytest.mark.parametrize("body", ["", "[]", '{"s1": "x"}', '{"s1": [1e999, 0]}', '{"s1": [1]}'])
def test_nonsense_is_not_kept(town: dict[str, Any], client: Client, body: str) -> None:
    answer = client.post("/north/register/map/places/", body, content_type="application/json")

    assert answer.status_code == 400


def test_a_reader_looks_and_does_not_drag(town: dict[str, Any], north: Town) -> None:
    reader = signed_in(north, AccessRole.READER)
    told(reader)

    answer = reader.post("/north/register/map/places/", "{}", content_type="application/json")
    assert answer.status_code == 403


ADDRESSES = (
    "register/map/data/",
    "register/map/data/?group=unit",
    "register/map/",
    "register/map/table/",
    "register/map/map.svg",
    "register/map/archimate.xml",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_neighbours_are_never_on_our_map(
    town: dict[str, Any], north: Town, south: Town, address: str
) -> None:
    theirs = Shelf(south)
    open_ = theirs.system(name="Grannens ena", visibility="federation")
    closed = theirs.system(name="Grannens andra")
    flow(south, source_system=open_, target_system=closed)

    text = signed_in(north).get(f"/north/{address}").content.decode()
    assert "Grannens" not in text
    assert "Pupils" in text or address == "register/map/"
    assert "Pupils" not in signed_in(south).get(f"/south/{address}").content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_for_named_roles_is_not_on_a_readers_map(
    town: dict[str, Any], north: Town, shelf: Shelf, address: str
) -> None:
    secret = shelf.system(name="Hushed", visibility="restricted")
    asset = shelf.asset(town["meals"], name="Hushed papers", visibility="restricted")
    shelf.classification(asset, confidentiality=4, visibility="restricted")
    flow(north, source_system=town["pupils"], target_system=secret)

    reader = signed_in(north, AccessRole.READER)
    assert "Hushed" not in reader.get(f"/north/{address}").content.decode()
    assert signed_in(north).get(f"/north/{address}").status_code == 200


def test_a_hidden_thing_has_no_panel(town: dict[str, Any], north: Town, shelf: Shelf) -> None:
    secret = shelf.system(name="Hushed", visibility="restricted")
    reader, admin = signed_in(north, AccessRole.READER), signed_in(north)

    assert reader.get(f"/north/register/map/things/s{secret.pk}/").status_code == 404
    assert admin.get(f"/north/register/map/things/s{secret.pk}/").status_code == 200


def test_the_panel_tells_why(town: dict[str, Any], client: Client) -> None:
    page = client.get(f"/north/register/map/things/s{town['meals'].pk}/").content.decode()

    assert "Grades" in page
    assert "because of" in page
    assert f"/systems/{town['meals'].pk}/impact/" in page
    assert "not encrypted" in page


def test_the_table_says_the_same_without_a_picture(town: dict[str, Any], client: Client) -> None:
    page = client.get("/north/register/map/table/?level=3").content.decode()

    assert "Authority" in page
    assert "Alone" not in page
    assert "leaves the EU and EEA" in page


def test_places_are_kept_without_names(town: dict[str, Any], north: Town, client: Client) -> None:
    told(client)
    with north.looking():
        (kept,) = MapPlaces.everything.all()

    assert "Pupils" not in json.dumps(kept.places)


@pytest.mark.parametrize(
    ("address", "most"),
    [("register/map/", 36), ("register/map/data/", 30), ("register/map/table/", 36)],
)
def test_the_map_costs_the_same_however_large(
    town: dict[str, Any], north: Town, shelf: Shelf, client: Client, address: str, most: int
) -> None:
    client.get(f"/north/{address}")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(f"/north/{address}")
    for _ in range(5):
        flow(north, source_system=shelf.system(), target_system=town["meals"])
    client.get(f"/north/{address}")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/north/{address}")

    assert len(many) == len(few) <= most


def test_thousands_are_drawn_beside_the_page_once_and_a_failure_is_told(
    north: Town, south: Town
) -> None:
    client = signed_in(north)
    with north.arranging():
        bulk.insert(System, [System(organisation_id=north.id, name=f"S {n}") for n in range(500)])
    begun = client.get(DATA)
    task = begun.json()["begun"]
    assert begun.status_code == 202
    assert client.get(DATA).json() == {"begun": task}  # nobody begins it twice
    assert signed_in(south).get(DATA.replace("north", "south"), {"begun": task}).status_code == 200

    with north.looking():
        Task.everything.filter(pk=task).update(state=Task.State.FAILED)
    assert client.get(DATA, {"begun": task}).status_code == 503

    again = client.get(DATA).json()["begun"]
    assert again != task
    perform(task_id=again, organisation_id=north.id)
    drawn = client.get(DATA, {"begun": again})
    assert drawn.status_code == 200
    assert client.get(DATA).json()["nodes"] == drawn.json()["nodes"]
