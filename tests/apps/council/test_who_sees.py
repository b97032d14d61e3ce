"""A seat that ends shows nothing more: not by page, program, search, file, history or bare SQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.council.services.seats import end_seat
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.models import Document
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.round_table import Sitter, Table, laid
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

WORD = "Skarvsund"
TABLES = (
    *("council_forum", "council_forummember", "council_meeting", "council_attendance"),
    *("council_agendaitem", "council_meetingpulse"),
)


@pytest.fixture
def table(north: Town) -> Table:
    table = laid(north, f"Council of {WORD}")
    table.seat("Mia")
    table.seat("Ola")
    return table


@pytest.fixture
def meeting(table: Table) -> Meeting:
    meeting = table.meeting(place=WORD)
    item = table.item(f"Bridge over {WORD}", closed_doors=True)
    table.agenda(meeting, item)
    file = SimpleUploadedFile(f"{WORD}.pdf", b"%PDF-1.4\nbridge")
    address = f"/north/agenda-items/{item.pk}/documents/"
    assert signed_in(table.town).post(address, {"file": file}).status_code == 302
    return meeting


def pages(table: Table, meeting: Meeting) -> list[str]:
    with table.town.looking():
        (item,) = AgendaItem.owned_by(table.town.administrator).filter(meeting=meeting)
        paper = Document.owned_by(table.town.administrator).get(row_id=item.pk)
    return [
        f"/north/council/forums/{table.forum.pk}/",
        f"/north/council/forums/{table.forum.pk}/propose/",
        f"/north/council/meetings/{meeting.pk}/",
        f"/north/council/items/{item.pk}/",
        f"/north/council/items/{item.pk}/papers/{paper.pk}/",
        f"/north/meetings/{meeting.pk}/sitting/",
        f"/north/meetings/{meeting.pk}/sitting/news/",
    ]


def bare(sitter: Sitter) -> Iterator[tuple[str, int]]:
    """Yield how many rows of each table bare SQL shows in the person's name."""
    asked = {table: f"SELECT count(*) FROM {table}" for table in TABLES} | {  # noqa: S608 - names above
        "papers": "SELECT count(*) FROM kernel_document WHERE table_name LIKE 'council%'",
        "bytes": "SELECT count(*) FROM kernel_documentpart",
        "words": f"SELECT count(*) FROM kernel_searchentry WHERE title LIKE '%{WORD}%'",  # noqa: S608 - a word above
        "past": "SELECT count(*) FROM kernel_change WHERE table_name LIKE 'council%'",
    }
    with acting_for(sitter.actor), connection.cursor() as cursor:
        for name, sql in asked.items():
            cursor.execute(sql)
            yield name, int(cursor.fetchone()[0])


def test_who_sits_there_sees_it_all_and_nothing_else_of_the_house(
    table: Table, meeting: Meeting
) -> None:
    mia = table.people["Mia"]
    laid(table.town, "Another council").meeting()
    browser = mia.browser()

    assert {browser.get(page).status_code for page in pages(table, meeting)} == {200}
    assert dict(bare(mia)) == {
        "council_forum": 1,
        "council_forummember": 2,
        "council_meeting": 1,
        "council_attendance": 2,
        "council_agendaitem": 1,
        "council_meetingpulse": 1,
        "papers": 1,
        "bytes": 1,
        "words": 3,
        "past": 0,
    }
    for shut in ("forums", "meetings", "agenda-items", "forum-members", "systems", "people"):
        assert browser.get(f"/north/{shut}/").status_code == 403
        assert browser.get(f"/north/{shut}/export.json").status_code == 403


@pytest.mark.parametrize("how", ["seat ended", "removed by hand"])
def test_from_that_moment_nothing_is_seen_by_any_way_in(
    table: Table, meeting: Meeting, how: str
) -> None:
    mia = table.people["Mia"]
    browser, open_pages = mia.browser(), pages(table, meeting)
    secret = issue_token(mia.user, table.town.row, name="x", scopes=["read", "write"], until=None)
    assert browser.get(open_pages[2]).status_code == 200  # a page that stays open

    if how == "seat ended":
        end_seat(table.secretary, member_id=mia.member.pk)
    else:
        with table.town.arranging():
            mia.member.delete()

    assert {browser.get(page).status_code for page in open_pages} == {404}
    assert browser.post(f"{open_pages[2]}answer/", {"answer": "comes"}).status_code == 404
    assert browser.post(open_pages[1], {"name": "x", "type": "I", "minutes": 5}).status_code == 404
    assert WORD not in browser.get("/north/council/").content.decode()
    assert "Bridge over" not in browser.get(f"/north/search/?q={WORD}").content.decode()
    program = {"Authorization": f"Bearer {secret}"}
    for noun in ("forums", "meetings", "agenda-items", "forum-members"):
        answer = mia.browser().get(f"/north/api/v1/{noun}", headers=program)
        assert answer.status_code in {403, 404}
        assert WORD not in answer.content.decode()
    assert {name: n for name, n in bare(mia) if n} == {}


def test_the_other_members_see_on(table: Table, meeting: Meeting) -> None:
    end_seat(table.secretary, member_id=table.people["Mia"].member.pk)

    browser = table.people["Ola"].browser()
    assert {browser.get(page).status_code for page in pages(table, meeting)} == {200}


def test_a_neighbour_and_a_stranger_see_none_of_it(
    table: Table, meeting: Meeting, south: Town
) -> None:
    browser = signed_in(south)

    for page in pages(table, meeting):
        assert browser.get(page.replace("/north/", "/south/", 1)).status_code == 404
        assert browser.get(page).status_code in {403, 404}


def test_the_record_pages_keep_closed_forums_from_readers(table: Table, meeting: Meeting) -> None:
    reader, named = signed_in(table.town, AccessRole.READER), signed_in(table.town)
    with table.town.arranging():
        table.forum.visibility = "restricted"
        table.forum.save()
        meeting.save()

    assert reader.get(f"/north/forums/{table.forum.pk}/").status_code == 404
    assert reader.get(f"/north/meetings/{meeting.pk}/").status_code == 404
    assert WORD not in reader.get("/north/meetings/").content.decode()
    answer = reader.get("/north/meetings/export.json")
    assert answer.status_code == 200
    assert WORD.encode() not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert named.get(f"/north/meetings/{meeting.pk}/").status_code == 200
