"""A round asks each owner once, confirms at once what is true, and lets changes wait."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation

from samsyn.apps.register.models import System
from samsyn.apps.rounds.jobs import remind_waiting
from samsyn.apps.rounds.models import RoundPerson
from samsyn.apps.rounds.public import (
    Round,
    apply_answer,
    end_round,
    send_to,
    set_aside,
    start_round,
)
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.rounds.objections import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Change, Task
from samsyn.kernel.tasks import perform
from tests.apps.register.conftest import Shelf, signed_in
from tests.apps.rounds.conftest import NOW, Owners, answers, asked, begin, door_to
from tests.support.builders import Town
from tests.support.smtp import mail_server


def system(north: Town, row: System) -> System:
    with north.looking():
        return System.owned_by(north.administrator).get(pk=row.pk)


def test_each_owner_gets_one_mail_about_their_own_and_leavers_are_told_of(
    north: Town, owners: Owners
) -> None:
    one = begin(north)
    with north.looking():
        task = Task.owned_by(north.administrator).get(kind="rounds.send")
        Task.owned_by(north.administrator).update(user_id=0)
    perform(task_id=task.pk, organisation_id=north.id)
    perform(task_id=task.pk, organisation_id=north.id)
    for person in (owners.anna, owners.bo):
        assert not send_to(north.administrator, asked(north, person).pk)

    assert sorted(m.to[0] for m in mail.outbox) == ["anna@north.example", "bo@north.example"]
    kept = answers(north)
    assert sorted(kept) == ["Arkivet", "Ekot", "Heroma", "Kartan"]
    assert (kept["Arkivet"].asked_id, kept["Arkivet"].nobody_because) == (
        None,
        "Gun Gran has left.",
    )
    page = signed_in(north).get(f"/north/rounds/{one.pk}/").content.decode()
    assert "Nobody could be asked" in page
    assert "Gun Gran has left." in page


def test_only_what_nobody_confirmed_lately_is_asked_about(north: Town, owners: Owners) -> None:
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=owners.ekot.pk).update(
            confirmed_on=date(2026, 9, 1)
        )
        System.owned_by(north.administrator).filter(pk=owners.heroma.pk).update(
            confirmed_on=date(2025, 9, 1)
        )

    begin(north, months=6)

    assert sorted(answers(north)) == ["Arkivet", "Heroma", "Kartan"]


def test_nobody_is_asked_about_what_has_had_its_day(
    north: Town, shelf: Shelf, owners: Owners
) -> None:
    shelf.system(name="Gamla Ekot", owner=owners.anna, stage="retired")
    begin(north)
    asked_about = set(answers(north))
    assert {"Ekot", "Heroma"} <= asked_about
    assert "Gamla Ekot" not in asked_about

    terms: dict[str, dict[str, object]] = {
        "Ekots avtal": {},
        "Runs by itself": {"valid_until": date(2026, 1, 1), "renewal": "renews"},
        "Ran out": {"valid_until": date(2026, 11, 21)},
        "Last day today": {"valid_until": date(2026, 11, 22)},
        "Ended": {"terminated_on": date(2026, 11, 22)},
    }
    for name, said in terms.items():
        shelf.agreement(name=name, owner=owners.anna, **said)
    with north.arranging():
        Round.owned_by(north.administrator).delete()
    start_round(
        north.administrator, about="agreements:owner", asked=["number"], deadline=date(2026, 12, 1)
    )
    assert sorted(answers(north)) == ["Ekots avtal", "Last day today", "Runs by itself"]


def test_the_mail_speaks_the_readers_language_and_holds_the_words(
    north: Town, shelf: Shelf, owners: Owners
) -> None:
    user = north.user(AccessRole.READER)
    user.language = "sv"
    user.save()
    with north.arranging():
        owners.anna.user = user
        owners.anna.save()
    begin(north, words="Only what is in use.")
    with translation.override("en"):
        send_to(north.administrator, asked(north, owners.anna).pk)

    (letter,) = mail.outbox
    assert "Only what is in use." in letter.body
    assert letter.to == ["anna@north.example"]
    assert re.search(r"/answer/\d+\.\d+\.[0-9a-f]{64}/", str(letter.body))


def test_still_true_confirms_the_row_today_and_tells_who_said_so(
    north: Town, owners: Owners, one: Round
) -> None:
    client = Client()
    door = door_to("anna@north.example")
    page = client.get(door).content.decode()
    assert "Ekot" in page
    assert "Grades." in page

    assert client.post(door, {"all": "still_true"}).status_code == 302

    assert system(north, owners.ekot).confirmed_on == date(2026, 11, 22)
    assert system(north, owners.heroma).confirmed_on == date(2026, 11, 22)
    assert system(north, owners.kartan).confirmed_on is None
    assert {k: v.said for k, v in answers(north).items()} == {
        "Arkivet": "nothing",
        "Ekot": "still_true",
        "Heroma": "still_true",
        "Kartan": "nothing",
    }
    with north.looking():
        changes = Change.visible_to(north.administrator).filter(
            table_name="register_system", row_id=owners.ekot.pk, kind="update"
        )
        told = list(changes.values_list("act__name", "act__actor_name"))
    assert told == [("rounds.answer_round", "Anna Berg")]
    answered = client.get(door, headers={"Cookie": "samsyn_language=en"})
    assert "Thank you" in answered.content.decode()


def test_a_change_waits_for_the_coordinator_and_the_history_names_both(
    north: Town, owners: Owners, one: Round
) -> None:
    pk = answers(north)["Ekot"].pk
    door = door_to("anna@north.example")
    Client().post(
        door,
        {f"a{pk}-said": "change", f"a{pk}-purpose": "Grades and absence.", f"a{pk}-users": "250"},
    )
    entry = answers(north)["Ekot"]
    assert (entry.review, entry.proposed) == (
        "waiting", {"purpose": "Grades and absence.", "users": 250},
    )  # fmt: skip
    assert system(north, owners.ekot).purpose == "Grades."
    coordinator = signed_in(north)
    page = coordinator.get(f"/north/rounds/{one.pk}/review/").content.decode()
    assert "<del>Grades.</del>" in page

    answer = coordinator.post(f"/north/rounds/{one.pk}/review/", {f"decide-{pk}": "apply"})

    assert answer.status_code == 302
    ekot = system(north, owners.ekot)
    assert (ekot.purpose, ekot.users, ekot.confirmed_on) == (
        "Grades and absence.", 250, date(2026, 11, 22),
    )  # fmt: skip
    history = coordinator.get(f"/north/systems/{owners.ekot.pk}/").content.decode()
    assert "Changed as the owner proposed" in history
    assert "Proposed by Anna Berg" in history


def test_the_coordinator_sees_what_has_changed_since_the_owner_answered(
    north: Town, owners: Owners, one: Round
) -> None:
    pk = answers(north)["Ekot"].pk
    Client().post(door_to("anna@north.example"), {f"a{pk}-said": "change", f"a{pk}-users": "250"})
    coordinator = signed_in(north)
    assert "Changed since" not in (
        coordinator.get(f"/north/rounds/{one.pk}/review/").content.decode()
    )
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=owners.ekot.pk).update(users=900)

    page = coordinator.get(f"/north/rounds/{one.pk}/review/").content.decode()

    assert "Changed since the answer: it now says 900." in page


def test_not_mine_any_more_is_handed_to_whom_the_coordinator_chooses(
    north: Town, owners: Owners, one: Round
) -> None:
    pk = answers(north)["Ekot"].pk
    door = door_to("anna@north.example")
    Client().post(door, {f"a{pk}-said": "not_mine", f"a{pk}-who_then": "bo ek"})
    with pytest.raises(Refused) as refused:
        apply_answer(north.administrator, answer_id=pk)
    assert refused.value.objections[0].code == Obstacle.WHO_THEN
    page = signed_in(north).get(f"/north/rounds/{one.pk}/review/").content.decode()
    assert f'<option value="{owners.bo.pk}" selected>' in page

    apply_answer(north.administrator, answer_id=pk, successor_id=owners.bo.pk)

    assert system(north, owners.ekot).owner_id == owners.bo.pk
    with pytest.raises(Refused):
        apply_answer(north.administrator, answer_id=pk, successor_id=owners.anna.pk)


def test_what_the_nouns_own_form_refuses_is_not_applied(
    north: Town, owners: Owners, one: Round
) -> None:
    pk = answers(north)["Ekot"].pk
    Client().post(door_to("anna@north.example"), {f"a{pk}-said": "change", f"a{pk}-users": "7"})
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=owners.ekot.pk).update(hosting_country="12")

    with pytest.raises(Refused):
        apply_answer(north.administrator, answer_id=pk)

    assert system(north, owners.ekot).users == 200
    set_aside(north.administrator, answer_id=pk)
    assert answers(north)["Ekot"].review == "set_aside"


def test_a_reminder_goes_once_and_to_nobody_who_is_done(
    north: Town, owners: Owners, one: Round
) -> None:
    Client().post(door_to("anna@north.example"), {"all": "still_true"})
    mail.outbox.clear()

    with clock.stopped_at(NOW + timedelta(days=10)):
        remind_waiting(north.id)
    assert mail.outbox == []
    for _time in range(2):
        with clock.stopped_at(NOW + timedelta(days=19)):
            remind_waiting(north.id)

    assert [m.to for m in mail.outbox] == [["bo@north.example"]]
    assert asked(north, owners.bo).reminded_at is not None
    assert asked(north, owners.anna).reminded_at is None


def test_what_a_mail_server_does_not_take_is_tried_again(north: Town, owners: Owners) -> None:
    begin(north)
    with mail_server() as server, override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=server.port,
        EMAIL_USE_TLS=False,
        EMAIL_HOST_USER="",
    ):  # fmt: skip
        server.refused.add("bo@north.example")
        remind_waiting(north.id)
        first = [letter.receivers for letter in server.letters if letter.receivers]
        server.refused.clear()
        remind_waiting(north.id)
        letters = [letter for letter in server.letters if letter.receivers]

    assert first == [["anna@north.example"]]
    told = [letter.receivers[0] for letter in letters]
    assert told == ["anna@north.example", "bo@north.example"]
    message = letters[0].message
    assert message["Subject"].startswith("North: ")
    assert message.get_content_type() == "text/plain"
    (path,) = re.findall(r"https?://[^/]+(/answer/\S+)", message.get_content())
    assert Client().get(path).status_code == 200


def test_only_a_coordinator_runs_rounds(north: Town, south: Town, owners: Owners) -> None:
    with pytest.raises(NotAllowed):
        begin_as(north, AccessRole.CONTRIBUTOR)
    one = begin(north)
    client = signed_in(north, AccessRole.CONTRIBUTOR)
    for end in ("", "start/", f"{one.pk}/review/", f"{one.pk}/end/"):
        assert client.get(f"/north/rounds/{end}").status_code == 403
    neighbour = signed_in(south)
    for end in ("", "review/", "end/"):
        assert neighbour.get(f"/south/rounds/{one.pk}/{end}").status_code == 404
    with pytest.raises(Round.DoesNotExist):
        end_round(south.administrator, round_id=one.pk)


def begin_as(north: Town, role: AccessRole) -> None:
    start_round(north.person(role), about="systems:owner", asked=["purpose"],
                deadline=date(2026, 12, 1))  # fmt: skip


def test_a_coordinator_starts_a_round_in_the_browser(north: Town, owners: Owners) -> None:
    client = signed_in(north)
    chosen = client.get("/north/rounds/start/").content.decode()
    assert '<a href="?about=systems:owner">System owner</a>' in chosen
    address = "/north/rounds/start/?about=systems:owner"
    form = client.get(address).content.decode()
    assert "At most 4 records and 2 people." in form
    wrong = client.post(address, {"asked": ["purpose"], "deadline": "2020-01-01"})
    assert wrong.status_code == 422

    answer = client.post(
        address, {"asked": ["purpose"], "deadline": "2026-12-13", "months": "0"}, follow=True
    )

    page = answer.content.decode()
    assert "not mailed yet" in page
    with north.looking():
        assert RoundPerson.owned_by(north.administrator).count() == 2
