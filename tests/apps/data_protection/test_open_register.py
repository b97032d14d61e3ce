"""The open page: everybody may read it, and nobody learns more than is shown to everybody."""

from __future__ import annotations

import pytest
from django.test import Client

from samsyn.apps.data_protection.models import ProcessingActivity
from samsyn.domain.access.actor import ANONYMOUS
from samsyn.kernel.tenancy.session import NOBODY, acting_for, standing_of
from tests.apps.data_protection.conftest import Desk
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

OPEN = "/public/north/personal-data/"


@pytest.fixture
def stranger() -> Client:
    """Somebody who has not signed in."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def published(desk: Desk) -> ProcessingActivity:
    """An activity that everybody may see."""
    activity = desk.activity(
        name="School places",
        visibility="public",
        public_summary="We place **pupils** in schools.",
        storage="Ten years",
        recipients="Hemlig mottagare",
    )
    desk.purpose(activity, article_6=["e"], law="Skollagen 10 kap.")
    return activity


def test_a_stranger_reads_what_is_published(
    published: ProcessingActivity, desk: Desk, stranger: Client
) -> None:
    desk.controller(visibility="public", email="school@north.example")
    page = stranger.get(OPEN)

    text = page.content.decode()
    assert page.status_code == 200
    assert "School places" in text
    assert "<strong>pupils</strong>" in text
    assert "Skollagen 10 kap." in text
    assert "Ten years" in text
    assert "school@north.example" in text


@pytest.mark.parametrize("visibility", ["restricted", "own", "federation"])
def test_nothing_that_is_shown_to_fewer_is_there(
    desk: Desk, stranger: Client, visibility: str
) -> None:
    hidden = desk.activity(
        name="Hemligskatt", visibility=visibility, public_summary="Hemligskatt too"
    )
    desk.purpose(hidden, text="Hemligskatt")
    desk.controller(name="Hemligskatt board", visibility=visibility)

    assert "Hemligskatt" not in stranger.get(OPEN).content.decode()


def test_an_activity_without_a_summary_is_not_there(desk: Desk, stranger: Client) -> None:
    desk.activity(name="Hemligskatt", visibility="public")

    assert "Hemligskatt" not in stranger.get(OPEN).content.decode()


def test_only_the_summary_and_its_like_are_shown(
    published: ProcessingActivity, desk: Desk, stranger: Client
) -> None:
    with desk.town.arranging():
        ProcessingActivity.everything.filter(pk=published.pk).update(description="Inre text")

    text = stranger.get(OPEN).content.decode()

    assert "Hemlig mottagare" not in text
    assert "Inre text" not in text


def test_a_purpose_that_is_not_public_stays_inside(
    published: ProcessingActivity, desk: Desk, stranger: Client
) -> None:
    desk.purpose(published, text="x", law="Hemlig lag", visibility="own")

    assert "Hemlig lag" not in stranger.get(OPEN).content.decode()


def test_another_organisations_page_shows_its_own_only(
    published: ProcessingActivity, south: Town, stranger: Client
) -> None:
    text = stranger.get("/public/south/personal-data/").content.decode()

    assert "School places" not in text
    assert "South has not published anything here yet." in text


def test_whoever_is_signed_in_sees_what_a_stranger_sees(
    published: ProcessingActivity, desk: Desk, south: Town
) -> None:
    desk.activity(name="Hemligskatt", public_summary="Only ours", visibility="federation")
    for town in (desk.town, south):
        text = signed_in(town).get(OPEN).content.decode()
        assert "School places" in text
        assert "Hemligskatt" not in text


def test_nobody_writes_through_the_open_door(north: Town, stranger: Client) -> None:
    for method in (stranger.post, stranger.put, stranger.delete, stranger.patch):
        assert method(OPEN).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/public/nowhere/personal-data/", "/public/north/", "/public/north/personal-data/1/"],
)
def test_there_is_no_other_open_address(desk: Desk, stranger: Client, address: str) -> None:
    assert stranger.get(address).status_code == 404


def test_the_door_does_not_open_the_house(
    published: ProcessingActivity, desk: Desk, stranger: Client
) -> None:
    stranger.get(OPEN)
    for address in (
        f"/north/processing-activities/{published.pk}/",
        "/north/processing-activities/",
        "/north/processing-activities/export.json",
        "/north/article-30/register.pdf",
    ):
        answer = stranger.get(address)
        assert answer.status_code == 302
        assert "/account/sign-in/" in answer["Location"]
    assert stranger.get("/north/api/v1/processing-activities").status_code == 401


def test_the_database_itself_shows_a_stranger_public_rows_and_takes_nothing(
    published: ProcessingActivity, desk: Desk
) -> None:
    desk.activity(name="Hemligskatt")
    with acting_for(standing_of(ANONYMOUS)):
        assert [row.name for row in ProcessingActivity.everything.all()] == ["School places"]
        assert ProcessingActivity.everything.update(storage="x") == 0
        assert ProcessingActivity.everything.all()._raw_delete("default") == 0  # noqa: SLF001
    with acting_for(NOBODY):
        assert not ProcessingActivity.everything.exists()


def test_after_the_open_page_a_member_is_still_who_they_were(
    published: ProcessingActivity, desk: Desk, client: Client
) -> None:
    hidden = desk.activity(name="Ours alone")
    client.get(OPEN)

    assert client.get(f"/north/processing-activities/{hidden.pk}/").status_code == 200
    assert client.get(f"/north{OPEN}").status_code == 200
