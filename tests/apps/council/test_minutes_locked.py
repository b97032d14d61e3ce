"""Nothing that locked minutes were made of changes, whichever way somebody tries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samsyn.apps.council.models import (
    Action,
    Addendum,
    Adjustment,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    ItemNote,
    Meeting,
    Minutes,
    MinutesFile,
    Vote,
)
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    choose_adjusters,
    send_minutes,
)
from samsyn.apps.council.services.decide import make_decision
from samsyn.apps.council.services.note_item import drop_note
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.deciding import Outcome, Ruling, Trouble
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.services import delete_record
from tests.apps.council.held_meeting import Held, held_meeting, new_meeting
from tests.kernel.imports.conftest import Sit, wizard
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet

__all__ = ["wizard"]

LOCKED = "council_minutes_locked"


@pytest.fixture
def held(north: Town) -> Held:
    """A meeting whose minutes are locked."""
    held = held_meeting(north)
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    add_to_minutes(held.secretary, meeting_id=held.meeting.pk, text="One thing.")
    return held


CHANGES: dict[Any, dict[str, Any]] = {
    Meeting: {"place": "Elsewhere"},
    AgendaItem: {"proposal": "Something else"},
    Attendance: {"presence": "absent"},
    ItemNote: {"text": "Something else"},
    ConflictOfInterest: {"reason": "None"},
    Vote: {"choice": "against"},
    Decision: {"text": "Something else"},
    Action: {"name": "Something else"},
    Minutes: {"content": {}},
    Adjustment: {"approved_at": None},
    Addendum: {"text": "Something else"},
    MinutesFile: {"content": b"%PDF-forged"},
}


@pytest.mark.parametrize("model", list(CHANGES), ids=lambda model: model.__name__)
def test_no_row_that_feeds_them_can_be_changed_or_deleted(held: Held, model: Any) -> None:
    mine = model.everything.all()
    if model is Meeting:
        mine = mine.filter(pk=held.meeting.pk)
    if model is AgendaItem:
        mine = mine.filter(meeting=held.meeting)

    with held.town.looking():
        count = mine.count()
    assert count
    with pytest.raises(IntegrityError, match="locked"), held.town.arranging():
        mine.update(**CHANGES[model])
    with pytest.raises(IntegrityError), held.town.arranging(), transaction.atomic():
        mine._raw_delete(mine.db)  # noqa: SLF001 - as bare SQL would
    with held.town.looking():
        assert mine.count() == count


@pytest.mark.parametrize("what", ["note", "item", "vote", "decision", "action", "attendance"])
def test_nothing_is_added_to_what_they_say(held: Held, what: str) -> None:
    budget = held.items["budget"]
    add: dict[str, Callable[[], object]] = {
        "note": lambda: ItemNote.everything.create(item=budget, text="Late"),
        "item": lambda: AgendaItem.everything.create(
            forum=held.forum, meeting=held.meeting, name="Late"
        ),
        "vote": lambda: Vote.everything.create(
            item=budget, attendance=held.adjuster.attendance, choice="for"
        ),
        "decision": lambda: Decision.everything.create(
            forum=held.forum, meeting=held.meeting, name="Late", decided_on="2026-03-04"
        ),
        "action": lambda: Action.everything.create(
            forum=held.forum, meeting=held.meeting, name="Late"
        ),
        "attendance": lambda: Attendance.everything.create(meeting=held.meeting, who="Late"),
    }
    with pytest.raises(IntegrityError, match="locked"), held.town.arranging():
        add[what]()


def test_an_action_is_still_followed_up_and_another_meeting_is_open(held: Held) -> None:
    with held.town.arranging():
        Action.everything.update(state="done", done_on="2026-04-01", note="Done.")
        new_meeting(held.forum, 5)
        Meeting.everything.filter(number=5).update(place="Elsewhere")
        Decision.everything.update(consequences="It costs more.")


def test_locked_minutes_are_not_opened_again(held: Held) -> None:
    with pytest.raises(IntegrityError, match="locked"), held.town.arranging():
        Minutes.everything.update(state="sent")
    with pytest.raises(Refused):
        send_minutes(held.secretary, meeting_id=held.meeting.pk)
    with pytest.raises(Refused):
        choose_adjusters(held.secretary, meeting_id=held.meeting.pk, chosen=[])


def signed_in(held: Held) -> Client:
    client = Client()
    client.force_login(held.town.user(AccessRole.STRATEGIST))
    return client


def test_the_records_form_says_so_in_words(held: Held) -> None:
    item = held.items["budget"]
    answer = signed_in(held).post(
        f"/{held.town.slug}/agenda-items/{item.pk}/edit/",
        {
            "forum": held.forum.pk,
            "name": "Another budget",
            "type": "B",
            "minutes": 10,
            "revision": item.revision,
        },
    )

    assert answer.status_code == 422
    assert "The minutes of this meeting are locked." in answer.content.decode()


def test_the_rest_interface_says_so_in_words(held: Held) -> None:
    item = held.items["budget"]
    address = f"/{held.town.slug}/api/v1/agenda-items/{item.pk}"
    client = signed_in(held)
    answer = client.patch(
        address,
        json.dumps({"name": "Another budget", "revision": item.revision}),
        content_type="application/json",
    )

    assert answer.status_code == 422, answer.content
    assert "locked" in answer.content.decode()
    with held.town.looking():
        assert AgendaItem.everything.get(pk=item.pk).name == "Budget"


def test_a_record_of_theirs_is_not_deleted(held: Held) -> None:
    record = record_of(AgendaItem)
    assert record
    with held.town.looking():
        item = AgendaItem.everything.get(pk=held.items["later"].pk)
        with pytest.raises(Refused):
            delete_record(held.town.administrator, record, item)


def test_the_page_of_the_meeting_refuses_late_notes_in_words(held: Held) -> None:
    with held.town.looking():
        note = ItemNote.everything.filter(item=held.items["budget"], kind="note").get()
    with pytest.raises(Refused) as refusal:
        drop_note(held.secretary, meeting_id=held.meeting.pk, note_id=note.pk, edition=note.edition)

    assert [one.code for one in refusal.value.objections] == [Hindrance.LOCKED]


@pytest.mark.parametrize("replaces", [False, True])
def test_nothing_is_decided_anew_on_an_item_of_theirs(held: Held, replaces: bool) -> None:
    with held.town.looking():
        old = Decision.everything.get(item=held.items["budget"])
    with pytest.raises(Refused) as refusal:
        make_decision(
            held.secretary,
            item_id=held.items["budget"].pk,
            ruling=Ruling(outcome=Outcome.APPROVED, text="Another one."),
            replaces_id=old.pk if replaces else None,
        )

    codes = [one.code for one in refusal.value.objections]
    assert codes == [Trouble.MINUTES_ARE_FIXED if replaces else Trouble.ALREADY_DECIDED]
    with held.town.looking():
        assert Decision.everything.filter(item=held.items["budget"]).count() == 1


def test_a_file_cannot_change_them_and_says_so_in_words(held: Held, wizard: Sit) -> None:
    at = wizard("agenda-items", town=held.town)
    at.upload(
        Spreadsheet("Items")
        .rows([["Forum", "Title", "Proposal"], [held.forum.name, "Budget", "Another proposal"]])
        .bytes
    )
    at.columns()
    preview = at.look("refused")
    at.write()

    assert "The minutes of this meeting are locked." in preview
    with held.town.looking():
        kept = AgendaItem.everything.get(pk=held.items["budget"].pk)
        assert kept.proposal == "Take the larger one."
