"""The pages every noun has: list, page, forms, export; whole for a visit, a part for htmx."""

from __future__ import annotations

import json
from datetime import date
from http import HTTPStatus
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.organisation.models import Assignment, Person, Role
from samsyn.apps.policy.models import SteeringDocument
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import Act, User
from tests.support.builders import Town

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 12
TYPED = {
    "name": "Plan",
    "kind": "policy",
    "status": "planned",
    "status_since": "2026-01-01",
    "visibility": "own",
}


def _documents(town: Town, *names: str, **columns: object) -> list[SteeringDocument]:
    with town.arranging():
        return [SteeringDocument.everything.create(name=name, **columns) for name in names]


@pytest.fixture
def clerk(north: Town, client: Client) -> User:
    """Somebody at north with every permission, signed in."""
    user = north.user(AccessRole.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_the_list_shows_our_rows_and_never_the_neighbours(
    clerk: User, client: Client, north: Town, south: Town
) -> None:
    _documents(north, "Access policy")
    _documents(south, "Library plan", visibility="public")

    html = client.get("/north/steering-documents/").content.decode()

    assert "Access policy" in html
    assert "Library plan" not in html


def test_names_are_in_nordic_order_with_figures_as_figures(
    clerk: User, client: Client, north: Town
) -> None:
    _documents(north, "Ö", "Ä", "Å", "Z", "Plan 10", "Plan 9")

    html = client.get("/north/steering-documents/").content.decode()

    places = [html.index(f">{name}<") for name in ("Plan 9", "Plan 10", "Z", "Å", "Ä", "Ö")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("headers", "whole_page"),
    [
        ({}, True),
        (HTMX, False),
        ({**HTMX, "HX-Boosted": "true"}, True),
        ({**HTMX, "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_only_a_real_swap_gets_the_fragment(
    clerk: User, client: Client, headers: dict[str, str], whole_page: bool
) -> None:
    response = client.get("/north/steering-documents/", headers=headers)

    assert ("<html" in response.content.decode()) is whole_page
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("number", [3, 60])
def test_list_and_page_cost_the_same_however_many_rows(
    clerk: User,
    client: Client,
    north: Town,
    number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = _documents(north, *[f"Plan {n}" for n in range(number)])

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/north/steering-documents/?q=plan&status=planned").status_code == 200
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/north/steering-documents/{rows[0].pk}/").status_code == 200


def test_what_is_typed_is_saved_and_told(clerk: User, client: Client, north: Town) -> None:
    made = client.post(
        "/north/steering-documents/new/",
        {**TYPED, "name": "Access policy"},
    )

    with north.looking():
        row = SteeringDocument.everything.get()
        act = Act.everything.order_by("-id")[0]
    assert (made.status_code, made["Location"]) == (302, f"/north/steering-documents/{row.pk}/")
    assert (row.name, row.revision) == ("Access policy", 1)
    assert (act.name, act.user_id) == ("policy.create_steeringdocument", clerk.pk)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_lost(
    clerk: User, client: Client, north: Town
) -> None:
    answer = client.post(
        "/north/steering-documents/new/",
        {**TYPED, "name": "", "kind": "riddle", "text": "Kept"},
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "kind"}
    assert "Kept" in html
    with north.looking():
        assert not SteeringDocument.everything.exists()


def test_the_second_tab_is_told_and_chooses(clerk: User, client: Client, north: Town) -> None:
    (row,) = _documents(north, "Plan", kind="policy")
    address = f"/north/steering-documents/{row.pk}/edit/"
    typed = {**TYPED, "revision": "1"}
    client.post(address, {**typed, "name": "First tab"})

    told = client.post(address, {**typed, "name": "Second tab"})
    assert told.status_code == 422
    assert [f["theirs"] for f in told.context["conflict"]["fields"]] == ["First tab"]

    again = {**typed, "revision": told.context["form"].data["revision"], "name": "Second tab"}
    client.post(address, {**again, "keep-name": "theirs", "text": "Mine"})
    with north.looking():
        row.refresh_from_db()
    assert (row.name, row.text, row.revision) == ("First tab", "Mine", 3)


def test_the_history_says_who_and_from_what_to_what(
    clerk: User, client: Client, north: Town
) -> None:
    (row,) = _documents(north, "Plan", kind="policy", status_since=date(2026, 1, 1))
    client.post(
        f"/north/steering-documents/{row.pk}/edit/",
        {**TYPED, "name": "Plan B", "kind": "plan", "revision": "1", "reason": "Merger"},
    )

    (latest, _first) = client.get(f"/north/steering-documents/{row.pk}/").context["history"]
    assert (latest["who"], latest["reason"]) == (clerk.name, "Merger")
    assert {(c["before"], c["after"]) for c in latest["changes"]} == {
        ("Plan", "Plan B"),
        ("Policy", "Plan"),
    }


def test_the_export_is_whole_and_no_formula_hides_in_it(
    clerk: User, client: Client, north: Town
) -> None:
    _documents(north, *[f"Plan {n}" for n in range(70)], "=cmd()")

    facts = json.loads(b"".join(client.get("/north/steering-documents/export.json")))
    book = openpyxl.load_workbook(
        BytesIO(client.get("/north/steering-documents/export.xlsx").content)
    )
    lines = b"".join(client.get("/north/steering-documents/export.csv")).decode()

    assert len(facts) == 71
    assert book.active.max_row == 72
    assert "'=cmd()" in lines
    assert lines.count("\r\n") == 72


def test_a_reader_may_read_and_nothing_more(client: Client, north: Town) -> None:
    (row,) = _documents(north, "Plan")
    client.force_login(north.user(AccessRole.READER))

    assert client.get(f"/north/steering-documents/{row.pk}/").status_code == 200
    for address in ("new/", f"{row.pk}/edit/", f"{row.pk}/delete/"):
        assert client.get(f"/north/steering-documents/{address}").status_code == 403
    assert client.post(f"/north/steering-documents/{row.pk}/confirm/").status_code == 403


def test_another_organisation_finds_nothing_at_any_address(
    client: Client, north: Town, south: Town
) -> None:
    (row,) = _documents(north, "Plan")
    client.force_login(south.user(AccessRole.ADMINISTRATOR))

    for address in ("", "edit/", "delete/"):
        for start in ("north", "south"):
            answer = client.get(f"/{start}/steering-documents/{row.pk}/{address}")
            assert answer.status_code == 404
            assert b"Plan" not in answer.content


def test_strangers_are_asked_to_sign_in(client: Client, north: Town) -> None:
    answer = client.get("/north/steering-documents/")

    assert answer.status_code in {302, 404}


def test_a_saved_view_is_mine_alone(clerk: User, client: Client, north: Town) -> None:
    client.post("/north/steering-documents/views/", {"name": "Late", "query": "status=planned"})
    assert b"Late" in client.get("/north/steering-documents/?q=zz").content

    client.force_login(north.user(AccessRole.ADMINISTRATOR))
    assert b"Late" not in client.get("/north/steering-documents/?q=zz").content


def test_what_a_neighbour_holds_on_to_stays_and_the_page_says_so(
    clerk: User, client: Client, north: Town, south: Town
) -> None:
    with south.arranging():
        role = Role.everything.create(name="Strategist")
        person = Person.everything.create(name="Anna Berg")
        Assignment.everything.create(person=person, role=role, share=50, since=date(2026, 1, 1))

    answer = client.post(f"/north/roles/{role.pk}/delete/", {"reason": "Nobody has it"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Strategist" in answer.content.decode()
    assert Role.everything.filter(pk=role.pk).exists()
