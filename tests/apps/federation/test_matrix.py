"""The matrix of forty-nine municipalities and two hundred polls stays small and quick."""

from __future__ import annotations

import io
from datetime import timedelta
from itertools import cycle

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
MOST = 100_000


def large(owner: psycopg.Connection, polls: int) -> Town:
    """Return a federation that asked forty-nine municipalities so many things."""
    town = Town(owner, "many", kind="federation")
    members = [Town(owner, f"member-{n:02d}", name=f"Kommun {n:02d}") for n in range(49)]
    for member in members:
        member.joins(town)
    choices = cycle(["lead", "join", "", "no", "follow"])
    with town.arranging():
        rows = Poll.everything.bulk_create(
            Poll(
                organisation_id=town.id, name=f"Är ni med på insats nummer {n}?", state="asked",
                visibility="federation", deadline=clock.today() + timedelta(days=n % 40),
            )
            for n in range(polls)
        )  # fmt: skip
        PollAsked.everything.bulk_create(
            PollAsked(
                organisation_id=town.id, name="x", poll=poll, member_id=member.id,
                visibility="federation", choice=next(choices),
            )
            for poll in rows
            for member in members
        )  # fmt: skip
    return town


def test_a_page_is_small_and_asks_the_same_however_many_polls_there_are(
    as_owner: psycopg.Connection, db: None
) -> None:
    town = large(as_owner, 200)
    client = Client()
    client.force_login(town.user(AccessRole.STRATEGIST))
    client.get("/many/who-is-in/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/many/who-is-in/")

    page = answer.content.decode()
    assert page.count("Kommun 07") >= 1
    assert len(page) < MOST
    assert len(asked) <= 12, [q["sql"][:90] for q in asked]


def test_the_list_of_polls_is_bounded_too(as_owner: psycopg.Connection, db: None) -> None:
    town = large(as_owner, 60)
    client = Client()
    client.force_login(town.user(AccessRole.STRATEGIST))
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/many/polls/").content
    assert len(page) < MOST
    assert len(asked) <= 12


def test_it_narrows_to_a_state_to_words_and_to_who_waits(
    alliance: Town, north: Town, south: Town
) -> None:
    first = poll_of(alliance, asks=[north, south], name="Alfa")
    second = poll_of(alliance, asks=[north], name="Beta")
    answer_of(north, first, "join")
    answer_of(north, second, "no")
    client = Client()
    client.force_login(alliance.user())

    def shown(query: str) -> set[str]:
        page = client.get(f"/alliance/who-is-in/{query}").content.decode()
        return {word for word in ("Alfa", "Beta", "North", "South") if f">{word}<" in page}

    assert shown("") == {"Alfa", "Beta", "North", "South"}
    assert shown("?q=beta") == {"Beta", "North"}
    assert shown("?waiting=yes") == {"Alfa", "South"}
    assert shown("?state=settled") == set()


def test_the_file_has_every_poll_and_the_counts(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north, south], name="=Alfa")
    answer_of(north, poll, "lead")
    client = Client()
    user = alliance.user()
    user.language = "en"
    user.save()
    client.force_login(user)
    book = load_workbook(io.BytesIO(client.get("/alliance/who-is-in.xlsx").content))

    rows = [[cell.value for cell in row] for row in book.active.rows]
    assert rows == [
        ["Municipality", "'=Alfa"],
        ["North", "Yes, and leads"],
        ["South", "Not answered"],
        ["Asked", 2],
        ["Yes", 1],
        ["Follows", 0],
        ["No", 0],
        ["Not answered", 1],
    ]


def test_one_click_reminds_everybody_who_waits(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north, south])
    answer_of(north, poll, "no")
    client = Client()
    client.force_login(alliance.user())
    client.post("/alliance/who-is-in/remind/")

    with alliance.looking():
        rows = PollAsked.owned_by(alliance.administrator).filter(poll=poll)
        told = {row.member_id: row.reminded_on for row in rows}
    assert told == {north.id: None, south.id: clock.today()}
