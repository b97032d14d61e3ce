"""Products and suppliers are recorded once for everybody; who else uses them is what they show."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from samsyn.apps.register.models import Capability, Product, Supplier
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town


def test_one_company_however_it_is_spelt(shelf: Shelf) -> None:
    shelf.supplier(name="Nordkod A/S")
    for spelling in ("NORDKOD AS", "Nordkod  A.S.", "nordkod as"):
        with pytest.raises(ValidationError, match="Nordkod A/S is in the catalogue already"):
            Supplier(name=spelling).full_clean()
        with shelf.town.arranging(), pytest.raises(IntegrityError), transaction.atomic():
            Supplier.everything.create(name=spelling)
    for other in ("Nordkod AB", "Nordkode AS"):
        Supplier(name=other).full_clean()


def test_everything_wrong_with_a_company_is_said_at_once(shelf: Shelf) -> None:
    shelf.supplier(name="Nordkod A/S")
    with pytest.raises(ValidationError) as refused:
        Supplier(name="Nordkod AS", country="SE", org_number="556000-0002").full_clean()
    assert {"name", "org_number"} <= set(refused.value.message_dict)


def test_a_version_makes_another_product(shelf: Shelf) -> None:
    shelf.product(name="Ekot 8")
    Product(name="Ekot 9").full_clean()
    with pytest.raises(ValidationError):
        Product(name="EKOT 8").full_clean()


def test_a_company_has_one_number_in_its_country(shelf: Shelf) -> None:
    shelf.supplier(name="One", country="NO", org_number="938587418")
    with pytest.raises(ValidationError, match="this number"):
        Supplier(name="Two", country="NO", org_number="938 587 418").full_clean()
    with pytest.raises(ValidationError, match="not an organisation number"):
        Supplier(name="Three", country="NO", org_number="938587417").full_clean()
    with pytest.raises(ValidationError, match="which country"):
        Supplier(name="Four", org_number="938587418").full_clean()


def test_only_who_may_write_the_catalogue_does(shelf: Shelf, north: Town) -> None:
    contributor = signed_in(north, AccessRole.CONTRIBUTOR)
    typed = {"name": "New AB", "country": "SE", "org_number": "2120001355"}
    assert contributor.post("/north/suppliers/new/", typed).status_code == 403
    assert signed_in(north).post("/north/suppliers/new/", typed).status_code == 302
    with north.looking():
        assert Supplier.everything.get(name="New AB").org_number == "212000-1355"


def test_a_neighbour_finds_the_supplier_that_we_wrote_down(shelf: Shelf, south: Town) -> None:
    supplier = shelf.supplier(name="Nordkod")
    assert signed_in(south).get(f"/south/suppliers/{supplier.pk}/").status_code == 200


def test_who_else_uses_it_is_what_each_chooses_to_show(
    shelf: Shelf, south: Town, far: Town, client: Client
) -> None:
    product = shelf.product(name="Ekot")
    shelf.system(name="Our own", product=product)
    theirs, strange = Shelf(south), Shelf(far)
    shown = theirs.system(name="Shown", product=product, visibility="federation", users=120)
    theirs.system(name="Kept", product=product)
    theirs.system(name="Kept secret", product=product, visibility="restricted")
    strange.system(name="Far shown to its own", product=product, visibility="federation")
    strange.system(name="Far to all", product=product, visibility="public")
    theirs.system(name="Another product", visibility="federation")

    page = client.get(f"/north/products/{product.pk}/users/").content.decode()
    assert f'href="/north/systems/{shown.pk}/"' in page
    assert "South" in page
    assert "120" in page
    assert "Far to all" in page
    for hidden in ("Our own", "Kept", "Far shown to its own", "Another product"):
        assert hidden not in page
    assert "1\N{EN DASH}2 of 2" in page.replace("\N{NO-BREAK SPACE}", " ")

    panel = client.get(f"/north/products/{product.pk}/").content.decode()
    assert "Shown" in panel
    assert "Kept" not in panel


def test_nobody_else_says_so_calmly(shelf: Shelf, south: Town, client: Client) -> None:
    product = shelf.product()
    Shelf(south).system(product=product)
    page = client.get(f"/north/products/{product.pk}/users/").content.decode()
    assert "Nobody else shows that they use it" in page
    assert "South" not in page


def test_a_capability_is_named_once(shelf: Shelf) -> None:
    with shelf.town.arranging():
        Capability.everything.create(name="Time booking")
    with pytest.raises(ValidationError, match="Time booking is in the catalogue already"):
        Capability(name="TIME  BOOKING").full_clean()
