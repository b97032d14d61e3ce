"""Who has declined the letter of the day gets what is their duty alone, and nothing else."""

from __future__ import annotations

import pytest
from django.core import mail

from samsyn.apps.council.services.adjust_minutes import approve_minutes, send_minutes
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.letter_jobs import write
from samsyn.kernel.models import User
from tests.apps.council.held_meeting import held_meeting
from tests.apps.federation.poll_help import poll_of
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def bodies(user: User) -> list[str]:
    return [str(one.body) for one in mail.outbox if user.email in one.to]


def test_what_others_could_do_too_is_not_mailed(alliance: Town, north: Town) -> None:
    reads, declines = north.user(AccessRole.STRATEGIST), north.user(AccessRole.STRATEGIST)
    User.objects.filter(pk=declines.pk).update(daily_letter=False)
    poll_of(alliance, asks=[north], name="Första frågan")
    mail.outbox.clear()

    write([north.id])

    (told,) = bodies(reads)
    assert "/account/" in told
    assert bodies(declines) == []


def test_minutes_that_only_they_approve_are(north: Town) -> None:
    held = held_meeting(north)
    User.objects.filter(pk=held.chair.user.pk).update(daily_letter=False)
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    mail.outbox.clear()
    write([north.id])

    (told,) = bodies(held.chair.user)
    assert "You have declined the letter of the day." in told
    assert "Turn it off" not in told

    approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)
    mail.outbox.clear()
    write([north.id])
    assert bodies(held.chair.user) == []


def test_everybody_chooses_it_on_the_page_of_their_account(north: Town) -> None:
    browser = signed_in(north)
    assert 'name="daily_letter"' in browser.get("/account/").content.decode()

    browser.post("/account/", {"name": "Ada", "language": ""})

    assert User.objects.get(name="Ada").daily_letter is False
