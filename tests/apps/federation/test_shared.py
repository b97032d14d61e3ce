"""What members do together, and each one's own part, which stays its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.test import Client
from django.utils import translation

from samsyn.apps.federation.models import LocalPart, Participant, Poll, SharedInitiative
from samsyn.apps.federation.services.local_part import leave_shared, start_local_part
from samsyn.apps.federation.services.settle_poll import settle_poll
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.report_status import Told, report_status
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Change
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(alliance: Town, north: Town, south: Town) -> SharedInitiative:
    """Something north leads and south follows."""
    poll = poll_of(alliance, asks=[north, south], name="Digitala möten")
    answer_of(north, poll, "lead")
    answer_of(south, poll, "follow", hours=None)
    return settle_poll(alliance.administrator, poll_id=poll.pk).shared


def test_a_member_makes_it_its_own_idea_and_nobody_at_the_federation_sees_it(
    alliance: Town, north: Town, south: Town, shared: SharedInitiative
) -> None:
    part = start_local_part(north.administrator, shared_id=shared.pk, track="challenge")

    with north.looking():
        initiative = Initiative.owned_by(north.administrator).get()
    assert (initiative.name, initiative.state, initiative.origin, initiative.programme) == (
        "Digitala möten",
        "idea",
        "joint",
        "Alliance",
    )
    assert part.initiative_id == initiative.pk
    for town in (alliance, south):
        with town.looking():
            assert not LocalPart.visible_to(town.administrator).exists()
            assert not Initiative.visible_to(town.administrator).filter(pk=initiative.pk).exists()
    with pytest.raises(Refused) as refused:
        start_local_part(north.administrator, shared_id=shared.pk, track="challenge")
    assert refused.value.objections[0].code == PollFlaw.HAS_LOCAL_INITIATIVE


def test_who_is_not_in_it_cannot_make_it_its_own(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "lead")
    shared = settle_poll(alliance.administrator, poll_id=poll.pk).shared

    with pytest.raises(Refused) as refused:
        start_local_part(south.administrator, shared_id=shared.pk, track="challenge")
    assert refused.value.objections[0].code == PollFlaw.NOT_TAKING_PART


def test_all_members_see_how_it_goes_as_it_is_reported(
    alliance: Town,
    south: Town,
    shared: SharedInitiative,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        report_status(
            alliance.administrator,
            initiative_id=shared.initiative_id,
            told=Told(overall="yellow", done="Två möten hållna."),
        )

    with south.looking():
        seen = SharedInitiative.visible_to(south.administrator).get(pk=shared.pk)
    assert seen.state_on == clock.today()
    assert "Två möten hållna." in seen.state_text
    client = Client()
    client.force_login(south.user(AccessRole.READER))
    page = client.get(f"/south/shared-initiatives/{shared.pk}/").content.decode()
    assert "Två möten hållna." in page
    assert "North" in page


def test_leaving_says_until_when_and_is_told_at_the_federation(
    alliance: Town, north: Town, shared: SharedInitiative
) -> None:
    until = clock.today() + timedelta(days=30)
    leave_shared(north.administrator, shared_id=shared.pk, until=until, reason="Ingen tid")

    with alliance.looking():
        rows = Participant.owned_by(alliance.administrator).filter(member=north.id)
        assert [row.until for row in rows] == [until]


def test_the_federation_is_led_to_what_its_members_do_together(
    alliance: Town, south: Town, shared: SharedInitiative
) -> None:
    client = Client()
    client.force_login(alliance.user(AccessRole.READER))

    led = client.get("/alliance/what-we-do-together/", follow=True)

    assert led.redirect_chain[-1][0] == "/alliance/shared-initiatives/"
    assert shared.name in led.content.decode()
    client.force_login(south.user(AccessRole.READER))
    assert client.get("/south/what-we-do-together/").status_code == 200


def test_nobody_leaves_backwards_nor_comes_back_by_leaving_later(
    north: Town, shared: SharedInitiative
) -> None:
    today = clock.today()

    def leave(until: date) -> list[object]:
        try:
            leave_shared(north.administrator, shared_id=shared.pk, until=until)
        except Refused as refused:
            return [one.code for one in refused.objections]
        return []

    assert leave(today - timedelta(days=1)) == [PollFlaw.LEFT_BACKWARDS]
    assert leave(today + timedelta(days=5)) == []
    assert leave(today) == []
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert leave(today + timedelta(days=900)) == [PollFlaw.NOT_TAKING_PART]


def test_the_pages_of_our_part_show_what_one_may_do(
    north: Town, south: Town, far: Town, shared: SharedInitiative
) -> None:
    client = Client()
    client.force_login(north.user(AccessRole.STRATEGIST))
    page = client.get(f"/north/shared-initiatives/{shared.pk}/").content.decode()
    assert f"/north/shared-initiatives/{shared.pk}/ours/" in page
    assert (
        client.post(
            f"/north/shared-initiatives/{shared.pk}/ours/", {"track": "challenge"}
        ).status_code
        == 302
    )
    assert "Digitala möten" in client.get("/north/what-we-do-together/").content.decode()
    leaving = client.get(f"/north/shared-initiatives/{shared.pk}/leave/").content.decode()
    assert "Digitala möten" in leaving
    client.post(
        f"/north/shared-initiatives/{shared.pk}/leave/",
        {"until": date(2027, 1, 1).isoformat(), "reason": ""},
    )
    with north.looking():
        row = Participant.visible_to(north.administrator).get(member=north.id)
    assert row.until == date(2027, 1, 1)

    stranger = Client()
    stranger.force_login(far.user())
    for end in ("", "directive/", "ours/", "leave/"):
        assert stranger.get(f"/far/shared-initiatives/{shared.pk}/{end}").status_code == 404


def test_what_each_puts_in_is_read_by_those_who_were_asked_and_by_no_other_member(
    alliance: Town, north: Town, south: Town, as_owner: psycopg.Connection
) -> None:
    west = Town(as_owner, "west")
    west.joins(alliance)
    poll = poll_of(alliance, asks=[north, south], name="Digitala möten")
    answer_of(north, poll, "lead", condition="Hemligt villkor", contact="Hemlig Person")
    answer_of(south, poll, "join")
    shared = settle_poll(alliance.administrator, poll_id=poll.pk).shared
    with alliance.looking():
        place = Participant.owned_by(alliance.administrator).get(member=north.id)
    addresses = [
        f"/shared-initiatives/{shared.pk}/", f"/participants/{place.pk}/", "/participants/",
        f"/participants/{place.pk}/history/", "/participants/export.json", "/search/?q=Hemlig",
        f"/api/v1/participants/{place.pk}", "/api/v1/participants", "/what-we-do-together/",
        f"/shared-initiatives/{shared.pk}/history/", f"/shared-initiatives/{shared.pk}/directive/",
    ]  # fmt: skip

    def seen_by(town: Town) -> dict[str, list[str]]:
        client = Client()
        client.force_login(town.user(AccessRole.ADMINISTRATOR))
        bodies = {a: client.get(f"/{town.slug}{a}").getvalue().decode() for a in addresses}
        return {
            a: told
            for a, body in bodies.items()
            if (told := re.findall("Hemligt villkor|Hemlig Person", body))
        }

    assert seen_by(south)[f"/shared-initiatives/{shared.pk}/"] == ["Hemligt villkor"]
    assert seen_by(west) == {}
    with west.looking():
        mine = west.administrator
        assert SharedInitiative.visible_to(mine).get().name == "Digitala möten"
        assert not Participant.everything.exists()
        assert not Change.everything.filter(table_name="federation_participant").exists()
    client = Client()
    client.force_login(west.user(AccessRole.READER))
    page = client.get(f"/west/shared-initiatives/{shared.pk}/").content.decode()
    assert "read by those who were asked" in page
    assert (
        "North" in client.get(f"/west/shared-initiatives/{shared.pk}/directive/").content.decode()
    )


def test_who_has_left_stays_out_when_another_answers_late_and_its_seats_go_on(
    alliance: Town, north: Town, south: Town, as_owner: psycopg.Connection
) -> None:
    west = Town(as_owner, "west")
    west.joins(alliance)
    poll = poll_of(alliance, asks=[north, south, west], seats=4, seats_each=2, cost=Decimal(900))
    answer_of(north, poll, "join", seats=2)
    answer_of(south, poll, "join", seats=2)
    shared = settle_poll(alliance.administrator, poll_id=poll.pk).shared
    last = clock.today() + timedelta(days=1)
    leave_shared(north.administrator, shared_id=shared.pk, until=last, reason="Ingen tid")

    def told() -> dict[str, tuple[bool, int, Decimal | None]]:
        with alliance.looking():
            rows = Participant.owned_by(alliance.administrator).filter(shared=shared)
            return {r.member.name: (r.until is None, r.seats, r.cost_share) for r in rows}

    settle_poll(alliance.administrator, poll_id=poll.pk)
    half = Decimal(450)
    assert told() == {"North": (False, 2, half), "South": (True, 2, half)}
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        answer_of(west, poll, "join", seats=2)

    assert told() == {"North": (False, 0, None), "South": (True, 2, half), "West": (True, 2, half)}


def test_who_said_no_and_then_yes_is_in_again(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north, south], seats=4, seats_each=2)
    for choice in ("join", "no", "join"):
        answer_of(north, poll, choice, seats=2)
        answer_of(south, poll, "lead", seats=2)
        settle_poll(alliance.administrator, poll_id=poll.pk)
        with alliance.arranging():
            Poll.everything.filter(pk=poll.pk).update(state="asked")

    with alliance.looking():
        row = Participant.owned_by(alliance.administrator).get(member=north.id)
    assert (row.takes_part, row.until, row.seats) == ("join", None, 2)
