"""Polls on the pages of those who ask and those who answer, and for programs."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.federation.models import (
    Participant,
    Poll,
    PollAsked,
)
from samsyn.apps.federation.queries.polls import answers_of, polls_to_answer
from samsyn.apps.federation.services.remind_members import remind_members
from samsyn.apps.federation.services.settle_poll import settle_poll
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> object:
    """Speak English."""
    with translation.override("en"):
        yield


def where(town: Town, poll: Poll) -> dict[str, str]:
    with town.looking():
        return {
            one.member: str(one.standing) for one in answers_of(town.administrator, [poll])[poll.pk]
        }


def participants(town: Town) -> dict[str, tuple[str, int, object]]:
    with town.looking():
        rows = Participant.visible_to(town.administrator).filter(until=None)
        return {
            row.member.name: (row.takes_part, row.seats, row.cost_share)
            for row in rows.select_related("member")
        }


def test_the_federation_asks_reminds_and_settles_on_its_pages(
    as_owner: psycopg.Connection, north: Town, south: Town
) -> None:
    alliance = Town(as_owner, "pair", kind="federation")
    for member in (north, south):
        member.joins(alliance)
    poll = poll_of(alliance)
    client = Client()
    client.force_login(alliance.user())
    form = client.get(f"/pair/polls/{poll.pk}/ask/")
    assert form.content.decode().count("checked") == 2  # both members from the start
    client.post(
        f"/pair/polls/{poll.pk}/ask/",
        {"members": [north.id, south.id], "deadline": poll.deadline.isoformat()},
    )
    answer_of(north, poll, "join")
    assert client.post(f"/pair/polls/{poll.pk}/remind/").status_code == 302
    page = client.get(f"/pair/polls/{poll.pk}/").content.decode()
    assert "1 organisation is reminded." in page
    assert client.post(f"/pair/polls/{poll.pk}/settle/", {"reason": "Rådet"}).status_code == 302
    assert participants(alliance) == {"North": ("join", 0, None)}


def test_a_member_answers_on_its_page_and_hears_all_that_is_wrong(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    client = Client()
    client.force_login(north.user(AccessRole.STRATEGIST))
    wrong = client.post(f"/north/polls/{poll.pk}/answer/", {"choice": "join", "mandate": "KS"})
    assert wrong.status_code == 422
    assert "Say how many hours you put in" in wrong.content.decode()
    client.post(
        f"/north/polls/{poll.pk}/answer/", {"choice": "join", "mandate": "KS", "hours": "12"}
    )

    assert where(alliance, poll) == {"North": "join"}


def test_a_reader_sees_and_cannot_answer(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    client = Client()
    client.force_login(north.user(AccessRole.READER))

    assert client.get(f"/north/polls/{poll.pk}/").status_code == 200
    assert client.get(f"/north/polls/{poll.pk}/answer/").status_code == 403


def test_the_list_of_polls_counts_answers(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north, south])
    answer_of(north, poll, "join")
    client = Client()
    client.force_login(alliance.user())

    (row,) = json.loads(b"".join(client.get("/alliance/polls/export.json")))
    assert (row["asked_in_all"], row["yes"], row["no"], row["waiting"]) == (2, 1, 0, 1)


def test_reminding_counts_whom_it_reached(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north, south])
    answer_of(north, poll, "no")

    assert remind_members(alliance.administrator) == 1
    with alliance.looking():
        reminded = PollAsked.owned_by(alliance.administrator).filter(reminded_on=clock.today())
        assert [one.member_id for one in reminded] == [south.id]
    with acting_for(south.administrator):
        (waiting,) = polls_to_answer(south.administrator)
        assert waiting.told_on == clock.today()


def test_a_program_answers_and_reads_like_a_person(
    alliance: Town, north: Town, south: Town, far: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])
    client = Client()

    def by(town: Town, method: str, end: str, **said: object) -> tuple[int, Any]:
        user = town.user(AccessRole.STRATEGIST)
        token = issue_token(user, town.row, name="t", scopes=["read", "write"], until=None)
        answer = client.generic(
            method,
            f"/api/v1/polls/{poll.pk}/{end}",
            json.dumps(said),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        return answer.status_code, answer.json()

    status, body = by(north, "PUT", "answer", answer="join", mandate=" ")
    assert status == 422
    assert set(body["errors"]) == {"mandate", "hours"}
    assert by(north, "PUT", "answer", answer="join", mandate="KS", hours=3)[0] == 200
    status, rows = by(south, "GET", "answers")
    assert [(r["member"], r["answer"]) for r in rows] == [("North", "join"), ("South", "waiting")]
    assert (
        by(far, "GET", "answers")[0] == by(far, "PUT", "answer", answer="no", mandate="x")[0] == 404
    )


def test_pages_of_polls_and_shared_work_ask_as_little_for_many_as_for_few(
    db: None,
    as_owner: psycopg.Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    alliance = Town(as_owner, "throng", kind="federation")
    towns = [Town(as_owner, f"throng{n}") for n in range(9)]
    for town in towns:
        town.joins(alliance)
    poll = poll_of(alliance, asks=towns, seats=28, seats_each=2, cost=1000)
    for town in towns:
        answer_of(town, poll, "join")
    shared = settle_poll(alliance.administrator, poll_id=poll.pk).shared
    for town in (alliance, towns[0]):
        client = Client()
        client.force_login(town.user(AccessRole.ADMINISTRATOR))
        for end in (f"polls/{poll.pk}/", "polls/", "who-is-in/", "what-we-do-together/",
                    f"shared-initiatives/{shared.pk}/", "shared-initiatives/"):  # fmt: skip
            client.get(f"/{town.slug}/{end}")
            with django_assert_max_num_queries(12):
                status = client.get(f"/{town.slug}/{end}").status_code
            led_on = town is alliance and end == "what-we-do-together/"  # to its own list
            assert status == (302 if led_on else 200), end
    client = Client()
    client.force_login(towns[0].user(AccessRole.READER))
    page = client.get(f"/throng0/shared-initiatives/{shared.pk}/").content.decode()
    assert "18 of 28 seats are taken." in page


def test_parts_of_a_cost_are_shown_as_exactly_as_they_add_up(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south], cost=Decimal("100.01"))
    for town in (north, south):
        answer_of(town, poll, "join")
    shared = settle_poll(alliance.administrator, poll_id=poll.pk).shared
    client = Client()
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))

    page = client.get(f"/alliance/shared-initiatives/{shared.pk}/").content.decode()

    for part in ("50.01", "100.01"):
        assert part in page, part
