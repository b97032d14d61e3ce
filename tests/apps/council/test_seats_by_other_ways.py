"""A seat given, ended or deleted in the list of seats is followed as on the forum's page."""

from __future__ import annotations

import json

import pytest

from samsyn.apps.council.models import ForumMember
from samsyn.apps.council.services.call import send_call
from samsyn.apps.organisation.public import Person
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.services import delete_record
from tests.apps.council.round_table import Table, laid
from tests.apps.council.test_calls import event_in, names
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town
from tests.support.smtp import MailServer


@pytest.fixture
def table(transactional_db: None, north: Town, post: MailServer) -> Table:
    """A table whose people have been called."""
    table = laid(north)
    table.seat("Mia", seat="chair")
    table.seat("Ola")
    meeting = table.agenda(table.meeting(), table.item("One"))
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert names(table, post.letters) == ["Mia", "Ola"]
    post.letters.clear()
    return table


def test_a_deleted_seat_takes_the_meeting_out_of_the_calendar(
    table: Table, post: MailServer
) -> None:
    record = record_of(ForumMember)
    assert record
    with table.town.looking():
        row = ForumMember.everything.get(pk=table.people["Ola"].member.pk)
    delete_record(table.town.administrator, record, row)
    table.work()

    assert names(table, post.letters) == ["Ola"]
    assert event_in(post.letters[0])[0] == "CANCEL"


def test_a_seat_ended_by_a_program_does_too_once(table: Table, post: MailServer) -> None:
    member = table.people["Ola"].member
    answer = signed_in(table.town).patch(
        f"/north/api/v1/forum-members/{member.pk}",
        json.dumps({"until": "2026-01-01", "revision": member.revision}),
        content_type="application/json",
    )
    table.work()

    assert answer.status_code == 200, answer.content
    assert names(table, post.letters) == ["Ola"]
    assert event_in(post.letters[0])[0] == "CANCEL"


def test_a_seat_given_in_the_list_is_called(table: Table, post: MailServer) -> None:
    with table.town.arranging():
        liv = Person.everything.create(name="Liv", email="liv@far.example")
    answer = signed_in(table.town).post(
        "/north/forum-members/new/",
        {
            "forum": table.forum.pk,
            "person": liv.pk,
            "seat": "member",
            "right": "vote",
            "visibility": "own",
        },
    )
    table.work()

    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert names(table, post.letters) == ["liv@far.example"]
