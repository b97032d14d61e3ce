"""A record's history tells of its links, its documents and its account, by name."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn.apps.organisation.models import Person
from samsyn.apps.register.models import InformationAsset, System
from samsyn.domain.access.permissions import AccessRole
from tests.support.builders import Town

TYPED = {"name": "Journal", "stage": "planned", "visibility": "own"}


@pytest.fixture
def clerk(north: Town, client: Client) -> Client:
    """Somebody at north with every permission, signed in."""
    client.force_login(north.user(AccessRole.ADMINISTRATOR))
    return client


def told(client: Client, address: str) -> str:
    """Return the part of a page that is its history."""
    html = client.get(address).content.decode()
    return html[html.index('<ol class="history">') :]


def test_links_made_and_broken_are_told_on_both_sides(clerk: Client, north: Town) -> None:
    with north.arranging():
        asset = InformationAsset.everything.create(name="Pupils")
        other = InformationAsset.everything.create(name="Staff")
        system = System.everything.create(name="Journal", stage="planned")
        bystander = System.everything.create(name="Bystander", pk=asset.pk + 5000)
    page = f"/north/systems/{system.pk}/"

    clerk.post(f"{page}edit/", {**TYPED, "revision": 1, "assets": [asset.pk], "reason": "Found"})
    clerk.post(f"{page}edit/", {**TYPED, "revision": 2, "assets": [other.pk]})

    history = told(clerk, page)
    assert history.count("Information in it:") == 3
    assert history.count("Pupils") == 2
    assert "Staff" in history
    assert "Found" in history
    assert "Journal" in told(clerk, f"/north/information-assets/{asset.pk}/")
    assert "Pupils" not in told(clerk, f"/north/systems/{bystander.pk}/")


def test_documents_are_told_and_only_of_their_own_record(clerk: Client, north: Town) -> None:
    with north.arranging():
        system = System.everything.create(name="Journal")
        person = Person.everything.create(name="Anna", pk=system.pk)
    file = SimpleUploadedFile("Deal.pdf", b"%PDF-1.7")

    clerk.post(f"/north/systems/{system.pk}/documents/", {"file": file})

    assert "Deal.pdf" in told(clerk, f"/north/systems/{system.pk}/")
    assert "Deal.pdf" not in told(clerk, f"/north/people/{person.pk}/")


def test_a_linked_account_has_a_name(clerk: Client, north: Town) -> None:
    account = north.user(AccessRole.READER)
    with north.arranging():
        person = Person.everything.create(name="Anna")
    with north.arranging():
        Person.everything.filter(pk=person.pk).update(user=account)

    assert "something since removed" not in told(clerk, f"/north/people/{person.pk}/")
    assert str(account) in told(clerk, f"/north/people/{person.pk}/")


def test_a_neighbour_sees_what_hangs_on_a_shared_row_as_far_as_it_is_shared(
    clerk: Client, north: Town, south: Town
) -> None:
    with south.arranging():
        new = System.everything.create(name="New there", visibility="federation")
        System.everything.create(name="Shown", replaced_by=new, visibility="federation")
        System.everything.create(name="Kept back", replaced_by=new)

    html = clerk.get(f"/north/systems/{new.pk}/").content.decode()

    assert "Shown" in html
    assert "Kept back" not in html


def test_amounts_have_their_currency(clerk: Client, north: Town) -> None:
    with north.arranging():
        system = System.everything.create(name="Journal", yearly_cost=1200)

    assert (
        "SEK\N{NO-BREAK SPACE}1,200" in clerk.get(f"/north/systems/{system.pk}/").content.decode()
    )
