"""What somebody of another organisation, or with a guessed address, gets: nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from samsyn.apps.needs.models import FrictionDoor, FrictionReport, Need
from samsyn.apps.needs.public import (
    Outcome,
    Report,
    lift_friction,
    merge_friction,
    report_friction,
    say_me_too,
    solve_friction,
    triage_need,
)
from samsyn.apps.needs.queries.doors import address_of
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Refused
from tests.apps.needs.conftest import Office
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town


@pytest.fixture(autouse=True)
def nobody_counted(db: None) -> Iterator[None]:
    """Every test knocks for the first time."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def door(north: Town, office: Office) -> FrictionDoor:
    """A poster in north's staff room."""
    with north.arranging():
        return FrictionDoor.everything.create(name="Staff room", unit=office.care)


def path_of(door: FrictionDoor) -> str:
    return re.sub(r"^https?://[^/]+", "", address_of(door))


def test_a_neighbour_touches_none_of_ours(office: Office, north: Town, south: Town) -> None:
    ours, need = office.friction(), office.need()
    theirs = Office(south).friction()
    boss = south.administrator
    for act in (
        lambda: say_me_too(boss, friction_id=ours.pk, minutes=2400),
        lambda: merge_friction(boss, friction_id=theirs.pk, into_id=ours.pk),
        lambda: merge_friction(boss, friction_id=ours.pk, into_id=theirs.pk),
        lambda: solve_friction(boss, friction_id=ours.pk, done="Ha."),
        lambda: lift_friction(boss, friction_id=ours.pk, name="Ha"),
        lambda: lift_friction(boss, friction_id=theirs.pk, need_id=need.pk),
        lambda: triage_need(boss, need_id=need.pk, outcome=Outcome.LIFT),
    ):
        with pytest.raises((FrictionReport.DoesNotExist, Need.DoesNotExist)):
            act()
    with pytest.raises(Refused) as refused:
        report_friction(boss, report=Report(name="x", minutes=5, unit_id=office.school.pk))

    assert [o.code for o in refused.value.objections] == [Obstacle.NOT_OURS]
    assert office.again(ours).weekly_minutes == 30
    with south.looking():
        assert FrictionReport.owned_by(boss).count() == 1


def test_a_neighbours_browser_finds_no_page_of_ours(
    office: Office, north: Town, south: Town
) -> None:
    one, need = office.friction(name="Hemlig sak"), office.need()
    client = signed_in(south)
    for end in ("", "me-too/", "answer/", "merge/", "unmerge/", "lift/"):
        for ask in (client.get, client.post):
            if (end, ask) != ("", client.post):
                assert ask(f"/south/friction/{one.pk}/{end}").status_code == 404, end
    assert client.get(f"/south/needs/{need.pk}/triage/").status_code == 404
    said = {"name": "x", "minutes": "5", "people": "1", "same": str(one.pk)}
    assert client.post("/south/friction/report/", said).status_code == 200
    assert office.again(one).voices == 1
    for address in ("alike/?name=Hemlig+sak", "choose/friction/?q=Hemlig", "board/?state=all"):
        assert "Hemlig" not in client.get(f"/south/friction/{address}").content.decode()


def test_a_reader_cannot_search_what_only_others_may_choose(office: Office, north: Town) -> None:
    reader = signed_in(north, AccessRole.READER)
    system = office.shelf.system(name="Ekot")
    found = reader.get("/north/friction/choose/system/?q=eko").json()["found"]

    assert [one["id"] for one in found] == [str(system.pk)]
    for what in ("friction", "need", "people"):
        assert reader.get(f"/north/friction/choose/{what}/?q=e").status_code == 404


def test_a_poster_takes_a_report_without_an_account_and_shows_nothing(
    office: Office, north: Town, door: FrictionDoor
) -> None:
    office.friction(name="Hemlig sak")
    browser, path = Client(), path_of(door)
    page = browser.get(path)
    assert page.status_code == 200
    assert "Hemlig" not in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]

    said = {"name": "No paper on Fridays", "minutes": "15", "people": "4", "spot": "Floor 2"}
    assert browser.post(path, said).status_code == 302

    with north.looking():
        kept = FrictionReport.owned_by(north.administrator).get(door=door)
    assert (kept.name, kept.account, kept.unit_id, kept.weekly_minutes) == (
        "No paper on Fridays", None, office.care.pk, 60,
    )  # fmt: skip
    assert kept.spot == "Floor 2"


def test_personal_data_is_turned_away_at_the_poster(
    office: Office, north: Town, door: FrictionDoor
) -> None:
    said = {"name": "Kalle 811218-9876 skriker", "minutes": "15", "people": "4"}

    answer = Client().post(path_of(door), said)

    assert answer.status_code == 422
    with north.looking():
        assert not FrictionReport.owned_by(north.administrator).exists()


def test_a_guessed_an_altered_and_a_closed_address_open_nothing(
    north: Town, door: FrictionDoor
) -> None:
    path, said = path_of(door), {"name": "x", "minutes": "1", "people": "1"}
    organisation, pk, signature = path.strip("/").split("/")[1].split(".")
    for token in (
        f"{organisation}.{pk}.{'0' * 64}",
        f"{organisation}.{int(pk) + 1}.{signature}",
        f"{int(organisation) + 1}.{pk}.{signature}",
        "x",
        "..",
        f"{organisation}.{pk}.",
        f"-1.{pk}.{signature}",
    ):
        assert Client().post(f"/say/{token}/", said).status_code == 404, token
    with north.arranging():
        FrictionDoor.owned_by(north.administrator).update(closes_on=date(2026, 11, 21))
    assert Client().get(path).status_code == 410
    assert Client().post(path, said).status_code == 410
    with north.arranging():
        FrictionDoor.owned_by(north.administrator).delete()
    assert Client().post(path, said).status_code == 404
    with north.looking():
        assert not FrictionReport.owned_by(north.administrator).exists()


def test_guessing_and_flooding_are_slowed_down(north: Town, door: FrictionDoor) -> None:
    path, said = path_of(door), {"name": "Stop", "minutes": "1", "people": "1"}
    for _number in range(30):
        assert Client().post(path, said).status_code == 302
    assert Client().post(path, said).status_code == 429
    cache.clear()
    for number in range(20):
        assert Client().get(f"/say/{north.id}.{number}.{'0' * 64}/").status_code == 404

    assert Client().get(path).status_code == 429


def test_the_poster_is_printed_with_a_picture_of_its_address(
    north: Town, door: FrictionDoor
) -> None:
    address = f"/north/friction-posters/{door.pk}/poster/"
    page = signed_in(north).get(address).content.decode()

    assert path_of(door) in page
    assert 'class="qr poster-qr"' in page
    assert signed_in(north, AccessRole.READER).get(address).status_code == 403


def test_an_import_is_screened_as_a_page_is(office: Office, north: Town) -> None:
    client = signed_in(north)
    said = {
        "name": "Ring Kalle 0555-123 45 67", "minutes": "5", "people": "1",
        "visibility": "own", "revision": "",
    }  # fmt: skip

    answer = client.post("/north/friction/new/", said)

    assert answer.status_code == 422
    assert client.post("/north/friction/new/", {**said, "name": "No paper"}).status_code == 302
    with north.looking():
        kept = FrictionReport.owned_by(north.administrator).get()
    assert (kept.weekly_minutes, kept.reported_on) == (5, date(2026, 11, 22))
