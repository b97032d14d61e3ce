"""Lists and pages of the register: both directions shown, nothing leaks, few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import AgreementSystem, InformationAsset, System, SystemInformation
from samsyn.apps.register.records import RECORDS
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

MOST_QUERIES = 12


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # what is cached once per process is cached from here on
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_system_and_what_it_hangs_on_lead_to_each_other(shelf: Shelf, client: Client) -> None:
    supplier = shelf.supplier(name="Nordkod AB")
    product = shelf.product(name="Ekot", supplier=supplier)
    owner = shelf.person(name="Anna Berg")
    new = shelf.system(name="Ekot 2")
    system = shelf.system(name="Ekot i skolan", product=product, owner=owner, replaced_by=new)
    agreement = shelf.agreement(system, name="Avtal om Ekot", supplier=supplier)
    asset = shelf.asset(system, name="Elevakter")
    both_ways = (
        f"/products/{product.pk}/",
        f"/people/{owner.pk}/",
        f"/agreements/{agreement.pk}/",
        f"/information-assets/{asset.pk}/",
        f"/systems/{new.pk}/",
    )

    page = text_of(client, f"/north/systems/{system.pk}/")
    for there in both_ways:
        assert f'href="/north{there}"' in page
        assert f'href="/north/systems/{system.pk}/"' in text_of(client, f"/north{there}")
    assert f'href="/north/products/{product.pk}/"' in text_of(
        client, f"/north/suppliers/{supplier.pk}/"
    )


@pytest.mark.parametrize("slug", [record.slug for record in RECORDS])
def test_every_list_opens_empty_and_can_be_written_to(client: Client, slug: str) -> None:
    assert 'class="empty"' in text_of(client, f"/north/{slug}/") or slug != "systems"
    by_hand = next(record for record in RECORDS if record.slug == slug).made_by_hand
    text_of(client, f"/north/{slug}/new/", 200 if by_hand else 404)


def test_the_neighbour_town_cannot_even_find_it(shelf: Shelf, south: Town) -> None:
    system = shelf.system(name="Secret")
    agreement = shelf.agreement(system, name="Secret deal")
    asset = shelf.asset(system, name="Secret list")
    neighbour = signed_in(south)
    for slug, row in (
        ("systems", system),
        ("agreements", agreement),
        ("information-assets", asset),
    ):
        text_of(neighbour, f"/south/{slug}/{row.pk}/", 404)
        text_of(neighbour, f"/south/{slug}/{row.pk}/edit/", 404)
        assert "Secret" not in text_of(neighbour, f"/south/{slug}/")
    text_of(neighbour, f"/south/systems/{system.pk}/retire/", 404)
    text_of(neighbour, f"/south/information-assets/{asset.pk}/classify/", 404)


def test_who_may_see_a_system_follows_its_level(
    shelf: Shelf, north: Town, south: Town, far: Town
) -> None:
    readers = {
        "reader at home": (signed_in(north, AccessRole.READER), "north"),
        "security at home": (signed_in(north, AccessRole.SECURITY), "north"),
        "neighbour": (signed_in(south), "south"),
        "stranger": (signed_in(far), "far"),
    }
    seen = {}
    for level in ("restricted", "own", "federation", "public"):
        system = shelf.system(visibility=level)
        seen[level] = [
            who
            for who, (client, slug) in readers.items()
            if client.get(f"/{slug}/systems/{system.pk}/").status_code == 200
        ]
    assert seen == {
        "restricted": ["security at home"],
        "own": ["reader at home", "security at home"],
        "federation": ["reader at home", "security at home", "neighbour"],
        "public": list(readers),
    }


def test_a_shared_system_shows_nothing_that_was_not_shared(shelf: Shelf, south: Town) -> None:
    owner = shelf.person(name="Hidden Owner")
    system = shelf.system(name="Shown", visibility="federation", owner=owner)
    shelf.agreement(system, name="Hidden deal")
    shelf.asset(system, name="Hidden list")
    asset = shelf.asset(visibility="federation")
    neighbour = signed_in(south)
    page = text_of(neighbour, f"/south/systems/{system.pk}/")
    assert "Shown" in page
    assert "Hidden" not in page
    text_of(neighbour, f"/south/systems/{system.pk}/retire/", 404)
    text_of(neighbour, f"/south/information-assets/{asset.pk}/classify/", 404)


def test_a_reader_is_not_offered_what_a_reader_may_not_do(shelf: Shelf, north: Town) -> None:
    system, asset = shelf.system(), shelf.asset()
    reader, editor = signed_in(north, AccessRole.READER), signed_in(north, AccessRole.CONTRIBUTOR)
    for address in (f"systems/{system.pk}/retire/", f"information-assets/{asset.pk}/classify/"):
        page = f"/north/{address.rsplit('/', 2)[0]}/"
        assert f'href="/north/{address}"' not in text_of(reader, page)
        assert f'href="/north/{address}"' in text_of(editor, page)
        text_of(reader, f"/north/{address}", 403)
        text_of(editor, f"/north/{address}")


def _many(shelf: Shelf, count: int, system: System) -> None:
    """Make that many of everything that hangs on a system and its list."""
    supplier = shelf.supplier()
    product = shelf.product(supplier=supplier)
    with shelf.town.arranging():
        systems = System.everything.bulk_create(
            System(name=f"S {n}", product=product, replaced_by=system) for n in range(count)
        )
        assets = InformationAsset.everything.bulk_create(
            InformationAsset(name=f"A {n}") for n in range(count)
        )
        SystemInformation.everything.bulk_create(
            SystemInformation(system=system, asset=asset) for asset in assets
        )
    agreement = shelf.agreement(system, supplier=supplier)
    with shelf.town.arranging():
        AgreementSystem.everything.bulk_create(
            AgreementSystem(agreement=agreement, system=other) for other in systems
        )


def test_lists_and_pages_cost_as_many_queries_for_200_systems_as_for_20(
    shelf: Shelf, client: Client
) -> None:
    supplier = shelf.supplier()
    product = shelf.product(supplier=supplier)
    system = shelf.system(
        product=product, owner=shelf.person(), unit=shelf.unit(), criticality="high"
    )
    asset, frame = shelf.asset(system), shelf.agreement(system, supplier=supplier)
    agreement = shelf.agreement(system, supplier=supplier, parent=frame)
    shelf.classification(asset)
    all_columns = "name,product,stage,owner,unit,confidentiality,availability,assets,replaced_by"
    addresses = (
        "systems/",
        f"systems/?columns={all_columns}&sort=-confidentiality",
        f"systems/{system.pk}/",
        "agreements/",
        f"agreements/{agreement.pk}/",
        "information-assets/",
        f"information-assets/{asset.pk}/",
        "products/",
        f"products/{product.pk}/",
        f"products/{product.pk}/users/",
        "suppliers/",
        f"suppliers/{supplier.pk}/",
    )

    _many(shelf, 20, system)
    with_20 = {address: queries_of(client, f"/north/{address}") for address in addresses}
    _many(shelf, 180, system)
    with_200 = {address: queries_of(client, f"/north/{address}") for address in addresses}

    assert with_20 == with_200
    assert {a: n for a, n in with_200.items() if n > MOST_QUERIES} == {}
