"""Letters about polls: one a day at most, about what waits and nothing that is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation

from samsyn.apps.federation.jobs import look_after
from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.services.remind_members import remind_members
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock, letters
from samsyn.kernel.letter_jobs import write
from samsyn.kernel.models import DailyLetter, User
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.support.builders import Town
from tests.support.smtp import mail_server

MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Let it be a Monday morning in November."""
    with clock.stopped_at(MORNING), translation.override("en"):
        yield


@pytest.fixture
def me(north: Town) -> User:
    """Somebody in north who may answer polls."""
    return north.user(AccessRole.STRATEGIST)


def on(days: int) -> AbstractContextManager[None]:
    return clock.stopped_at(MORNING + timedelta(days=days))


def bodies(user: User) -> list[str]:
    return [str(m.body) for m in mail.outbox if user.email in m.to]


def test_who_may_answer_hears_of_it_once_a_day_and_others_do_not(
    alliance: Town, north: Town, me: User
) -> None:
    reader = north.user(AccessRole.READER)
    poll_of(alliance, asks=[north], name="Första frågan")
    for _time in range(3):
        write([north.id])

    (body,) = bodies(me)
    assert "Första frågan" in body
    assert bodies(reader) == []


def test_nothing_is_sent_for_what_is_answered(alliance: Town, north: Town, me: User) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "no")
    remind_members(alliance.administrator)
    write([north.id])

    assert mail.outbox == []
    assert not DailyLetter.objects.filter(user=me, day__isnull=False).exists()


def test_two_questions_and_a_reminder_on_one_day_are_one_letter_and_the_rest_comes_tomorrow(
    alliance: Town, north: Town, me: User
) -> None:
    poll_of(alliance, asks=[north], name="Första frågan")
    write([north.id])
    poll_of(alliance, asks=[north], name="Andra frågan")
    write([north.id])
    assert len(bodies(me)) == 1
    with on(1):
        write([north.id])

    assert len(bodies(me)) == 2
    assert "Första frågan" in bodies(me)[1]
    assert "Andra frågan" in bodies(me)[1]


def test_what_was_told_is_told_again_only_when_it_is_asked_for_again(
    alliance: Town, north: Town, me: User
) -> None:
    poll = poll_of(alliance, asks=[north])
    write([north.id])
    for day in (1, 2):
        with on(day):
            write([north.id])
    assert len(bodies(me)) == 1
    with on(3):
        assert remind_members(alliance.administrator, poll_id=poll.pk) == 1
        write([north.id])

    assert len(bodies(me)) == 2


def test_three_days_before_the_last_day_it_reminds_by_itself_and_ends_after_it(
    alliance: Town, north: Town, south: Town, me: User
) -> None:
    poll = poll_of(alliance, asks=[north, south], deadline=date(2026, 12, 7))
    answer_of(south, poll, "no")
    write([north.id])
    for day in range(1, 16):
        with on(day):
            look_after(alliance.id)
            write([north.id, south.id])
        with alliance.looking():
            poll.refresh_from_db()
        assert poll.state == (Poll.State.ENDED if day > 14 else Poll.State.ASKED), day

    assert len(bodies(me)) == 2


def test_one_who_answers_for_two_places_gets_one_letter_about_both(
    alliance: Town, north: Town, south: Town, me: User
) -> None:
    with south.arranging():
        me.accesses.model.everything.create(
            organisation_id=south.id, user=me, role=AccessRole.STRATEGIST
        )
    poll_of(alliance, asks=[north, south])
    write([north.id, south.id])

    (body,) = bodies(me)
    assert body.index("North") < body.index("South")
    assert {"/north/", "/south/"} <= set(re.findall(r"/\w+/", body))


def test_every_link_lands_on_the_answer_after_signing_in(
    alliance: Town, north: Town, me: User
) -> None:
    poll_of(alliance, asks=[north])
    write([north.id])
    path, *_others = re.findall(r"https?://[^/\s]+(/\S+)", bodies(me)[0])
    client = Client()
    assert client.get(path).status_code == 302
    client.force_login(me)

    assert client.get(path).status_code == 200


def test_who_lost_access_hears_nothing(alliance: Town, north: Town, me: User) -> None:
    poll_of(alliance, asks=[north])
    with north.arranging():
        me.accesses.model.everything.filter(user=me).delete()

    assert letters.write_letter(me) is False
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_fails_is_tried_again_and_comes_once_over_a_real_server(
    alliance: Town, north: Town
) -> None:
    me = north.user(AccessRole.STRATEGIST)
    poll_of(alliance, asks=[north], name="Årets fråga")
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with (
        mail_server() as server,
        override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port),
    ):
        server.refused.add(me.email)
        write([north.id])
        assert server.letters == []
        server.refused.clear()
        for _time in range(2):
            write([north.id])
        (letter,) = server.letters

    assert letter.receivers == [me.email]
    assert "Årets fråga" in str(letter.message["subject"])
    assert "Årets fråga" in letter.message.get_content()
