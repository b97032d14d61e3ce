"""Answers that come by a list or by the address in a mail: shown as such, and opening no more."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import translation
from openpyxl import Workbook

from samsyn.apps.federation.models import Poll, PollAnswer, PollAsked, PollDoor
from samsyn.apps.federation.queries.polls import Said, answers_of
from samsyn.apps.federation.services.answer_at_door import mail_address_to_answer, send_address
from samsyn.apps.federation.services.answer_poll import Answer, write_down_answer
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from tests.apps.federation.poll_help import MANDATE, answer_of, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
MAIL = "chief@north.example"
YES = {"choice": "join", "hours": "12", "mandate": MANDATE, "condition": "Om priset håller"}


@pytest.fixture(autouse=True)
def english() -> object:
    """Speak English, and let nobody have guessed before."""
    cache.clear()
    with translation.override("en"):
        yield


def said(alliance: Town, poll: Poll) -> dict[str, Said]:
    with alliance.looking():
        return {one.member: one for one in answers_of(alliance.administrator, [poll])[poll.pk]}


def asked_of(alliance: Town, poll: Poll, member: Town) -> PollAsked:
    with alliance.looking():
        return PollAsked.owned_by(alliance.administrator).get(poll=poll, member_id=member.id)


def mailed(alliance: Town, poll: Poll, member: Town, address: str = MAIL) -> str:
    """Mail an address to answer at, and return where it leads."""
    asked = asked_of(alliance, poll, member)
    door = mail_address_to_answer(alliance.administrator, asked_id=asked.pk, address=address)
    assert send_address(alliance.administrator, door.pk)
    assert not send_address(alliance.administrator, door.pk), "one mail is enough"
    letter = mail.outbox[-1]
    assert letter.to == [address]
    (path,) = re.findall(r"https?://[^/]+(/poll-answer/\S+)", str(letter.body))
    return str(path)


def test_whoever_holds_the_mail_answers_one_poll_for_one_member(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south], name="Digitala processer")
    poll_of(alliance, asks=[north], name="En annan fråga")
    answer_of(south, poll, "no", condition="Sydlig hemlighet")
    path = mailed(alliance, poll, north)
    stranger = Client()

    seen = stranger.get(path).content.decode()
    assert "Digitala processer" in seen
    for secret in ("En annan", "Sydlig", "Ingen hinner", "menu-link"):
        assert secret not in seen, secret
    assert said(alliance, poll)["North"].standing == "waiting"  # a look changes nothing

    answer = stranger.post(path, YES)
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "private, no-store"
    told = said(alliance, poll)["North"]
    assert (told.standing, told.hours, told.condition, told.told, told.who) == (
        "join", 12, "Om priset håller", True, MAIL,
    )  # fmt: skip
    with alliance.looking():
        assert Act.everything.filter(name="federation.answer_at_door").get().actor_name == MAIL
    assert "Tack" in stranger.get(path).content.decode()
    with north.looking():
        assert not PollAnswer.owned_by(north.administrator).exists()


def test_all_that_is_missing_is_said_at_once_and_nothing_is_kept(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north], asks_money=True)
    path = mailed(alliance, poll, north)

    answer = Client().post(path, {"choice": "join", "mandate": " "})

    assert answer.status_code == 422
    for code in ("hours", "money"):
        assert f'name="{code}"' in answer.content.decode()
    assert said(alliance, poll)["North"].standing == "waiting"


@pytest.mark.parametrize(
    "token", ["x", "1.1.x", "9.9.9", "1..", "a.b.c", "1.1." + "0" * 64, "9" * 40 + ".1.a", "²1.1.1"]
)
def test_a_guess_opens_nothing(token: str, alliance: Town, north: Town) -> None:
    mailed(alliance, poll_of(alliance, asks=[north]), north)

    answer = Client().get(f"/poll-answer/{token}/")

    assert answer.status_code == 404
    assert "Digitala" not in answer.content.decode()


def test_neither_anothers_number_nor_a_stolen_table_opens_a_door(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])
    mine, other = mailed(alliance, poll, north), mailed(alliance, poll, south)
    first, second = (path.split("/")[2].split(".") for path in (mine, other))
    swapped = f"/poll-answer/{first[0]}.{second[1]}.{first[2]}/"
    moved = f"/poll-answer/{north.id}.{first[1]}.{first[2]}/"
    with alliance.looking():
        nonces = PollDoor.everything.values_list("pk", "nonce")
        stolen = [f"/poll-answer/{alliance.id}.{pk}.{nonce}/" for pk, nonce in nonces]

    for path in (swapped, moved, *stolen):
        assert Client().post(path, YES).status_code == 404, path
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):  # noqa: S106
        assert Client().get(mine).status_code == 404
    assert {one.standing for one in said(alliance, poll).values()} == {"waiting"}


def test_many_guesses_are_slowed_down(alliance: Town, north: Town) -> None:
    path = mailed(alliance, poll_of(alliance, asks=[north]), north)
    client = Client()
    for _guess in range(20):
        client.get("/poll-answer/1.1.x/")

    assert client.get(path).status_code == 429


def test_the_address_dies_with_the_last_day_with_a_newer_mail_and_with_the_poll(
    alliance: Town, north: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = poll_of(alliance, asks=[north])
    older = mailed(alliance, poll, north)
    newer = mailed(alliance, poll, north, "other@north.example")
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200

    with monkeypatch.context() as later:
        later.setattr(clock, "today", lambda *_of: poll.deadline)
        assert Client().get(newer).status_code == 200, "on the last day too"
        later.setattr(clock, "today", lambda *_of: poll.deadline + timedelta(days=1))
        assert Client().get(newer).status_code == 410
        assert Client().post(newer, YES).status_code == 410

    with alliance.arranging():
        Poll.owned_by(alliance.administrator).update(state="ended")
    assert Client().post(newer, YES).status_code == 410
    assert said(alliance, poll)["North"].standing == "waiting"


def test_a_members_own_answer_goes_before_and_closes_the_door(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    path = mailed(alliance, poll, north)
    Client().post(path, YES)
    answer_of(north, poll, "no")

    answer = Client().post(path, YES)

    assert answer.status_code == 410
    assert (said(alliance, poll)["North"].standing, said(alliance, poll)["North"].told) == (
        "no", False,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        mailed(alliance, poll, north)
    assert [one.code for one in refused.value.objections] == [PollFlaw.ANSWERED_ITSELF]


def test_the_federation_does_not_write_over_what_was_answered_at_the_door(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    Client().post(mailed(alliance, poll, north), YES)

    with pytest.raises(Refused):
        write_down_answer(
            alliance.administrator,
            asked_id=asked_of(alliance, poll, north).pk,
            answer=Answer(choice="no", mandate="me"),
        )
    client = signed_in(alliance)
    client.post(f"/alliance/polls/{poll.pk}/list/", {"pasted": "North;nej", "mandate": "me"})
    assert said(alliance, poll)["North"].standing == "join"


def signed_in(town: Town, role: AccessRole = AccessRole.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(town.user(role))
    return client


def test_only_who_may_write_for_the_federation_mails_or_reads_in(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    asked = asked_of(alliance, poll, north)
    paths = [f"polls/{poll.pk}/list/", f"poll-members/{asked.pk}/mail/"]

    for path in paths:
        assert signed_in(alliance, AccessRole.READER).get(f"/alliance/{path}").status_code == 403
        assert signed_in(north).get(f"/north/{path}").status_code == 404
        assert signed_in(north).post(f"/north/{path}", {"address": MAIL}).status_code == 404
    assert mail.outbox == []


def test_a_spreadsheet_of_answers_is_read_in_at_once(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])
    book = Workbook()
    for row in (["Kommun", "Svar", "Timmar", "Villkor"], ["North", "Ja", 20, "med råge"],
                ["South kommun", "Nej", None, None]):  # fmt: skip
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    file = SimpleUploadedFile("svar.xlsx", content.getvalue())

    client = signed_in(alliance)
    answer = client.post(
        f"/alliance/polls/{poll.pk}/list/", {"file": file, "mandate": "E-rådet"}, follow=True
    )

    told = said(alliance, poll)
    assert (told["North"].standing, told["North"].hours, told["North"].condition) == (
        "join", 20, "med råge",
    )  # fmt: skip
    assert (told["South"].standing, told["South"].mandate) == ("no", "E-rådet")
    assert "2 answers are read in." in answer.content.decode()
    assert "from a list that" in answer.content.decode()


def test_a_list_with_anything_wrong_saves_nothing_and_tells_all_of_it(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])

    answer = signed_in(alliance).post(
        f"/alliance/polls/{poll.pk}/list/",
        {"pasted": "North;ja;12\nSouth;ja\nFar;kanske", "mandate": "E-rådet"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    for told in (
        "Line 2: Say how many hours", "Line 3: “Far” is nobody", "Line 3: “kanske” is no answer",
    ):  # fmt: skip
        assert told in page, told
    assert {one.standing for one in said(alliance, poll).values()} == {"waiting"}


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x00\xff\x00", b"\xd0\xcf\x11\xe0" * 9])
def test_a_hostile_file_is_refused_in_words(content: bytes, alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north])

    answer = signed_in(alliance).post(
        f"/alliance/polls/{poll.pk}/list/", {"file": SimpleUploadedFile("x.xlsx", content)}
    )

    assert answer.status_code == 422
