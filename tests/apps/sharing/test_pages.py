"""The pages of sharing: found, taken, compared and decided in a browser, and shut to others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import InformationAsset, System
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.public import settle_taking, withdraw_offer
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from tests.apps.register.conftest import Shelf, signed_in
from tests.apps.sharing.conftest import offered, taken
from tests.support.builders import Town

MOST_QUERIES = 12
MOST_TO_FIND = 15  # what one may narrow the search by is counted, way by way


@pytest.fixture
def at_south(south: Town) -> Client:
    """A browser of somebody in south."""
    return signed_in(south)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_person_offers_a_record_from_its_own_page(north: Town, system: System) -> None:
    client = signed_in(north)
    address = f"/north/offer/systems/{system.pk}/"
    page = text_of(client, f"/north/systems/{system.pk}/")
    assert f'href="{address}"' in page
    form = text_of(client, address)
    assert "Lists on paper" in form
    assert "Hemlig" not in form

    answer = client.post(address, {"reach": "federation", "note": "Works well."}, follow=True)

    assert "Works well." in answer.content.decode()
    page = text_of(client, f"/north/systems/{system.pk}/")
    assert "Offered to neighbours" in page
    assert f'href="{address}"' not in page


def test_a_person_is_shown_the_places_and_may_confirm_them(north: Town, shelf: Shelf) -> None:
    client = signed_in(north)
    system = shelf.system(name="Ekot", purpose="Support: help@ekot.example")
    address = f"/north/offer/systems/{system.pk}/"

    refused = client.post(address, {"reach": "federation"})
    page = refused.content.decode()

    assert refused.status_code == 422
    assert "Purpose holds an e-mail address" in page
    (key,) = re.findall(r'name="confirmed" value="(\w+)"', page)
    assert client.post(address, {"reach": "federation", "confirmed": key}).status_code == 302


def test_a_neighbour_finds_takes_compares_and_adopts(
    north: Town, south: Town, at_south: Client, asset: InformationAsset
) -> None:
    offer = offered(north, "information-assets", asset)
    found = text_of(at_south, "/south/neighbours-offer/")
    assert f'href="/south/offers/{offer.pk}/"' in found
    assert "Protected identities." in text_of(at_south, f"/south/offers/{offer.pk}/")

    answer = at_south.post(f"/south/offers/{offer.pk}/take/", {"into": ""})
    with south.looking():
        taking = Taking.owned_by(south.administrator).get()
    assert answer["Location"] == f"/south/takings/{taking.pk}/compare/"
    page = text_of(at_south, answer["Location"])
    assert "Decide the same, as our own decision" in page
    refused = at_south.post(answer["Location"], {"edition": "1", "state": "adopted"})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    done = at_south.post(
        answer["Location"],
        {
            "edition": "1",
            "state": "adopted",
            "reason": "The same here.",
            "p:register_classification:only": "theirs",
        },
        follow=True,
    )

    assert "Adopted as ours" in done.content.decode()
    row = text_of(at_south, f"/south/information-assets/{taking.row_id}/")
    assert "Taken from North" in row
    assert "Protected identities." in row
    with south.looking():
        taking.refresh_from_db()
    assert (taking.state, taking.reason) == ("adopted", "The same here.")


def test_a_record_says_that_a_neighbour_has_done_the_like(
    north: Town, at_south: Client, theirs: Shelf, system: System, asset: InformationAsset
) -> None:
    offered(north, "information-assets", asset)
    ours = theirs.system(name="Something else", product=system.product)
    other = theirs.system(name="Another thing")

    page = text_of(at_south, f"/south/systems/{ours.pk}/")

    assert "A neighbour has done this: North" in page
    assert f"about=register_product%3A{system.product_id}" in page
    assert "A neighbour has done this" not in text_of(at_south, f"/south/systems/{other.pk}/")


@pytest.mark.parametrize(
    ("q", "hit"), [("betyg", True), ("betygen", True), ("bety", True), ("skog", False)]
)
def test_the_search_knows_nordic_words(
    q: str, hit: bool, north: Town, at_south: Client, shelf: Shelf
) -> None:
    system = shelf.system(name="Ekot", purpose="Elevernas betyg och frånvaro.")
    offer = offered(north, "systems", system)

    page = text_of(at_south, f"/south/neighbours-offer/?q={q}")

    assert (f"/offers/{offer.pk}/" in page) is hit


def test_the_most_used_come_first_and_filters_narrow(  # noqa: PLR0913, PLR0917
    north: Town, south: Town, far: Town, at_south: Client, shelf: Shelf, system: System,
    asset: InformationAsset,
) -> None:  # fmt: skip
    first = offered(north, "systems", system, reach="public")
    second = offered(north, "information-assets", asset, reach="public")
    taken(far, second)

    def order(query: str) -> list[int]:
        page = text_of(at_south, f"/south/neighbours-offer/{query}")
        return [int(pk) for pk in re.findall(r'class="strong" href="/south/offers/(\d+)/"', page)]

    assert order("") == [second.pk, first.pk]
    assert order("?kind=systems") == [first.pk]
    assert order(f"?about=register_product:{system.product_id}") == [second.pk, first.pk]
    assert order(f"?by={north.id}") == [second.pk, first.pk]
    assert order(f"?by={far.id}") == order("?by=x&kind=nothing") == []
    assert order("?page=99&sort=name") == [first.pk, second.pk]


@pytest.mark.parametrize("case", ["far", "withdrawn", "own", "reader posts"])
def test_what_is_not_for_them_is_not_found_by_any_door(
    case: str, north: Town, south: Town, far: Town, system: System
) -> None:
    offer = offered(north, "systems", system)
    town = far if case == "far" else south
    if case == "withdrawn":
        withdraw_offer(north.administrator, offer_id=offer.pk)
    elif case == "own":
        with north.arranging():
            Offer.owned_by(north.administrator).update(visibility="own")
    role = AccessRole.READER if case == "reader posts" else AccessRole.ADMINISTRATOR
    user = town.user(role)
    client = Client()
    client.force_login(user)
    secret = issue_token(user, town.row, name="t", scopes=["read", "write"], until=None)
    program = {"Authorization": f"Bearer {secret}"}

    told = [
        client.get(f"/{town.slug}/neighbours-offer/"),
        client.get(f"/{town.slug}/search/?q=Ekot"),
        client.get(f"/{town.slug}/offers/export.json"),
        client.get("/api/v1/offers", headers=program),
    ]
    closed = [
        client.get(f"/{town.slug}/offers/{offer.pk}/"),
        client.get(f"/api/v1/offers/{offer.pk}", headers=program),
    ]
    posted = client.post(f"/{town.slug}/offers/{offer.pk}/take/", {"into": ""})

    if case != "reader posts":
        assert not any("Ekot i skolan" in _whole(answer) for answer in told)
        assert [answer.status_code for answer in closed] == [404, 404]
    assert posted.status_code in {403, 404}
    with town.looking():
        assert not Taking.owned_by(town.administrator).exists()


def _whole(answer: Any) -> str:
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def test_no_offer_and_no_taking_is_made_by_hand(north: Town, system: System) -> None:
    offer = offered(north, "systems", system)
    user = north.user()
    client = Client()
    client.force_login(user)
    secret = issue_token(user, north.row, name="t", scopes=["read", "write"], until=None)
    program = {"Authorization": f"Bearer {secret}"}

    for slug in ("offers", "takings"):
        assert client.get(f"/north/{slug}/new/").status_code == 404
        assert client.post(f"/north/{slug}/new/", {}).status_code == 404
        assert client.get(f"/north/{slug}/import/").status_code in {403, 404}
        answer = client.post(f"/api/v1/{slug}", "{}", "application/json", headers=program)
        assert answer.status_code == 405
    changed = client.patch(
        f"/api/v1/offers/{offer.pk}", '{"name": "x"}', "application/json", headers=program
    )
    assert changed.status_code == 422


def test_the_history_of_an_offer_is_not_told_to_neighbours(
    north: Town, at_south: Client, system: System
) -> None:
    offer = offered(north, "systems", system)
    with north.arranging():
        system.purpose = "Grades."
        system.save()
    offered(north, "systems", system)

    page = text_of(at_south, f"/south/offers/{offer.pk}/")

    assert "Grades." in page
    assert "grades and absence" not in page


def test_pages_cost_the_same_however_much_is_offered(
    north: Town, south: Town, at_south: Client, shelf: Shelf, system: System
) -> None:
    addresses: list[Callable[[Offer, Taking], str]] = [
        lambda _o, _t: "/south/neighbours-offer/",
        lambda o, _t: f"/south/offers/{o.pk}/",
        lambda _o, t: f"/south/takings/{t.pk}/",
        lambda _o, t: f"/south/takings/{t.pk}/compare/",
        lambda _o, t: f"/south/systems/{t.row_id}/",
    ]
    offer = offered(north, "systems", system)
    taking = taken(south, offer)
    few = [queries_of(at_south, address(offer, taking)) for address in addresses]
    for number in range(12):
        more = shelf.system(name=f"Ekot {number}", product=system.product)
        taken(south, offered(north, "systems", more))

    many = [queries_of(at_south, address(offer, taking)) for address in addresses]

    assert many == few
    assert max(many[1:]) <= MOST_QUERIES
    assert many[0] <= MOST_TO_FIND


def test_a_record_that_cannot_be_shared_pays_nothing_for_it(north: Town, shelf: Shelf) -> None:
    client = signed_in(north)
    person, system = shelf.person(), shelf.system()

    assert "sharing_offer" not in _asked(client, f"/north/people/{person.pk}/")
    assert _asked(client, f"/north/systems/{system.pk}/").count("sharing_taking") == 1


def _asked(client: Client, address: str) -> str:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    told = [q["sql"] for q in asked if "sharing_" in q["sql"]]
    return " ".join("sharing_taking" for _sql in told)


def test_thanks_and_the_attribution_show(
    north: Town, south: Town, at_south: Client, system: System
) -> None:
    offer = offered(north, "systems", system)
    taking = taken(south, offer)
    settle_taking(
        south.administrator, taking_id=taking.pk, edition=1, theirs=[], state="adopted", reason="x"
    )

    at_south.post(f"/south/takings/{taking.pk}/thank/")

    page = text_of(signed_in(north), f"/north/offers/{offer.pk}/")
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd class=\"number\">(\d+)</dd>", page))
    assert facts == {"Used by": "1", "Of them adopted": "1", "Thanks": "1", "Edition": "1"}
    assert "South" not in page.split("<main")[1]
