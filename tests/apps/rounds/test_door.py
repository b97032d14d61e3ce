"""The address in a mail opens one person's rows, the asked fields only, and nothing by guessing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import System
from samsyn.apps.rounds.models import RoundPerson
from samsyn.apps.rounds.public import Round, apply_answer, end_round, send_to
from samsyn.kernel import clock
from tests.apps.register.conftest import Shelf, signed_in
from tests.apps.rounds.conftest import NOW, Owners, answers, asked, begin, door_to
from tests.support.builders import Town

ANNA, BO = "anna@north.example", "bo@north.example"


def test_it_shows_the_asked_fields_of_that_persons_rows_and_nothing_else(
    north: Town, owners: Owners, one: Round
) -> None:
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=owners.ekot.pk).update(
            fallback="Hemlig plan", yearly_cost=99
        )

    page = Client().get(door_to(ANNA)).content.decode()

    assert "Ekot" in page
    assert "Heroma" in page
    for secret in ("Kartan", "Maps.", "Bo Ek", "Hemlig", "Arkivet", "anna@north", "menu-link"):
        assert secret not in page, secret


def test_one_persons_address_answers_for_nobody_else(
    north: Town, owners: Owners, one: Round
) -> None:
    theirs = answers(north)["Kartan"].pk

    Client().post(door_to(ANNA), {f"a{theirs}-said": "still_true", f"a{theirs}-purpose": "Owned."})

    assert answers(north)["Kartan"].said == "nothing"
    with north.looking():
        assert System.owned_by(north.administrator).get(pk=owners.kartan.pk).confirmed_on is None


def test_a_field_that_was_not_asked_about_is_not_proposed(
    north: Town, owners: Owners, one: Round
) -> None:
    pk = answers(north)["Ekot"].pk

    Client().post(
        door_to(ANNA),
        {
            f"a{pk}-said": "change",
            f"a{pk}-users": "7",
            f"a{pk}-purpose": "Grades.",
            f"a{pk}-owner": str(owners.bo.pk),
            f"a{pk}-visibility": "public",
            f"a{pk}-name": "Renamed",
        },
    )

    assert answers(north)["Ekot"].proposed == {"users": 7}


def tampered(door: str, number: int) -> str:
    """Return the address with another person's number and the same signature."""
    organisation, _dot, rest = door.removeprefix("/answer/").partition(".")
    return f"/answer/{organisation}.{number}.{rest.partition('.')[2]}"


@pytest.mark.parametrize(
    "token", ["x", "1.1.x", "9.9.9", "1..", "a.b.c", "1.1." + "0" * 64, "9" * 40 + ".1.a", "²1.1.1"]
)
def test_a_guess_opens_nothing_and_tells_nothing(token: str, north: Town, one: Round) -> None:
    answer = Client().get(f"/answer/{token}/")

    assert answer.status_code == 404
    assert "North" not in answer.content.decode()


def test_another_persons_number_with_ones_own_signature_opens_nothing(
    north: Town, owners: Owners, one: Round
) -> None:
    mine, other = door_to(ANNA), door_to(BO)
    number = int(other.removeprefix("/answer/").split(".")[1])

    answers_alike = [Client().get(tampered(mine, number)), Client().get(tampered(mine, 999_999))]

    assert [answer.status_code for answer in answers_alike] == [404, 404]
    assert "Kartan" not in answers_alike[0].content.decode()


def test_a_stolen_table_opens_no_door(north: Town, owners: Owners, one: Round) -> None:
    with north.looking():
        kept = list(RoundPerson.owned_by(north.administrator).values("pk", "nonce"))
    for row in kept:
        assert Client().get(f"/answer/{north.id}.{row['pk']}.{row['nonce']}/").status_code == 404
    door = door_to(ANNA)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):  # noqa: S106
        assert Client().get(door).status_code == 404


def test_a_new_secret_key_with_the_old_as_fallback_keeps_the_doors(
    north: Town, owners: Owners, one: Round, settings: LazySettings
) -> None:
    door, old = door_to(ANNA), settings.SECRET_KEY
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[old]):  # noqa: S106
        assert Client().get(door).status_code == 200


@pytest.mark.parametrize("case", ["too late", "ended", "has left"])
def test_when_the_round_is_over_for_somebody_the_door_is_shut(
    case: str, north: Town, owners: Owners, one: Round
) -> None:
    door = door_to(ANNA)
    when = NOW + timedelta(days=21 + 14)
    if case == "ended":
        end_round(north.administrator, round_id=one.pk)
    elif case == "has left":
        with north.arranging():
            Person.owned_by(north.administrator).filter(pk=owners.anna.pk).update(
                employed_until=date(2026, 11, 21)
            )
    with clock.stopped_at(when):
        last = Client().get(door).status_code
    with clock.stopped_at(when + timedelta(days=1) if case == "too late" else NOW):
        seen, posted = Client().get(door), Client().post(door, {"all": "still_true"})

    assert last == (200 if case == "too late" else 410)
    assert (seen.status_code, posted.status_code) == (410, 410)
    assert "Ekot" not in seen.content.decode()
    assert answers(north)["Ekot"].said == "nothing"


def test_what_has_been_reviewed_is_settled(north: Town, owners: Owners, one: Round) -> None:
    pk, door = answers(north)["Ekot"].pk, door_to(ANNA)
    Client().post(door, {f"a{pk}-said": "change", f"a{pk}-users": "7", f"a{pk}-purpose": "Grades."})
    apply_answer(north.administrator, answer_id=pk)

    Client().post(door, {f"a{pk}-said": "change", f"a{pk}-users": "8", f"a{pk}-purpose": "Grades."})

    assert answers(north)["Ekot"].proposed == {"users": 7}
    assert answers(north)["Ekot"].review == "applied"


def test_guessing_is_slowed_down_and_the_right_address_waits_too(
    north: Town, owners: Owners, one: Round
) -> None:
    client = Client()
    for number in range(20):
        assert client.get(f"/answer/{north.id}.{number}.{'0' * 64}/").status_code == 404

    assert client.get(f"/answer/{north.id}.1.{'0' * 64}/").status_code == 429
    assert client.get(door_to(ANNA)).status_code == 429


def test_a_row_closed_since_then_is_not_shown(north: Town, owners: Owners, one: Round) -> None:
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=owners.ekot.pk).update(
            visibility="restricted", purpose="Hemlig"
        )
    door = door_to(ANNA)

    assert "Hemlig" not in Client().get(door).content.decode()
    Client().post(door, {"all": "still_true"})

    with north.arranging():
        assert System.owned_by(north.administrator).get(pk=owners.ekot.pk).confirmed_on is None


def test_the_forms_check_of_where_they_come_from_is_met(
    north: Town, owners: Owners, one: Round
) -> None:
    door = door_to(ANNA)
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(door).content.decode()
    (token, *_rest) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)

    assert browser.post(door, {"all": "still_true"}).status_code == 403
    sent = {"all": "still_true", "csrfmiddlewaretoken": token}
    assert browser.post(door, sent, headers={"Origin": "http://testserver"}).status_code == 302


def test_looking_changes_nothing_and_the_address_is_kept_from_caches(
    north: Town, owners: Owners, one: Round
) -> None:
    answer = Client().get(door_to(ANNA))

    assert answers(north)["Ekot"].said == "nothing"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_door_opens_the_same_for_somebody_who_is_signed_in_elsewhere(
    north: Town, south: Town, owners: Owners, one: Round
) -> None:
    client = signed_in(south)

    assert "Ekot" in client.get(door_to(ANNA)).content.decode()
    assert client.post(door_to(ANNA), {"all": "still_true"}).status_code == 302
    assert client.get(f"/south/systems/{owners.ekot.pk}/").status_code == 404


def test_a_change_that_says_nothing_is_sent_back(north: Town, owners: Owners, one: Round) -> None:
    pk, door = answers(north)["Ekot"].pk, door_to(ANNA)
    same = {f"a{pk}-purpose": "Grades.", f"a{pk}-users": "200"}

    empty = Client().post(door, {f"a{pk}-said": "change", **same})
    wrong = Client().post(door, {f"a{pk}-said": "change", **same, f"a{pk}-users": "many"})
    only_words = Client().post(door, {f"a{pk}-said": "change", **same, f"a{pk}-comment": "Ask me."})

    assert (empty.status_code, wrong.status_code, only_words.status_code) == (422, 422, 302)
    assert answers(north)["Ekot"].comment == "Ask me."


def test_the_page_costs_the_same_for_two_rows_and_for_twenty(
    north: Town, shelf: Shelf, owners: Owners
) -> None:
    for number in range(18):
        shelf.system(name=f"System {number}", owner=owners.anna)
    begin(north)
    for person in (owners.anna, owners.bo):
        send_to(north.administrator, asked(north, person).pk)

    counts = []
    for address in (ANNA, BO):
        Client().get(door_to(address))
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(door_to(address)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 14
    assert len(mail.outbox) == 2
