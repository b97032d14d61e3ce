"""Thousands of choices: searched by the browser, or named and understood; never another's."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.organisation.models import Person
from samsyn.apps.register.models import InformationAsset, System
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.records.picking import FEW
from tests.support.builders import Town

MOST_QUERIES = 14
TYPED = {"name": "Journal", "stage": "planned", "visibility": "own"}


@pytest.fixture
def clerk(north: Town, client: Client) -> Client:
    """Somebody at north with every permission, signed in."""
    client.force_login(north.user(AccessRole.ADMINISTRATOR))
    return client


@pytest.fixture
def crowd(north: Town) -> list[Person]:
    """So many people that no page can list them."""
    with north.arranging():
        return [Person.everything.create(name=f"Person {n:03}") for n in range(FEW + 1)]


@pytest.fixture
def assets(north: Town) -> list[InformationAsset]:
    """So much information that no page can list it."""
    with north.arranging():
        return [InformationAsset.everything.create(name=f"Asset {n:03}") for n in range(FEW + 1)]


def test_few_are_a_list_and_many_are_a_field_to_write_in(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    many = clerk.get("/north/systems/new/").content.decode()
    with north.arranging():
        crowd[0].delete()
    few = clerk.get("/north/systems/new/").content.decode()

    assert 'name="owner-words"' in many
    assert "Person 050" not in many
    assert 'name="owner-words"' not in few
    assert few.count(">Person 050</option>") > 1


def test_a_form_that_lists_a_hundred_people_for_each_part_is_no_burden_on_the_line(
    clerk: Client, north: Town, crowd: list[Person], assets: list[InformationAsset]
) -> None:
    with north.arranging():
        crowd[0].delete()
        assets[0].delete()
        row = System.everything.create(name="Journal", owner=crowd[7], stage="planned")
        row.assets.add(assets[9])

    page = clerk.get(f"/north/systems/{row.pk}/edit/").content

    assert len(page) < 100_000
    chosen = re.findall(r'<option value="(\d+)" selected', page.decode())
    assert chosen == [str(crowd[7].pk)]
    ticked = re.findall(r'<input [^>]*name="assets" value="(\d+)"[^>]* checked', page.decode())
    assert ticked == [str(assets[9].pk)]
    assert page.count(b'name="assets"') == FEW


def test_a_form_with_many_costs_as_few_queries_as_one_with_few(
    clerk: Client,
    north: Town,
    crowd: list[Person],
    assets: list[InformationAsset],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with north.arranging():
        system = System.everything.create(name="Journal", owner=crowd[3], operations=crowd[4])
        for asset in assets[:5]:
            system.assets.add(asset, through_defaults={"organisation_id": north.id})

    with django_assert_max_num_queries(MOST_QUERIES):
        html = clerk.get(f"/north/systems/{system.pk}/edit/").content.decode()

    assert 'value="Person 003"' in html
    assert 'value="Person 004"' in html
    assert html.count('<li class="chip">') == 5


@pytest.mark.parametrize("words", ["Person 007", "  person 007 "])
def test_a_name_is_understood_without_any_script(
    clerk: Client, north: Town, crowd: list[Person], words: str
) -> None:
    clerk.post("/north/systems/new/", {**TYPED, "owner": "", "owner-words": words})

    with north.looking():
        assert System.everything.get().owner == crowd[7]


def test_words_count_for_more_than_the_one_chosen_before(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    chosen = {"owner": crowd[1].pk, "owner-words": "Person 002"}
    clerk.post("/north/systems/new/", {**TYPED, **chosen})

    with north.looking():
        assert System.everything.get().owner == crowd[2]


def test_emptied_words_take_the_choice_away(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    clerk.post("/north/systems/new/", {**TYPED, "owner": crowd[1].pk, "owner-words": ""})

    with north.looking():
        assert System.everything.get().owner is None


def test_what_fits_nothing_is_kept_with_what_it_could_have_meant(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    said = {"owner": "", "owner-words": "Persn 007", "assets-words": "Nowhere"}
    answer = clerk.post("/north/systems/new/", {**TYPED, **said})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Nothing is called “Persn 007”. Is it one of these?" in html
    assert 'value="Persn 007"' in html
    assert re.search(rf'type="radio" name="owner-pick" value="{crowd[7].pk}"', html)


def test_namesakes_are_told_apart_and_the_picked_one_counts(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    with north.arranging():
        twins = [Person.everything.create(name="Eva Ek", email=f"{n}@x.example") for n in "ab"]
    said = {**TYPED, "owner": "", "owner-words": "Eva Ek"}

    asked = clerk.post("/north/systems/new/", said).content.decode()
    clerk.post("/north/systems/new/", {**said, "owner-pick": twins[1].pk})

    assert "Several are called “Eva Ek”. Choose which." in asked
    assert "b@x.example" in asked
    with north.looking():
        assert System.everything.get().owner == twins[1]


def test_several_are_named_on_lines_of_their_own(
    clerk: Client, north: Town, assets: list[InformationAsset]
) -> None:
    said = {"assets": [assets[0].pk], "assets-words": "Asset 003\r\n\r\nasset 000\r\nAsset 004"}
    clerk.post("/north/systems/new/", {**TYPED, **said})

    with north.looking():
        held = set(System.everything.get().assets.values_list("name", flat=True))
    assert held == {"Asset 000", "Asset 003", "Asset 004"}


def test_one_wrong_line_keeps_the_good_ones_and_says_which(
    clerk: Client, north: Town, assets: list[InformationAsset]
) -> None:
    said = {"assets": [assets[0].pk], "assets-words": "Asset 003\nZzzz"}
    html = clerk.post("/north/systems/new/", {**TYPED, **said}).content.decode()

    assert "Nothing is called “Zzzz”." in html
    assert html.count('<li class="chip">') == 1
    assert ">Asset 003\nZzzz</textarea>" in html


def test_the_search_finds_beginnings_first_and_forgives_spelling(
    clerk: Client, north: Town
) -> None:
    with north.arranging():
        for name in ("Johanna Ek", "Anna Berg", "Bo Ek"):
            Person.everything.create(name=name)

    def found(q: str) -> list[str]:
        answer = clerk.get("/north/systems/pick/owner/", {"q": q})
        return [one["text"] for one in answer.json()["found"]]

    assert found("anna") == ["Anna Berg", "Johanna Ek"]
    assert found("Johana Ek") == ["Johanna Ek"]
    assert found("Zzz") == []


def test_the_search_shows_nobody_elses_rows_and_opens_for_no_stranger(
    clerk: Client, client: Client, north: Town, south: Town
) -> None:
    with south.arranging():
        Person.everything.create(name="Secret Neighbour", visibility="public")
    with north.arranging():
        hers = Person.everything.create(name="Hidden Here", visibility="restricted")
    reader = Client()
    reader.force_login(north.user(AccessRole.READER))
    stranger = Client()
    stranger.force_login(south.user(AccessRole.ADMINISTRATOR))
    address = "/north/systems/pick/owner/"

    assert clerk.get(address, {"q": "Neighbour"}).json() == {"found": []}
    assert reader.get(address, {"q": "Hidden"}).status_code == 404
    assert reader.get(f"{address}?q=Hidden&filter=1").json() == {"found": []}
    assert stranger.get(address, {"q": "Hidden"}).status_code in {403, 404}
    assert Client().get(address).status_code == 302
    posted = {**TYPED, "owner": hers.pk, "owner-words": "Secret Neighbour"}
    assert clerk.post("/north/systems/new/", posted).status_code == 422


@pytest.mark.parametrize("name", ["name", "nothing", "organisation", "revision", "sort_key"])
@pytest.mark.parametrize("way", ["", "?filter=1"])
def test_only_links_are_searched(clerk: Client, name: str, way: str) -> None:
    assert clerk.get(f"/north/systems/pick/{name}/{way}").status_code == 404


@pytest.mark.parametrize("q", ["\x00", "%", "_", "\\", "'", "a" * 5000, " ".join("abcdefghijk")])
def test_strange_words_find_nothing_and_break_nothing(
    clerk: Client, crowd: list[Person], q: str
) -> None:
    assert clerk.get("/north/systems/pick/owner/", {"q": q}).status_code == 200
    assert clerk.get("/north/systems/", {"owner": q}).status_code == 200


def test_a_filter_with_many_choices_takes_a_name(
    clerk: Client, north: Town, crowd: list[Person]
) -> None:
    with north.arranging():
        System.everything.create(name="Hers", owner=crowd[5])
        System.everything.create(name="Nobodys")
    by_name = clerk.get("/north/systems/", {"owner": "person 005"}).content.decode()
    by_number = clerk.get("/north/systems/", {"owner": crowd[5].pk}).content.decode()
    without = clerk.get("/north/systems/", {"owner": "-"}).content.decode()

    for html in (by_name, by_number):
        assert ">Hers<" in html
        assert ">Nobodys<" not in html
    assert 'value="Person 005"' in by_number
    assert ">Nobodys<" in without
    assert ">Hers<" not in without
    assert "Person 050" not in by_name


def test_programs_go_on_sending_ids(north: Town, crowd: list[Person], clerk: Client) -> None:
    clerk.post("/north/systems/new/", {**TYPED, "owner": crowd[9].pk})

    with north.looking():
        assert System.everything.get().owner == crowd[9]
