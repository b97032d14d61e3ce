"""The pages of a meeting that sits: what each onlooker sees, and what an open page is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Decision,
    ForumMember,
    ItemNote,
    Vote,
)
from samsyn.apps.council.services.hold_meeting import begin_item, open_meeting
from samsyn.apps.council.services.note_item import Typed, write_note
from samsyn.apps.council.services.take_attendance import say_here
from samsyn.domain.access.permissions import AccessRole
from tests.apps.council.sitting_bed import Bed, make_bed
from tests.support.builders import Town

SECRET = "Slutet rum"  # noqa: S105 - a word to look for
SCRIPT = {"X-Samsyn-Sitting": "1"}


@pytest.fixture
def bed(transactional_db: None, north: Town) -> Bed:
    """A meeting that sits at its second item, the third behind closed doors, with people there."""
    made = make_bed(north)
    with north.arranging():
        item = AgendaItem.everything.get(pk=made.items[2].pk)
        item.name, item.closed_doors, item.proposal = SECRET, True, SECRET
        item.save()
    keeper, at = made.actor("secretary"), made.meeting.pk
    open_meeting(keeper, meeting_id=at)
    for name in ("chair", "anna", "bo"):
        say_here(made.actor(name), meeting_id=at)
    write_note(keeper, meeting_id=at, item_id=made.items[2].pk, typed=Typed(text=SECRET))
    begin_item(keeper, meeting_id=at, item_id=made.items[1].pk)
    return made


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def _news(client: Client, bed: Bed, seen: str = "0", look: str = "inside") -> Any:
    return client.get(bed.address("news/"), {"seen": seen, "look": look})


def _write(client: Client, bed: Bed, **form: object) -> Any:
    return client.post(bed.address("write/"), form, headers=SCRIPT)


def test_the_secretary_writes_members_vote_and_observers_look(bed: Bed) -> None:
    desk = _text(bed.client("secretary"), bed.address())
    assert 'id="write-note"' in desk
    assert 'value="close"' in desk
    member = _text(bed.client("anna"), bed.address())
    assert f'value="mine:{bed.items[1].pk}:for"' in member
    assert 'id="write-reservation"' in member
    observer = _text(bed.client("observer"), bed.address())
    for forbidden in ('id="write-note"', 'value="close"', 'value="mine:', 'value="vote:'):
        assert forbidden not in observer
        assert (forbidden in member) == (forbidden == 'value="mine:')


def test_observers_readers_and_the_wall_hear_nothing_from_behind_closed_doors(bed: Bed) -> None:
    reader = Client()
    reader.force_login(bed.town.user(AccessRole.READER))
    for name in ("secretary", "anna"):
        assert SECRET in _text(bed.client(name), bed.address())
    for client in (bed.client("observer"), reader):
        assert SECRET not in _text(client, bed.address())
        assert SECRET not in _news(client, bed).content.decode()
        assert SECRET not in _news(client, bed, look="desk").content.decode()
    assert SECRET not in _text(bed.client("secretary"), bed.address("wall/"))
    assert SECRET not in _news(bed.client("secretary"), bed, look="wall").content.decode()


def test_who_is_removed_from_the_forum_sees_nothing_from_that_moment(bed: Bed) -> None:
    client = bed.client("anna")
    first = _news(client, bed)
    assert "Item 2" in first.content.decode()
    with bed.town.arranging():
        ForumMember.everything.get(person__user=bed.users["anna"].pk).delete()
    for address in ("", "news/?seen=0&look=inside", "wall/"):
        answer = client.get(bed.address(address))
        assert answer.status_code == 404
        assert b"Item 2" not in answer.content
    vote = {"do": f"mine:{bed.items[1].pk}:for"}
    assert client.post(bed.address("press/"), vote, headers=SCRIPT).status_code == 404
    with bed.town.looking():
        assert not Vote.everything.exists()


def test_neighbours_and_strangers_do_not_find_it(bed: Bed, south: Town) -> None:
    client = Client()
    client.force_login(south.user())
    for start in ("/north", "/south"):
        answer = client.get(f"{start}/meetings/{bed.meeting.pk}/sitting/")
        assert answer.status_code == 404
    assert Client().get(bed.address()).status_code == 302


def test_an_open_page_is_told_only_when_something_is_new(
    bed: Bed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = bed.client("anna")
    told = _news(client, bed)
    beat = told.content.decode().split('data-beat="')[1].split('"')[0]
    with django_assert_num_queries(7):
        nothing = _news(client, bed, seen=beat)
    assert (nothing.status_code, nothing.content) == (204, b"")
    other = bed.client("bo")
    with django_assert_num_queries(7):  # drawn for Anna already, so Bo's costs no more than that
        assert _news(other, bed).status_code == 200
    vote = {"do": f"mine:{bed.items[1].pk}:against"}
    assert other.post(bed.address("press/"), vote, headers=SCRIPT).status_code == 200
    again = _news(client, bed, seen=beat).content.decode()
    assert "0 for, 1 against, 0 abstain" in again
    assert f'value="mine:{bed.items[1].pk}:for"' in again


def test_a_page_is_asked_in_few_questions(
    bed: Bed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = bed.client("secretary")
    _text(client, bed.address())
    begin_item(bed.actor("secretary"), meeting_id=bed.meeting.pk, item_id=bed.items[0].pk)
    with django_assert_num_queries(18):
        _text(client, bed.address())


def test_notes_decisions_and_actions_are_stored_once_however_often_they_are_sent(bed: Bed) -> None:
    client, item = bed.client("secretary"), bed.items[1].pk
    forms: list[dict[str, object]] = [
        {"what": "note", "kind": "note", "text": "Said."},
        {"what": "decision", "outcome": "approved", "text": "It is done."},
        {"what": "action", "text": "Do it", "who": "Anna", "due_on": "2026-12-01"},
    ]
    for form in forms:
        for _time in range(2):
            answer = _write(client, bed, item=item, client_id="x1", **form)
            assert answer.status_code == 200, answer.content
    with bed.town.looking():
        assert ItemNote.everything.filter(item=item).count() == 1
        decision = Decision.everything.get()
        action = Action.everything.select_related("responsible").get()
    assert (decision.text, decision.item_id) == ("It is done.", item)
    assert action.responsible is not None
    assert (action.responsible.name, str(action.due_on)) == ("Anna", "2026-12-01")
    text = _text(bed.client("observer"), bed.address())
    for told in ("Said.", "It is done.", "Do it"):
        assert told in text


def test_what_is_refused_is_told_in_words_and_changes_nothing(bed: Bed) -> None:
    client, item = bed.client("secretary"), bed.items[1].pk
    empty = _write(client, bed, what="note", item=item, text="  ")
    assert (empty.status_code, empty.json()["told"]) == (422, "Write something first.")
    for do in ("", "fly", "begin", "begin:x", f"vote:{item}", "begin:999999999999999999999"):
        answer = client.post(bed.address("press/"), {"do": do}, headers=SCRIPT)
        assert answer.status_code == 422, do
    for form in ({}, {"what": "note"}, {"what": "decision", "item": item, "outcome": "maybe"}):
        assert _write(client, bed, **form).status_code == 422
    member = bed.client("anna")
    assert _write(member, bed, what="note", item=item, text="Mine").status_code == 403
    with bed.town.looking():
        assert ItemNote.everything.filter(item=item).count() == 0


def test_all_of_it_works_without_scripts(bed: Bed) -> None:
    client, item = bed.client("secretary"), bed.items[0].pk
    write = bed.address("write/")
    form = {"what": "note", "item": item, "kind": "note", "text": "By hand."}
    assert client.post(write, form).headers["Location"] == bed.address()
    with bed.town.looking():
        note = ItemNote.everything.get(item=item)
    page = _text(client, f"{bed.address()}?edit={note.pk}")
    assert f'name="note" value="{note.pk}"' in page
    changed = {**form, "note": note.pk, "edition": 1, "base": "By hand.", "text": "By a hand."}
    client.post(write, changed)
    assert "By a hand." in _text(client, bed.address())
    refused = client.post(
        write, {"what": "decision", "item": item, "outcome": "rejected", "text": "No to this"}
    )
    assert refused.status_code == 422
    assert "No to this" in refused.content.decode()
    client.post(bed.address("press/"), {"do": f"done:{bed.items[1].pk}"})
    client.post(bed.address("press/"), {"do": "close"})
    assert "is closed" in _text(client, bed.address())
    with bed.town.looking():
        states = AgendaItem.everything.filter(meeting=bed.meeting).order_by("order")
        assert [row.state for row in states] == ["postponed", "done", "postponed", "postponed"]
