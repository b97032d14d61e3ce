"""The demonstration's doors open with one click, on this machine, in demo mode, and never else."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.demo import DemoPerson
from samsyn.kernel.models import User
from tests.support.builders import Town

PEOPLE: list[DemoPerson] = []
HERE = f"{__name__}.PEOPLE"


@pytest.fixture
def door(north: Town, settings: Settings) -> DemoPerson:
    """A demonstration with one person in it, and an account beside."""
    settings.SAMSYN_DEMO, settings.SAMSYN_DEMO_PEOPLE = True, HERE
    north.user(AccessRole.ADMINISTRATOR)
    user = north.user(AccessRole.READER)
    person = DemoPerson(
        email=user.email,
        name="Maja",
        role="Strategist",
        place="North",
        slug="north",
        landing="people/",
    )
    PEOPLE[:] = [person]
    return person


def test_one_click_signs_in_where_the_persons_work_is(door: DemoPerson, client: Client) -> None:
    assert "Strategist" in client.get("/demo/").content.decode()
    answer = client.post("/demo/", {"person": door.key})
    assert answer.headers["Location"] == "/north/people/"
    assert client.get("/north/people/").context["request"].user.email == door.email


def test_only_the_people_of_the_demonstration_have_a_door(door: DemoPerson, client: Client) -> None:
    other = User.objects.exclude(email=door.email).get()
    assert client.post("/demo/", {"person": other.email}).status_code == 404
    assert client.get("/").headers["Location"] == "/account/sign-in/?next=/"


def test_a_click_on_somebody_elses_page_opens_no_door(door: DemoPerson) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/demo/", {"person": door.key}).status_code == 403


@pytest.mark.parametrize(
    "visitor",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "::1", "HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_the_doors_do_not_exist_for_visitors_from_elsewhere(
    door: DemoPerson, visitor: dict[str, str]
) -> None:
    client = Client(**visitor)  # type: ignore[arg-type]
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": door.key}).status_code == 404


def test_a_real_site_has_no_doors_at_all(
    door: DemoPerson, client: Client, settings: Settings
) -> None:
    settings.SAMSYN_DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": door.key}).status_code == 404
    assert "/demo/" not in client.get("/account/sign-in/").content.decode()
