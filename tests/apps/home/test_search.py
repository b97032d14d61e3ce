"""The search finds what was meant, ours first, and never what may not be read."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.home.queries.search import search_entries
from samsyn.apps.policy.public import SteeringDocument
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.checks.builders import document
from tests.apps.organisation.builders import person
from tests.support.builders import Town


def titles(town: Town, q: str, language: str = "sv") -> list[str]:
    with town.looking():
        return [entry.title for entry in search_entries(town.administrator, q, language)]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("kommunikationspolicy", True),
        ("kommun", True),  # how it begins
        ("komunikationspolicy", True),  # a letter forgotten
        ("kommunikatoinspolicy", True),  # two letters swapped
        ("POLICY", True),  # a part of a longer word
        ("upphandling", True),  # in the text: upphandlingar
        ("upphandlingarna", True),  # another form of it
        ("skola", False),
        ("'; DROP TABLE x; --", False),
        ("& | ! :*", False),
        ("\\", False),
    ],
)
def test_what_people_type_finds_what_they_mean(north: Town, q: str, *, found: bool) -> None:
    document(north, "Kommunikationspolicy", text="Gäller alla upphandlingar vi gör.")
    assert (titles(north, q) == ["Kommunikationspolicy"]) == found


def test_every_word_must_be_there(north: Town) -> None:
    document(north, "Digital agenda")
    document(north, "Digital plan")
    assert titles(north, "digi plan") == ["Digital plan"]


def test_ours_come_first_and_the_neighbours_say_whose_they_are(
    north: Town, south: Town, far: Town, client: Client
) -> None:
    document(south, "Access policy", visibility="federation")
    document(south, "Access policy for nobody")
    document(far, "Access policy far away", visibility="federation")
    document(north, "Our long access policy of many words")
    client.force_login(north.user(AccessRole.READER))
    page = client.get("/north/search/?q=access").content.decode()
    assert page.index("Our long access policy") < page.index("shared by South")
    assert "2 hits" in page
    assert "for nobody" not in page
    assert "far away" not in page


def test_only_kinds_of_record_one_may_read_are_found(north: Town) -> None:
    document(north, "Berg policy")
    person(north, "Anna Berg")
    reader = north.with_only(Permission.POLICY_READ)
    with acting_for(reader):
        found = [entry.title for entry in search_entries(reader, "berg", "sv")]
    assert found == ["Berg policy"]


def test_a_restricted_title_is_found_by_named_roles_only(north: Town) -> None:
    document(north, "Secret plan", visibility="restricted")
    assert titles(north, "secret") == ["Secret plan"]
    reader = north.person()
    with acting_for(reader):
        assert not search_entries(reader, "secret", "sv").exists()


def test_it_is_paged_and_costs_the_same_on_every_page(
    north: Town, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with north.arranging():
        for number in range(60):
            SteeringDocument.everything.create(name=f"Plan {number}")
    client.force_login(north.user(AccessRole.READER))
    with django_assert_max_num_queries(12):
        page = client.get("/north/search/?q=plan&page=2").content.decode()
    assert "Page 2 of 3" in page


def test_an_empty_search_asks_for_words(north: Town, client: Client) -> None:
    client.force_login(north.user(AccessRole.READER))
    assert "Write a few letters" in client.get("/north/search/").content.decode()
    assert client.get("/north/search/?q=%00&page=x").status_code == 200
