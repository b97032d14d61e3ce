"""A call tells beforehand what its decisions move, and nothing that not all may know."""

from __future__ import annotations

import pytest

from samsyn.apps.council.models import AgendaItem
from samsyn.apps.council.services.call import send_call
from samsyn.apps.council.services.plan_effect import drop_effect, plan_effect
from samsyn.apps.portfolio.models import Initiative
from tests.apps.council.deciding import planned
from tests.apps.council.round_table import Table, laid
from tests.apps.council.test_calls import names, text_of
from tests.apps.portfolio import arranging as a
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town
from tests.support.smtp import MailServer

WHY = {"proposal": "We do it.", "basis": "The plan.", "consequences": "Hours."}


@pytest.fixture
def table(north: Town) -> Table:
    table = laid(north)
    table.seat("Mia", seat="chair")
    table.seat("Ola")
    return table


def to_track(table: Table, item: AgendaItem, name: str, **columns: object) -> int:
    row: Initiative = a.initiative(table.town, name, **columns)
    effect = plan_effect(
        table.secretary,
        item_id=item.pk,
        planned=planned("track", initiative=row.pk, track="challenge"),
    )
    return int(effect.pk)


def test_the_mail_and_the_page_before_it_say_what_happens_when_it_is_decided(
    table: Table, post: MailServer
) -> None:
    item = table.item("Move it", type="B", **WHY)
    to_track(table, item, "Shared helpdesk")
    meeting = table.agenda(table.meeting(), item)

    browser = signed_in(table.town)
    page = browser.get(f"/north/council/meetings/{meeting.pk}/call/").content.decode()
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()

    told = "If approved: Shared helpdesk moves to the track Challenge."
    assert told in page
    assert names(table, post.letters) == ["Mia", "Ola"]
    assert all(told in text_of(letter) for letter in post.letters)


def test_what_is_closed_or_kept_to_few_is_not_mailed(table: Table, post: MailServer) -> None:
    open_item = table.item("Open", type="B", **WHY)
    closed = table.item("Closed", type="B", closed_doors=True, **WHY)
    to_track(table, open_item, "Quiet work", visibility="restricted")
    to_track(table, closed, "Loud work")
    meeting = table.agenda(table.meeting(), open_item, closed)
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()

    assert len(post.letters) == 2
    told = "".join(str(letter.message) for letter in post.letters)
    assert "Quiet work" not in told
    assert "Loud work" not in told


def test_another_plan_is_a_change_that_they_are_told(table: Table, post: MailServer) -> None:
    item = table.item("Move it", type="B", **WHY)
    meeting = table.agenda(table.meeting(), item)
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    post.letters.clear()

    effect = to_track(table, item, "Shared helpdesk")
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert names(table, post.letters) == ["Mia", "Ola"]
    assert str(post.letters[0].message["subject"]).startswith("Changed: ")
    post.letters.clear()

    drop_effect(table.secretary, effect_id=effect)
    send_call(table.secretary, meeting_id=meeting.pk)
    table.work()
    assert len(post.letters) == 2
    assert "Shared helpdesk" not in text_of(post.letters[0])
