"""Who reads minutes: members of the forum while they are members, and nobody by a back way."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from samsyn.apps.council.models import Forum, Minutes
from samsyn.apps.council.services.adjust_minutes import approve_minutes, send_minutes
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import all_records
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.held_meeting import (
    SECRET,
    Held,
    held_meeting,
    new_meeting,
    sitter,
    words_of_docx,
)
from tests.support.builders import Town


@pytest.fixture
def held(north: Town) -> Held:
    """A meeting whose minutes are locked, with an item behind closed doors."""
    held = held_meeting(north)
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    return held


def ways_in(held: Held) -> list[str]:
    return [
        held.address,
        *(f"{held.address}{name}" for name in ("minutes.pdf", "minutes.docx", "corrections.pdf")),
    ]


def test_a_member_reads_the_forums_minutes_and_not_anothers(held: Held) -> None:
    with held.town.arranging():
        other = Forum.everything.create(name="Steering group")
        stranger = sitter(held.town, new_meeting(other, 1), "Sten Stranger")
    member = held.adjuster.signed_in()

    assert SECRET in member.get(held.address).content.decode()
    assert SECRET in words_of_docx(member.get(f"{held.address}minutes.docx").content)
    assert held.meeting.name in member.get("/north/minutes/").content.decode()

    for address in ways_in(held):
        assert stranger.signed_in().get(address).status_code == 404
    assert held.meeting.name not in stranger.signed_in().get("/north/minutes/").content.decode()


def test_a_removed_member_reads_nothing_more(held: Held) -> None:
    member = held.adjuster.signed_in()
    assert member.get(held.address).status_code == 200

    with held.town.arranging():
        held.adjuster.seat.until = clock.today() - timedelta(days=1)
        held.adjuster.seat.save()

    for address in ways_in(held):
        assert member.get(address).status_code == 404
    assert held.meeting.name not in member.get("/north/minutes/").content.decode()


def test_a_reader_who_sits_nowhere_learns_nothing_of_closed_doors(held: Held) -> None:
    reader = Client()
    reader.force_login(held.town.user(AccessRole.READER))

    for address in [*ways_in(held), "/north/minutes/", "/north/search/?q=attack"]:
        assert SECRET not in reader.get(address).content.decode("latin-1")
    with acting_for(held.town.person(AccessRole.READER)):
        assert not Minutes.everything.exists()


@pytest.mark.parametrize("role", [AccessRole.READER, AccessRole.CONTRIBUTOR])
def test_a_draft_is_for_those_who_write(north: Town, role: AccessRole) -> None:
    held = held_meeting(north)
    reader = Client()
    reader.force_login(north.user(role))

    for client in (reader, held.adjuster.signed_in()):
        page = client.get(held.address)
        assert "larger" not in page.content.decode()
        assert client.get(f"{held.address}minutes.pdf").status_code == 404
    for step in ("send", "adjusters", "publish", "add", "withdraw"):
        assert reader.post(f"{held.address}{step}/").status_code == 403


def test_minutes_are_no_record_and_so_have_no_export_no_interface_and_no_search() -> None:
    slugs = {record.model.__name__ for record in all_records()}

    assert not slugs & {"Minutes", "OpenedMinutes", "MinutesFile", "Adjustment", "Addendum"}


def test_no_list_export_or_interface_tells_what_only_the_minutes_say(held: Held) -> None:
    reader = Client()
    reader.force_login(held.town.user(AccessRole.READER))
    told = []
    for slug in ("meetings", "agenda-items", "minutes-templates"):
        for address in (f"/north/{slug}/", f"/north/{slug}/export.json", f"/north/api/v1/{slug}"):
            answer = reader.get(address)
            content = (
                b"".join(answer.streaming_content)  # type: ignore[attr-defined]
                if answer.streaming
                else answer.content
            )
            told.append(content.decode("utf-8", "replace"))
    told.append(reader.get(f"/north/meetings/{held.meeting.pk}/").content.decode())

    assert SECRET not in "".join(told)
    assert json.dumps(SECRET) not in "".join(told)
