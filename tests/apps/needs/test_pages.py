"""The pages of friction and needs: whole, narrow in queries, and with nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.needs.models import FrictionReport, MeToo, Need
from samsyn.apps.needs.public import (
    Outcome,
    lift_friction,
    merge_friction,
    say_me_too,
    solve_friction,
    triage_need,
)
from samsyn.domain.access.permissions import AccessRole
from tests.apps.needs.conftest import Office
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

REPORT = "/north/friction/report/"


def rows(north: Town) -> list[FrictionReport]:
    with north.looking():
        return list(FrictionReport.owned_by(north.administrator).order_by("pk"))


def test_friction_is_reported_on_one_page(office: Office, north: Town) -> None:
    client = signed_in(north, AccessRole.READER)
    system = office.shelf.system(name="Ekot", stage="production")
    page = client.get(REPORT).content.decode()
    assert "What is in the way?" in page

    answer = client.post(
        REPORT,
        {"name": "Grades are typed twice", "minutes": "20", "people": "12",
         "system": str(system.pk), "unit": str(office.school.pk)},
        follow=True,
    )  # fmt: skip

    (kept,) = rows(north)
    assert (kept.name, kept.weekly_minutes, kept.system_id) == (
        "Grades are typed twice", 240, system.pk,
    )  # fmt: skip
    assert "all together 176 hours a year" in answer.content.decode()


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(office: Office, north: Town) -> None:
    client = signed_in(north, AccessRole.READER)
    answer = client.post(
        REPORT,
        {"name": "Ring Anna 0555-123 45 67", "minutes": "0", "people": "0", "text": "Kept text"},
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Kept text" in page
    assert rows(north) == []
    again = client.post(REPORT, {"name": "Ring 0555-123 45 67", "minutes": "5", "people": "1"})
    assert again.status_code == 422
    assert "a phone number" in again.content.decode()
    assert rows(north) == []


def test_what_is_alike_is_asked_about_before_it_is_reported_anew(
    office: Office, north: Town
) -> None:
    first = office.friction(name="Skrivaren på plan 2 står still varje morgon")
    client = signed_in(north, AccessRole.READER)
    said = {"name": "skrivaren plan 2 står still", "minutes": "15", "people": "1"}

    asked = client.post(REPORT, said).content.decode()

    assert "Is it one of these?" in asked
    assert len(rows(north)) == 1
    typing = client.get("/north/friction/alike/", {"name": "skrivaren plan 2"}).content.decode()
    assert first.name in typing
    assert client.post(REPORT, {**said, "same": str(first.pk)}).status_code == 302
    assert len(rows(north)) == 1
    assert office.again(first).voices == 2
    with north.looking():
        assert MeToo.owned_by(north.administrator).get().minutes == 15
    other = signed_in(north, AccessRole.READER)
    assert other.post(REPORT, {**said, "seen": str(first.pk)}).status_code == 302
    assert len(rows(north)) == 2
    assert other.post(REPORT, {**said, "anyway": "1"}).status_code == 302
    assert len(rows(north)) == 3


def test_me_too_to_what_was_offered_still_needs_the_minutes(office: Office, north: Town) -> None:
    first = office.friction()
    client = signed_in(north, AccessRole.READER)

    answer = client.post(REPORT, {"name": "", "minutes": "", "same": str(first.pk)})

    assert answer.status_code == 422
    assert office.again(first).voices == 1


def test_one_sees_what_became_of_ones_own_also_when_it_was_merged(
    office: Office, north: Town
) -> None:
    user = north.user(AccessRole.READER)
    client = Client()
    client.force_login(user)
    client.post(REPORT, {"name": "The network is slow", "minutes": "25", "people": "1"})
    (mine,) = rows(north)
    head = office.friction(name="Everything is slow at the school")
    merge_friction(north.administrator, friction_id=mine.pk, into_id=head.pk)
    solve_friction(north.administrator, friction_id=head.pk, done="A new line was drawn.")

    page = client.get("/north/friction/report/mine/").content.decode()

    assert "A new line was drawn." in page
    assert "Everything is slow at the school" in page
    assert "Solved" in page


def test_me_too_is_said_put_right_and_taken_back(office: Office, north: Town) -> None:
    head = office.friction(minutes=30)
    client = signed_in(north, AccessRole.READER)
    address = f"/north/friction/{head.pk}/me-too/"
    assert client.post(address, {"minutes": "10", "words": ""}).status_code == 302
    assert office.again(head).weekly_minutes == 40
    assert 'value="10"' in client.get(address).content.decode()
    assert client.post(address, {"minutes": "12"}).status_code == 302
    assert office.again(head).weekly_minutes == 42

    assert client.post(address, {"take_back": "1"}).status_code == 302

    assert (office.again(head).weekly_minutes, office.again(head).voices) == (30, 1)


def test_the_board_shows_the_costliest_first_by_system_and_unit_and_money(
    office: Office, north: Town
) -> None:
    ekot = office.shelf.system(name="Ekot")
    office.friction(name="Small", minutes=10, unit_id=office.care.pk)
    office.friction(name="Large", minutes=60, people=5, system_id=ekot.pk)
    office.friction(name="Gone", minutes=60, people=50)
    solve_friction(north.administrator, friction_id=rows(north)[2].pk, done="Bought paper.")
    client = signed_in(north, AccessRole.READER)

    page = client.get("/north/friction/board/?hour=400").content.decode()

    assert page.index(">Large</a>") < page.index(">Small</a>")
    assert "Gone" not in page
    assert "220 h" in page
    assert re.search(r"88.000", page)
    assert "Gone" in client.get("/north/friction/board/?state=solved").content.decode()
    only = client.get(f"/north/friction/board/?system={ekot.pk}").content.decode()
    assert ">Small</a>" not in only
    assert ">Large</a>" not in client.get("/north/friction/board/?system=-").content.decode()


def test_a_systems_page_tells_what_is_in_the_way_there(office: Office, north: Town) -> None:
    ekot = office.shelf.system(name="Ekot")
    office.friction(name="Grades twice", minutes=30, people=10, system_id=ekot.pk)

    page = signed_in(north, AccessRole.READER).get(f"/north/systems/{ekot.pk}/").content.decode()

    assert "Friction in this system" in page
    assert "220 hours a year" in page
    assert "Grades twice" in page


def test_friction_is_answered_merged_undone_and_lifted_in_the_browser(
    office: Office, north: Town
) -> None:
    one, other = office.friction(name="Printer A stops"), office.friction(name="Printer A halts")
    client = signed_in(north, AccessRole.CONTRIBUTOR)
    start = "/north/friction"
    assert client.post(f"{start}/{one.pk}/answer/", {"outcome": "look"}).status_code == 302
    assert office.again(one).state == "looked_at"
    refused = client.post(f"{start}/{one.pk}/answer/", {"outcome": "not_now", "said": ""})
    assert refused.status_code == 422
    offered = client.get(f"{start}/{one.pk}/merge/").content.decode()
    assert f'<option value="{other.pk}" selected' in offered
    assert client.post(f"{start}/{one.pk}/merge/", {"into": other.pk}).status_code == 302
    assert office.again(one).merged_into_id == other.pk
    assert client.get(f"{start}/{one.pk}/unmerge/").status_code == 200
    assert client.post(f"{start}/{one.pk}/unmerge/").status_code == 302
    assert office.again(one).merged_into_id is None


def test_friction_is_lifted_solved_and_opened_again_in_the_browser(
    office: Office, north: Town
) -> None:
    one, other = office.friction(name="Printer A stops"), office.friction(name="Printer A halts")
    client = signed_in(north, AccessRole.CONTRIBUTOR)
    start = "/north/friction"
    assert client.get(f"{start}/{one.pk}/lift/").status_code == 200
    empty = client.post(f"{start}/{one.pk}/lift/", {"need": "", "name": ""})
    assert empty.status_code == 422
    lifted = client.post(f"{start}/{one.pk}/lift/", {"need": "", "name": "Paper when needed"})
    assert lifted.status_code == 302
    page = client.get(lifted["Location"]).content.decode()
    assert "Paper when needed" in page
    assert "Printer A stops" in page
    solved = client.post(f"{start}/{other.pk}/answer/", {"outcome": "solve", "said": "New one."})
    assert solved.status_code == 302
    back = client.post(f"{start}/{other.pk}/answer/", {"outcome": "reopen", "said": ""})
    assert back.status_code == 302
    assert office.again(other).state == "reported"


def test_triage_shows_what_waits_and_goes_on_to_the_next(office: Office, north: Town) -> None:
    cheap = office.need(name="Somebody must know who is in the house")
    dear = office.need(name="Parents must reach a person the same day")
    friction = office.friction(minutes=60, people=10)
    lift_friction(north.administrator, friction_id=friction.pk, need_id=dear.pk)
    client = signed_in(north, AccessRole.CONTRIBUTOR)

    page = client.get("/north/triage/").content.decode()

    assert page.index(dear.name) < page.index(cheap.name)
    assert "440 hours a year" in page
    wrong = client.post(f"/north/needs/{dear.pk}/triage/", {"outcome": "solve", "reason": ""})
    assert wrong.status_code == 422
    assert "Choose what solves it." in wrong.content.decode()
    done = {"outcome": "solve", "means": "routine", "reason": "The desk rings back."}
    assert client.post(f"/north/needs/{dear.pk}/triage/", done).status_code == 302
    assert office.again(dear).state == "solved"
    assert office.again(friction).answer == "The desk rings back."
    assert "The desk rings back." in client.get(f"/north/needs/{dear.pk}/").content.decode()
    assert cheap.name in client.get("/north/triage/").content.decode()


def test_a_need_that_names_a_solution_is_hinted_at_and_never_refused(
    office: Office, north: Town
) -> None:
    client = signed_in(north, AccessRole.CONTRIBUTOR)
    answer = client.post(
        "/north/needs/new/",
        {"name": "We need a new booking system", "visibility": "own", "revision": ""},
        follow=True,
    )

    page = answer.content.decode()

    assert "Is this the need, or already a solution?" in page
    with north.looking():
        kept = Need.owned_by(north.administrator).get()
    assert (kept.state, str(kept.collected_on)) == ("collected", "2026-11-22")


@pytest.mark.parametrize(
    "address",
    [
        "/north/friction/report/",
        "/north/friction/report/mine/",
        "/north/friction/board/",
        "/north/triage/",
        "/north/friction/alike/?name=printer+number",
    ],
)
def test_a_page_costs_as_much_for_two_rows_as_for_twenty(
    office: Office, north: Town, address: str
) -> None:
    user = north.user(AccessRole.ADMINISTRATOR)
    client = Client()
    client.force_login(user)
    counts = []
    for many in (2, 18):
        for number in range(many):
            system = office.shelf.system()
            client.post(
                REPORT,
                {"name": f"Printer number {number} of {many}", "minutes": "5", "people": "2",
                 "system": system.pk, "anyway": "1"},
            )  # fmt: skip
            need = office.need(name=f"Need number {number} of {many}")
            other = office.friction(name=f"Printer {number} {many}", unit_id=office.care.pk)
            say_me_too(office.employee(), friction_id=other.pk, minutes=3)
            lift_friction(north.administrator, friction_id=other.pk, need_id=need.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(answer.content) < 100_000
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_decisions_are_kept_side_by_side(office: Office, north: Town) -> None:
    need = office.need()
    triage_need(north.administrator, need_id=need.pk, outcome=Outcome.NOT_NOW, reason="No time.")
    triage_need(north.administrator, need_id=need.pk, outcome=Outcome.LIFT)

    page = signed_in(north).get(f"/north/needs/{need.pk}/").content.decode()

    assert page.index("Lift to an initiative") < page.index("No time.")
