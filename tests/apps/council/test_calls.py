"""Calls go out once, over a real mail server, and calendars say what the meeting says."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn.apps.council.jobs import send_again
from samsyn.apps.council.models import Attendance, CallSent, Meeting, PaperReceipt
from samsyn.apps.council.services.answer_call import answer_call, answer_for
from samsyn.apps.council.services.call import send_call
from samsyn.apps.council.services.plan_meeting import Plan, cancel_meeting, move_meeting
from samsyn.apps.council.services.seats import NewSeat, add_member, end_seat
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Document
from tests.apps.council.round_table import IN_SPRING, Table, laid
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town
from tests.support.calendar import Component, read
from tests.support.smtp import Letter, MailServer

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TITLE = "Helpdesk, shared; phase 1 \\ north"


@pytest.fixture
def table(north: Town) -> Table:
    table = laid(north)
    table.seat("Mia", seat="chair")
    table.seat("Ola")
    return table


def called(table: Table, place: str = "", link: str = "") -> Meeting:
    meeting = table.meeting(place=place, link=link)
    table.agenda(meeting, table.item(TITLE, presenter_name="Eva"))
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    return meeting


def now_of(table: Table, meeting: Meeting) -> Meeting:
    with table.town.looking():
        return Meeting.owned_by(table.secretary).get(pk=meeting.pk)


def names(table: Table, letters: list[Letter]) -> list[str]:
    by_address = {s.user.email: name for name, s in table.people.items()}
    return sorted(by_address.get(x.receivers[0], x.receivers[0]) for x in letters)


def event_in(letter: Letter) -> tuple[str, Component]:
    """Return what the mail asks of a calendar, after checking that mail and file agree."""
    parts = [p for p in letter.message.walk() if p.get_content_type() == "text/calendar"]
    (part,) = parts
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    calendar = read(raw)
    method = calendar.one("METHOD").value
    assert part.get_param("method") == method
    (event,) = calendar.parts
    assert event.name == "VEVENT"
    return method, event


def text_of(letter: Letter) -> str:
    body = letter.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_everybody_is_called_once_with_agenda_link_and_calendar(
    table: Table, post: MailServer
) -> None:
    meeting = called(table, place="Town hall, room 2", link="https://meet.example/x?a=1;b=2")
    table.work()
    send_again(table.town.id)

    assert names(table, post.letters) == ["Mia", "Ola"]
    letter = post.letters[0]
    told = text_of(letter)
    assert f"1. {TITLE} I (10 min), Eva" in told
    assert f"https://samsyn.example/north/council/meetings/{meeting.pk}/" in told
    method, event = event_in(letter)
    assert method == "REQUEST"
    assert event.one("UID").value == f"{meeting.uid}@samsyn"
    assert event.one("SEQUENCE").value == "0"
    assert event.moment("DTSTART") == IN_SPRING
    assert event.moment("DTEND") == IN_SPRING + timedelta(hours=2)
    assert event.text("SUMMARY") == "E-council 1/2027"
    assert TITLE in event.text("DESCRIPTION")
    assert event.text("LOCATION") == "Town hall, room 2, https://meet.example/x?a=1;b=2"
    assert event.one("STATUS").value == "CONFIRMED"
    assert [p.value for p in event.properties["ATTENDEE"]] == [f"mailto:{letter.receivers[0]}"]
    assert event.one("ORGANIZER").value == "mailto:samsyn@far.example"


@pytest.mark.parametrize(
    ("month", "day", "utc_hour"),
    [(3, 26, 8), (3, 29, 7), (10, 29, 7), (11, 1, 8)],
)
def test_nine_o_clock_is_nine_o_clock_before_and_after_the_clocks_change(
    table: Table, post: MailServer, month: int, day: int, utc_hour: int
) -> None:
    at = datetime(2027, month, day, 9, tzinfo=STOCKHOLM)
    meeting = table.meeting(at)
    table.agenda(meeting, table.item("One"))
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()

    begins = event_in(post.letters[0])[1].moment("DTSTART")
    assert begins.astimezone(STOCKHOLM).hour == 9
    assert begins.hour == utc_hour
    assert "09:00" in text_of(post.letters[0])


def test_a_change_moves_the_entry_and_what_they_do_not_see_mails_nobody(
    table: Table, post: MailServer
) -> None:
    meeting = called(table)
    post.letters.clear()

    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert post.letters == []

    later = IN_SPRING + timedelta(days=1)
    plan = Plan(starts_at=later, ends_at=later + timedelta(hours=1), place="Library")
    seen = now_of(table, meeting).revision
    move_meeting(table.secretary, meeting_id=meeting.pk, plan=plan, seen=seen)
    send_again(table.town.id)
    assert post.letters == []  # nobody is told before the secretary says so

    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert names(table, post.letters) == ["Mia", "Ola"]
    method, event = event_in(post.letters[0])
    assert (method, event.one("SEQUENCE").value) == ("REQUEST", "1")
    assert event.one("UID").value == f"{meeting.uid}@samsyn"
    assert event.moment("DTSTART") == later
    assert str(post.letters[0].message["subject"]).startswith("Changed: E-council 1/2027")


def test_a_cancelled_meeting_goes_out_of_the_calendars_it_is_in(
    table: Table, post: MailServer
) -> None:
    meeting = called(table)
    with table.town.arranging():
        Attendance.everything.create(meeting=meeting, who="Late", email="late@far.example")
    post.letters.clear()

    cancel_meeting(table.secretary, meeting_id=meeting.pk, reason="Storm.")
    table.work()
    send_again(table.town.id)

    assert names(table, post.letters) == ["Mia", "Ola"]
    method, event = event_in(post.letters[0])
    assert (method, event.one("SEQUENCE").value) == ("CANCEL", "2")
    assert event.one("STATUS").value == "CANCELLED"
    assert "Storm." in text_of(post.letters[0])
    assert TITLE not in text_of(post.letters[0])


def test_nothing_is_mailed_for_what_was_never_called_is_over_or_has_begun(
    table: Table, post: MailServer
) -> None:
    planned = table.meeting()
    cancel_meeting(table.secretary, meeting_id=planned.pk, reason="Not needed.")
    held = table.meeting(IN_SPRING + timedelta(days=30))
    table.agenda(held, table.item("One"))
    send_call(table.secretary, meeting_id=held.pk)

    with clock.stopped_at(IN_SPRING + timedelta(days=31)):
        table.work()
        send_again(table.town.id)

    assert post.letters == []


def test_a_run_that_dies_goes_on_where_it_stopped_and_sends_nothing_twice(
    table: Table, post: MailServer
) -> None:
    refused = table.people["Mia"].user.email
    post.refused.add(refused)
    called(table)
    assert names(table, post.letters) == ["Ola"]

    post.refused.clear()
    send_again(table.town.id)
    send_again(table.town.id)

    assert names(table, post.letters) == ["Mia", "Ola"]
    with table.town.looking():
        rows = CallSent.owned_by(table.town.administrator)
        assert sorted(rows.values_list("method", "sequence")) == [("request", 0), ("request", 0)]


def test_who_declines_is_stood_in_for_by_one_substitute_after_the_other(
    table: Table, post: MailServer
) -> None:
    mia = table.people["Mia"]
    table.seat("Sam", seat="substitute", substitute_for=mia.member)
    table.seat("Tor", seat="substitute", substitute_for=mia.member)
    meeting = called(table)
    assert names(table, post.letters) == ["Mia", "Ola"]
    post.letters.clear()

    answer_call(mia.actor, meeting_id=meeting.pk, answer="declines", note="Holiday.")
    table.work()
    assert names(table, post.letters) == ["Sam"]
    assert "Mia cannot come" in text_of(post.letters[0])
    post.letters.clear()

    answer_call(table.people["Sam"].actor, meeting_id=meeting.pk, answer="declines")
    table.work()
    assert names(table, post.letters) == ["Tor"]


def test_who_comes_back_sends_the_substitute_home(table: Table, post: MailServer) -> None:
    mia = table.people["Mia"]
    table.seat("Tor", seat="substitute", substitute_for=mia.member)
    meeting = called(table)
    answer_call(mia.actor, meeting_id=meeting.pk, answer="declines")
    table.work()
    post.letters.clear()

    answer_call(mia.actor, meeting_id=meeting.pk, answer="comes")
    table.work()
    assert names(table, post.letters) == ["Tor"]
    assert event_in(post.letters[0])[0] == "CANCEL"
    with pytest.raises(Refused) as refusal:
        answer_call(table.people["Tor"].actor, meeting_id=meeting.pk, answer="comes")
    assert [o.code for o in refusal.value.objections] == [Flaw.NOT_YOURS]
    post.letters.clear()

    answer_call(mia.actor, meeting_id=meeting.pk, answer="declines")
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert post.letters == []  # the substitute has been asked, and sent home


def test_a_municipalitys_substitute_stands_in_for_its_own_and_for_no_other(
    table: Table, north: Town, south: Town, post: MailServer
) -> None:
    table.seat("Ada", represents=north.row)
    table.seat("Bo", represents=south.row)
    table.seat("Sub", seat="substitute", represents=south.row)
    meeting = called(table)
    post.letters.clear()

    answer_call(table.people["Ada"].actor, meeting_id=meeting.pk, answer="declines")
    table.work()
    assert post.letters == []
    answer_call(table.people["Bo"].actor, meeting_id=meeting.pk, answer="declines")
    table.work()
    assert names(table, post.letters) == ["Sub"]


def test_who_gets_a_seat_is_called_and_who_loses_it_is_told_without_any_agenda(
    table: Table, post: MailServer
) -> None:
    meeting = called(table)
    post.letters.clear()

    new = NewSeat(name="Liv", email="liv@far.example")
    add_member(table.secretary, forum_id=table.forum.pk, seat=new)
    table.work()
    assert names(table, post.letters) == ["liv@far.example"]
    post.letters.clear()

    mia = table.people["Mia"]
    end_seat(table.secretary, member_id=mia.member.pk)
    table.work()
    assert names(table, post.letters) == ["Mia"]
    assert event_in(post.letters[0])[0] == "CANCEL"
    assert TITLE not in post.letters[0].raw.decode()
    with pytest.raises(Meeting.DoesNotExist):
        answer_call(mia.actor, meeting_id=meeting.pk, answer="comes")


def test_nothing_of_what_is_behind_closed_doors_is_mailed(table: Table, post: MailServer) -> None:
    meeting = table.meeting()
    secret = table.item("Tender of Skarv", closed_doors=True, presenter_name="Skarvnes")
    table.agenda(meeting, secret)
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()

    for letter in post.letters:
        assert "Skarv" not in letter.message.as_string() + text_of(letter)
        assert "Skarv" not in event_in(letter)[1].text("DESCRIPTION")
    assert "Behind closed doors" in text_of(post.letters[0])


def test_one_answers_on_the_page_and_the_secretary_sees_it(table: Table, post: MailServer) -> None:
    meeting = called(table)
    mia, ola = table.people["Mia"], table.people["Ola"]
    address = f"/north/council/meetings/{meeting.pk}/"
    browser = mia.browser()
    assert "Do you come?" in browser.get(address).content.decode()

    browser.post(f"{address}answer/", {"answer": "maybe", "note": "Train."})
    assert browser.get(f"{address}answer/").status_code == 405
    assert browser.post(f"{address}answer/", {"answer": "x"}).status_code == 404
    assert table.answers(meeting) == {"Mia": "maybe", "Ola": "waiting"}
    assert "Train." in signed_in(table.town, AccessRole.STRATEGIST).get(address).content.decode()
    assert "Train." not in ola.browser().get(address).content.decode()

    with table.town.looking():
        row = Attendance.owned_by(table.town.administrator).get(meeting=meeting, who="Ola")
    answer_for(table.secretary, meeting_id=meeting.pk, attendance_id=row.pk, answer="comes")
    assert table.answers(meeting)["Ola"] == "comes"
    assert browser.post(f"{address}answer/{row.pk}/", {"answer": "declines"}).status_code == 403


def test_a_strangers_link_lands_on_the_meeting_after_signing_in(
    table: Table, post: MailServer
) -> None:
    meeting = called(table)
    address = f"/north/council/meetings/{meeting.pk}/"
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address}")


def test_the_receipts_say_who_was_told_of_which_version_and_who_opened_it(
    table: Table, post: MailServer
) -> None:
    meeting = table.meeting()
    item = table.item("One")
    table.agenda(meeting, item)
    secretary = signed_in(table.town)
    first = _upload(table.town, secretary, item.pk, b"%PDF-1.4\none", "")
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    second = _upload(table.town, secretary, item.pk, b"%PDF-1.4\ntwo", str(first))
    mia = table.people["Mia"]

    page = mia.browser().get(f"/north/council/items/{item.pk}/").content.decode()
    assert "version 2" in page
    assert f"/papers/{second}/" in page
    answer = mia.browser().get(f"/north/council/items/{item.pk}/papers/{second}/")
    assert b"".join(answer.streaming_content).endswith(b"two")  # type: ignore[attr-defined]

    with table.town.looking():
        rows = PaperReceipt.owned_by(table.town.administrator).order_by("document", "attendance")
        told = [(r.document_id, r.attendance.who, bool(r.sent_at), bool(r.opened_at)) for r in rows]
    assert sorted(told) == [
        (first, "Mia", True, False),
        (first, "Ola", True, False),
        (second, "Mia", False, True),
    ]


def _upload(town: Town, browser: Client, item: int, content: bytes, version_of: str) -> int:
    file = SimpleUploadedFile("paper.pdf", content)
    address = f"/north/agenda-items/{item}/documents/"
    answer = browser.post(address, {"file": file, "version_of": version_of})
    assert answer.status_code == 302, answer.content
    with town.looking():
        return int(Document.owned_by(town.administrator).order_by("-pk").values_list("pk")[0][0])
