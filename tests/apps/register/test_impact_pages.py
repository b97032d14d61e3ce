"""What stops if something stops is told in order of harm, with whom to call, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import (
    InformationFlow,
    Integration,
    OutsideParty,
    Routine,
    RoutineSystem,
    Site,
    System,
    SystemUnit,
)
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


class Works:
    """Arranges what leans on what in a town."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def made(self, model: type[Any], **said: Any) -> Any:
        """Keep one row."""
        with self.town.arranging():
            return model.everything.create(**said)

    def changed(self, row: Any, **said: Any) -> None:
        """Change one row."""
        with self.town.arranging():
            type(row).everything.filter(pk=row.pk).update(**said)

    def uses(self, routine: Routine, system: System, hours: int | None, **said: Any) -> None:
        """Let a routine use a system and manage some hours without."""
        self.made(RoutineSystem, routine=routine, system=system, tolerance_hours=hours, **said)


@pytest.fixture
def works(north: Town) -> Works:
    """What leans on what in north."""
    return Works(north)


def told(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Return what stops, when, and when that does harm, in the page's order."""
    response = client.get(f"/north/{address}/impact/")
    assert response.status_code == 200
    return [(row["text"], row["after"], row["harm"]) for row in response.context["rows"]]


def test_what_does_harm_first_stands_first(shelf: Shelf, works: Works, client: Client) -> None:
    care = shelf.system(name="Care", mtpd_hours=8)
    portal = shelf.system(name="Portal", hosted_on=care, rto_hours=72)
    unit = shelf.unit(name="Home care")
    visits = works.made(Routine, name="Visits", kind="service", unit=unit, mtpd_hours=2)
    works.uses(visits, care, 4)
    works.uses(works.made(Routine, name="Billing"), care, 168)
    works.uses(works.made(Routine, name="Coffee"), care, 0, needed=False)
    works.made(SystemUnit, system=portal, unit=shelf.unit(name="School"))
    assert told(client, f"systems/{care.pk}") == [
        ("Visits", "After 4 hours", "After 6 hours"),
        ("Home care", "After 4 hours", "After 6 hours"),
        ("Care", "At once", "After 8 hours"),
        ("Portal", "At once", "After 3 days"),
        ("School", "At once", "After 3 days"),
        ("Billing", "After 7 days", "After 7 days"),
    ]
    page = client.get(f"/north/systems/{care.pk}/impact/")
    counts = {item["label"]: item["count"] for item in page.context["counts"]}
    assert counts == {
        "Services to inhabitants": 1,
        "Internal routines": 1,
        "Systems": 2,
        "Units that are hit": 2,
    }


def test_information_that_is_needed_stops_who_needs_it(
    shelf: Shelf, works: Works, client: Client, north: Town
) -> None:
    care, bus, reports, maps, gone = (
        shelf.system(name=name) for name in ("Care", "Bus", "Reports", "Maps", "Gone")
    )
    works.changed(gone, stage=System.Stage.RETIRED)
    joint = works.made(Integration, name="I", source=care, target=reports, platform=bus)
    ends = {"source_system": care, "needed": True}
    works.made(
        InformationFlow, **ends, target_system=reports, integration=joint, tolerance_hours=24
    )
    works.made(InformationFlow, **ends, target_system=gone)
    works.made(InformationFlow, source_system=care, target_system=maps, needed=False)
    assert told(client, f"systems/{care.pk}") == [
        ("Care", "At once", "At once"),
        ("Reports", "After 24 hours", "After 24 hours"),
    ]
    assert [row[0] for row in told(client, f"systems/{bus.pk}")] == ["Bus", "Reports"]


def test_a_site_stops_all_that_runs_there_and_a_supplier_all_it_delivers(
    shelf: Shelf, works: Works, client: Client
) -> None:
    supplier = shelf.supplier(
        name="Leverans AB", security_phone="08-1", security_email="s@l.example"
    )
    hall = works.made(Site, name="Hall", operator=supplier, phone="08-2")
    shelf.system(name="In the hall", site=hall)
    shelf.system(name="Delivered", product=shelf.product(supplier=supplier))
    shelf.system(name="Of others")
    assert [row[0] for row in told(client, f"sites/{hall.pk}")] == ["Hall", "In the hall"]
    page = client.get(f"/north/suppliers/{supplier.pk}/impact/")
    assert {row["text"] for row in page.context["rows"]} == {"Delivered", "Hall", "In the hall"}
    first = page.context["calls"][0]
    assert (first["name"], first["phone"], first["email"]) == (
        "Leverans AB",
        "08-1",
        "s@l.example",
    )


def test_everybody_to_call_is_there_once_with_a_phone(
    shelf: Shelf, works: Works, client: Client
) -> None:
    anna = shelf.person(name="Anna", phone="070-1")
    bo = shelf.person(name="Bo", phone="070-2")
    care = shelf.system(name="Care", owner=anna, owner_deputy=bo, operations=bo)
    works.uses(works.made(Routine, name="Visits", owner=anna), care, 4)
    calls = client.get(f"/north/systems/{care.pk}/impact/").context["calls"]
    assert [(call["name"], call["phone"], call["about"]) for call in calls] == [
        (
            "Bo",
            "070-2",
            [
                {"role": "operations", "titles": "Care"},
                {"role": "system owner's deputy", "titles": "Care"},
            ],
        ),
        (
            "Anna",
            "070-1",
            [
                {"role": "system owner", "titles": "Care"},
                {"role": "routine owner", "titles": "Visits"},
            ],
        ),
    ]


def test_a_fallback_is_told_with_the_day_it_was_exercised(
    shelf: Shelf, works: Works, client: Client
) -> None:
    care = shelf.system(name="Care", fallback="Paper lists", fallback_exercised_on=date(2026, 5, 1))
    works.uses(works.made(Routine, name="Visits", fallback="By phone"), care, 4)
    page = client.get(f"/north/systems/{care.pk}/impact/").content.decode()
    assert "Paper lists" in page
    assert "Exercised 1\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2026" in page
    assert "By phone" in page
    assert "Never exercised" in page


def test_neighbours_are_hit_as_far_as_they_show_it(
    shelf: Shelf, works: Works, client: Client, south: Town, far: Town, north: Town
) -> None:
    supplier = shelf.supplier()
    product = shelf.product(supplier=supplier)
    shelf.system(name="Ours", product=product)
    neighbour = Shelf(south)
    shown = neighbour.system(name="Shown", product=product, visibility="federation")
    neighbour.system(name="Kept private", product=product)
    Shelf(far).system(name="Far away", product=product, visibility="federation")
    routine = Works(south).made(Routine, name="Their secret routine")
    Works(south).uses(routine, shown, 0)
    rows = told(client, f"suppliers/{supplier.pk}")
    assert {row[0] for row in rows} == {"Ours", "Shown", "South"}
    page = client.get(f"/north/suppliers/{supplier.pk}/impact/").content.decode()
    for secret in ("Kept private", "Far away", "Their secret routine"):
        assert secret not in page
    counts = client.get(f"/north/suppliers/{supplier.pk}/impact/").context["counts"]
    assert {"count": 1, "label": "Neighbours that are hit"} in counts


def test_an_outside_party_that_is_a_neighbour_is_hit_by_what_we_no_longer_send(
    shelf: Shelf, works: Works, client: Client, south: Town
) -> None:
    care = shelf.system(name="Care")
    party = works.made(OutsideParty, name="South's school", neighbour=south.row)
    works.made(InformationFlow, source_system=care, target_party=party, needed=True)
    assert [row[0] for row in told(client, f"systems/{care.pk}")] == [
        "Care",
        "South's school",
        "South",
    ]


def test_nothing_leaning_on_it_is_told_as_a_question(shelf: Shelf, client: Client) -> None:
    page = client.get(f"/north/systems/{shelf.system().pk}/impact/").content.decode()
    assert "Nothing else is known to lean on it." in page
    empty = client.get(f"/north/suppliers/{shelf.supplier().pk}/impact/").content.decode()
    assert "Nothing that we know of stops" in empty


def test_the_page_costs_as_many_queries_for_many_as_for_few(
    shelf: Shelf, works: Works, client: Client
) -> None:
    anna = shelf.person()
    care = shelf.system(owner=anna)
    unit = shelf.unit()

    def more(count: int) -> None:
        for _number in range(count):
            routine = works.made(Routine, name="R", unit=unit, owner=anna)
            works.uses(routine, shelf.system(hosted_on=care, administrator=anna), 4)

    def asked() -> int:
        client.get(f"/north/systems/{care.pk}/impact/")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/north/systems/{care.pk}/impact/")
        assert len(response.content) < 100_000
        return len(queries)

    more(2)
    few = asked()
    more(30)
    assert asked() == few
    assert few <= MOST_QUERIES
    first = client.get(f"/north/systems/{care.pk}/impact/")
    assert len(first.context["rows"]) == 50
    whole = client.get(f"/north/systems/{care.pk}/impact/{first.context['all_url']}")
    assert len(whole.context["rows"]) == first.context["count"] == 2 * 32 + 2
