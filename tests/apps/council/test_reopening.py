"""A meeting that was closed by mistake sits again, until its minutes are on their way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samsyn.apps.council.models import AgendaItem, DecisionEffect, Meeting
from samsyn.apps.council.services.adjust_minutes import send_minutes
from samsyn.apps.council.services.hold_meeting import begin_item, close_meeting, open_meeting
from samsyn.apps.council.services.reopen_meeting import reopen_meeting
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from tests.apps.council.held_meeting import held_meeting
from tests.apps.council.sitting_bed import Bed, make_bed
from tests.support.builders import Town


@pytest.fixture
def bed(transactional_db: None, north: Town) -> Bed:
    """A meeting that was closed after its first item, with the last one a break."""
    made = make_bed(north)
    keeper = made.actor("secretary")
    with north.arranging():
        AgendaItem.everything.filter(pk=made.items[3].pk).update(is_break=True)
        DecisionEffect.everything.create(item=made.items[2], kind="track", forum=made.forum)
    open_meeting(keeper, meeting_id=made.meeting.pk)
    begin_item(keeper, meeting_id=made.meeting.pk, item_id=made.items[0].pk)
    return made


def following(bed: Bed) -> Meeting:
    starts = clock.now() + timedelta(days=30)
    with bed.town.arranging():
        meeting: Meeting = Meeting.everything.create(
            forum=bed.forum,
            name="EC 2",
            year=starts.year,
            number=2,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
        )
    return meeting


def states(bed: Bed) -> list[str]:
    with bed.town.looking():
        rows = AgendaItem.everything.filter(meeting=bed.meeting).order_by("order")
        return list(rows.values_list("state", flat=True))


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[object]:
    return [one.code for one in refusal.value.objections]


def test_it_sits_again_and_what_was_put_off_comes_back(bed: Bed) -> None:
    later, keeper = following(bed), bed.actor("secretary")
    close_meeting(keeper, meeting_id=bed.meeting.pk)
    assert states(bed) == ["done", "postponed", "postponed", "withdrawn"]

    reopen_meeting(keeper, meeting_id=bed.meeting.pk, reason="Pressed too soon.")

    assert states(bed) == ["done", "planned", "planned", "planned"]
    with bed.town.looking():
        assert not AgendaItem.everything.filter(meeting=later).exists()
        assert DecisionEffect.everything.get().item_id == bed.items[2].pk
        meeting = Meeting.everything.get(pk=bed.meeting.pk)
        assert (meeting.state, meeting.closed_at) == ("sitting", None)
        told = Act.everything.get(name="council.reopen_meeting")
        assert told.reason == "Pressed too soon."

    close_meeting(keeper, meeting_id=bed.meeting.pk)
    with bed.town.looking():
        rows = AgendaItem.everything.filter(meeting=later).order_by("order")
        assert [row.name for row in rows] == ["Item 2", "Item 3"]


def test_what_somebody_has_worked_on_stays_where_it_is(bed: Bed) -> None:
    keeper = bed.actor("secretary")
    close_meeting(keeper, meeting_id=bed.meeting.pk)
    with bed.town.arranging():
        AgendaItem.everything.filter(postponed_from=bed.items[1]).update(revision=2)

    reopen_meeting(keeper, meeting_id=bed.meeting.pk, reason="Pressed too soon.")

    assert states(bed) == ["done", "postponed", "planned", "planned"]
    with bed.town.looking():
        assert AgendaItem.everything.get(meeting=None).name == "Item 2"


def test_only_who_keeps_the_minutes_does_it_and_only_with_a_reason(bed: Bed) -> None:
    keeper, pk = bed.actor("secretary"), bed.meeting.pk
    with pytest.raises(Refused) as early:
        reopen_meeting(keeper, meeting_id=pk, reason=" ")
    assert codes(early) == [Hindrance.NOT_CLOSED, Hindrance.NO_REASON]
    close_meeting(keeper, meeting_id=pk)

    with pytest.raises(NotAllowed):
        reopen_meeting(bed.actor("anna"), meeting_id=pk, reason="Pressed too soon.")
    assert bed.client("anna").get(bed.address("reopen/")).status_code == 403
    assert bed.address("reopen/") not in bed.client("anna").get(bed.address()).content.decode()


def test_minutes_on_their_way_keep_it_closed(north: Town) -> None:
    held = held_meeting(north)
    send_minutes(held.secretary, meeting_id=held.meeting.pk)

    with pytest.raises(Refused) as refusal:
        reopen_meeting(held.secretary, meeting_id=held.meeting.pk, reason="Pressed too soon.")

    assert codes(refusal) == [Hindrance.MINUTES_SENT]


def test_the_secretary_does_it_from_the_page(bed: Bed) -> None:
    close_meeting(bed.actor("secretary"), meeting_id=bed.meeting.pk)
    browser = bed.client("secretary")
    assert bed.address("reopen/") in browser.get(bed.address()).content.decode()

    without = browser.post(bed.address("reopen/"), {"reason": ""})
    assert (without.status_code, "Say why." in without.content.decode()) == (422, True)
    answer = browser.post(bed.address("reopen/"), {"reason": "Pressed too soon."})

    assert answer["Location"].endswith(bed.address())
    assert states(bed)[0] == "done"
    assert "The meeting sits again." in browser.get(bed.address()).content.decode()
