"""The weekly mail: once, in one's own language, about what needs one and not what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation

from samsyn.apps.home.jobs import digest
from samsyn.apps.home.models import DigestSent
from samsyn.apps.organisation.public import Person
from samsyn.apps.rounds.public import start_round
from samsyn.apps.sharing.public import Taking, offer_row, settle_taking, take_offer
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.models import User
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town
from tests.support.smtp import mail_server

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(db: None) -> Iterator[None]:
    """Let it be a Monday morning in November, among people who read English."""
    with clock.stopped_at(MONDAY), translation.override("en"):
        yield


@dataclass
class Owner:
    """Somebody with an account who answers for things."""

    user: User
    person: Person
    shelf: Shelf


@pytest.fixture
def me(north: Town) -> Owner:
    """Anna, who may offer, take and run rounds."""
    user, shelf = north.user(AccessRole.STRATEGIST), Shelf(north)
    user.language = "en"
    user.save()
    return Owner(user, shelf.person(name="Anna Berg", email=user.email, user=user), shelf)


def paths() -> list[str]:
    """Return where the links of the only mail lead."""
    (letter,) = mail.outbox
    return re.findall(r"https?://[^/\s]+(/\S+)", str(letter.body))


def test_nobody_hears_anything_when_nothing_needs_them(north: Town, me: Owner) -> None:
    digest(north.id)

    assert mail.outbox == []
    with north.looking():
        assert not DigestSent.owned_by(north.administrator).exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"next_follow_up": date(2027, 2, 21)}, True),
        ({"next_follow_up": date(2027, 2, 22)}, False),
        ({"next_follow_up": date(2026, 11, 1)}, True),
        ({"valid_until": date(2027, 5, 1), "notice_months": 3}, True),
        ({"valid_until": date(2027, 12, 1), "notice_months": 3}, False),
        ({"next_follow_up": date(2026, 12, 1), "terminated_on": date(2026, 11, 1)}, False),
    ],
)
def test_agreements_whose_day_comes_within_ninety_days_are_told(
    said: dict[str, object], told: bool, north: Town, me: Owner
) -> None:
    agreement = me.shelf.agreement(name="Avtal om Ekot", owner=me.person, **said)
    me.shelf.agreement(name="Somebody else's", **said)

    digest(north.id)

    assert bool(mail.outbox) is told
    if told:
        assert f"/north/agreements/{agreement.pk}/" in paths()
        assert "Somebody" not in str(mail.outbox[0].body)


def test_one_mail_a_week_however_often_the_job_runs(north: Town, me: Owner) -> None:
    me.shelf.agreement(owner=me.person, next_follow_up=date(2026, 12, 1))
    for day in range(7):
        with clock.stopped_at(MONDAY + timedelta(days=day)):
            digest(north.id)
    assert len(mail.outbox) == 1

    with clock.stopped_at(MONDAY + timedelta(days=7)):
        digest(north.id)

    assert len(mail.outbox) == 2


def test_every_link_lands_on_the_thing_after_signing_in(
    north: Town, south: Town, me: Owner
) -> None:
    me.shelf.agreement(owner=me.person, next_follow_up=date(2026, 12, 1))
    system = me.shelf.system(name="Ekot", owner=me.person)
    start_round(
        north.administrator, about="systems:owner", asked=["purpose"], deadline=date(2026, 12, 5)
    )
    theirs = Shelf(south).system(name="Heroma")
    offer = offer_row(south.administrator, kind="systems", row_id=theirs.pk)
    taking, _left = take_offer(north.administrator, offer_id=offer.pk)
    with north.arranging():
        Taking.owned_by(north.administrator).update(responsible=me.person)

    digest(north.id)

    links = paths()
    assert f"/north/takings/{taking.pk}/compare/" in links
    assert any(link.startswith("/answer/") for link in links)
    client, stranger = Client(), Client()
    client.force_login(me.user)
    for link in links:
        assert client.get(link).status_code == 200, link
        if not link.startswith("/answer/"):
            there = stranger.get(link)
            assert there["Location"] == f"/account/sign-in/?next={link}", link
    assert "Ekot" in client.get(next(x for x in links if "/answer/" in x)).content.decode()
    assert system.name == "Ekot"


def test_what_is_done_is_not_told(north: Town, south: Town, me: Owner) -> None:
    me.shelf.system(name="Ekot", owner=me.person)
    start_round(
        north.administrator, about="systems:owner", asked=["purpose"], deadline=date(2026, 12, 5)
    )
    theirs = Shelf(south).system(name="Heroma")
    offer = offer_row(south.administrator, kind="systems", row_id=theirs.pk)
    taking, _left = take_offer(north.administrator, offer_id=offer.pk)
    with north.arranging():
        Taking.owned_by(north.administrator).update(responsible=me.person)
    digest(north.id)
    door = next(path for path in paths() if path.startswith("/answer/"))
    Client().post(door, {"all": "still_true"})
    settle_taking(
        north.administrator, taking_id=taking.pk, edition=1, theirs=[], state="adopted", reason="x"
    )
    mail.outbox.clear()

    with clock.stopped_at(MONDAY + timedelta(days=7)):
        digest(north.id)

    assert mail.outbox == []


def test_who_wants_none_gets_none_and_may_begin_again(north: Town, me: Owner) -> None:
    me.shelf.agreement(owner=me.person, next_follow_up=date(2026, 12, 1))
    client = Client()
    client.force_login(me.user)
    assert "You get it" in client.get("/north/weekly-mail/").content.decode()
    client.post("/north/weekly-mail/", {"wanted": "no"})
    digest(north.id)
    assert mail.outbox == []

    client.post("/north/weekly-mail/", {"wanted": "yes"})
    digest(north.id)

    assert len(mail.outbox) == 1


def test_who_has_left_or_lost_access_gets_none(north: Town, me: Owner) -> None:
    me.shelf.agreement(owner=me.person, next_follow_up=date(2026, 12, 1))
    with north.arranging():
        me.user.accesses.model.everything.filter(user=me.user).delete()
    digest(north.id)
    assert mail.outbox == []


def test_the_mail_speaks_its_readers_language(north: Town, me: Owner) -> None:
    me.user.language = "sv"
    me.user.save()
    me.shelf.agreement(owner=me.person, next_follow_up=date(2026, 12, 1))

    digest(north.id)

    assert "1 dec" in str(mail.outbox[0].body) or "2026-12-01" in str(mail.outbox[0].body)
    assert translation.get_language() == "en"


def test_a_mail_that_was_not_taken_is_written_again_by_a_real_server(
    north: Town, me: Owner
) -> None:
    me.shelf.agreement(name="Avtal åäö", owner=me.person, next_follow_up=date(2026, 12, 1))
    with mail_server() as server, override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=server.port,
        EMAIL_USE_TLS=False,
        EMAIL_HOST_USER="",
    ):  # fmt: skip
        server.refused.add(me.user.email)
        digest(north.id)
        assert [x for x in server.letters if x.receivers] == []
        server.refused.clear()
        digest(north.id)
        digest(north.id)
        (letter,) = [x for x in server.letters if x.receivers]

    assert letter.receivers == [me.user.email]
    assert letter.message["Subject"] == "North: 1 thing needs you"
    assert "Avtal åäö" in letter.message.get_content()


def test_my_day_shows_the_same(north: Town, me: Owner) -> None:
    me.shelf.agreement(name="Avtal om Ekot", owner=me.person, next_follow_up=date(2026, 12, 1))
    client = Client()
    client.force_login(me.user)

    page = client.get("/north/my-day/").content.decode()

    assert "To be followed up." in page
    assert "1 thing needs you" in page
