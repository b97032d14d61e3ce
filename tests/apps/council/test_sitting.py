"""A meeting sits: who is here, what is said, how people vote, and what was not reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from samsyn.apps.council.models import (
    AgendaItem,
    Attendance,
    DecisionEffect,
    ItemNote,
    Meeting,
    MeetingPulse,
    Vote,
)
from samsyn.apps.council.queries.sitting import pulse_of, sitting_of
from samsyn.apps.council.services.hold_meeting import (
    begin_item,
    close_meeting,
    end_item,
    open_meeting,
    take_apart,
)
from samsyn.apps.council.services.note_item import (
    Change,
    Typed,
    change_note,
    choose_version,
    drop_note,
    make_reservation,
    write_note,
)
from samsyn.apps.council.services.take_attendance import (
    let_in,
    note_expected,
    note_presence,
    say_here,
    sit_in,
    stand_aside,
)
from samsyn.apps.council.services.vote_on_item import cast_vote, record_all, record_vote
from samsyn.domain.access.actor import NotAllowed, samsyn_for
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.council.voting import Verdict
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Change as RowChange
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.sitting_bed import Bed, make_bed
from tests.support.builders import Town


@pytest.fixture
def bed(transactional_db: None, north: Town) -> Bed:
    """A meeting that has been opened."""
    made = make_bed(north)
    open_meeting(made.actor("secretary"), meeting_id=made.meeting.pk)
    return made


def _state(bed: Bed) -> dict[str, str]:
    with bed.town.looking():
        rows = AgendaItem.everything.filter(meeting=bed.meeting).order_by("order")
        return dict(rows.values_list("name", "state"))


def _here(bed: Bed, *names: str) -> None:
    for name in names:
        say_here(bed.actor(name), meeting_id=bed.meeting.pk)


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [objection.code for objection in refusal.value.objections]


def _beat(bed: Bed) -> int:
    actor = bed.actor("anna")
    with acting_for(actor):
        pulse = pulse_of(actor, bed.meeting.pk)
    assert pulse is not None
    return pulse.beat


def test_only_who_keeps_the_minutes_opens_moves_and_closes(
    transactional_db: None, north: Town
) -> None:
    made = make_bed(north)
    for name in ("anna", "observer", "cia"):
        with pytest.raises(NotAllowed):
            open_meeting(made.actor(name), meeting_id=made.meeting.pk)
    open_meeting(made.actor("chair"), meeting_id=made.meeting.pk)
    open_meeting(made.actor("secretary"), meeting_id=made.meeting.pk)
    with pytest.raises(NotAllowed):
        begin_item(made.actor("anna"), meeting_id=made.meeting.pk, item_id=made.items[0].pk)
    with pytest.raises(NotAllowed):
        close_meeting(made.actor("anna"), meeting_id=made.meeting.pk)
    assert set(_state(made).values()) == {"planned"}


def test_a_stranger_does_not_even_find_the_meeting(bed: Bed, south: Town) -> None:
    with pytest.raises(MeetingPulse.DoesNotExist):
        open_meeting(south.administrator, meeting_id=bed.meeting.pk)


def test_one_item_at_a_time_with_the_times_as_they_became(bed: Bed) -> None:
    keeper, first, second = bed.actor("secretary"), bed.items[0], bed.items[1]
    began = clock.now()
    with clock.stopped_at(began):
        begin_item(keeper, meeting_id=bed.meeting.pk, item_id=first.pk)
    with clock.stopped_at(began + timedelta(minutes=9)):
        begin_item(keeper, meeting_id=bed.meeting.pk, item_id=second.pk)
    with clock.stopped_at(began + timedelta(minutes=20)):
        end_item(keeper, meeting_id=bed.meeting.pk, item_id=second.pk)
    assert list(_state(bed).values()) == ["done", "done", "planned", "planned"]
    with bed.town.looking():
        first.refresh_from_db()
        second.refresh_from_db()
    assert (first.began_at, first.ended_at) == (began, began + timedelta(minutes=9))
    assert second.ended_at == began + timedelta(minutes=20)


def test_what_was_not_reached_goes_to_the_next_meeting_first_and_leaves_its_trace(bed: Bed) -> None:
    starts = clock.now() + timedelta(days=30)
    with bed.town.arranging():
        following = Meeting.everything.create(
            forum=bed.forum,
            name="EC 2/2026",
            year=starts.year,
            number=2,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
        )
        AgendaItem.everything.create(
            forum=bed.forum,
            meeting=following,
            name="New",
            order=1,
            state="planned",
            proposed_on=clock.today(),
        )
        AgendaItem.everything.filter(pk=bed.items[3].pk).update(is_break=True)
        DecisionEffect.everything.create(item=bed.items[2], kind="track", forum=bed.forum)
    keeper = bed.actor("secretary")
    begin_item(keeper, meeting_id=bed.meeting.pk, item_id=bed.items[0].pk)
    begin_item(keeper, meeting_id=bed.meeting.pk, item_id=bed.items[1].pk)
    close_meeting(keeper, meeting_id=bed.meeting.pk)

    assert list(_state(bed).values()) == ["done", "postponed", "postponed", "withdrawn"]
    with bed.town.looking():
        rows = AgendaItem.everything.filter(meeting=following).order_by("order")
        told = [(row.name, row.state, row.postponed_from_id) for row in rows]
        assert DecisionEffect.everything.get().item_id == rows[1].pk
        assert rows[0].proposal == "That it is done."
        assert Meeting.everything.get(pk=bed.meeting.pk).state == "ended"
    assert told == [
        ("Item 2", "planned", bed.items[1].pk),
        ("Item 3", "planned", bed.items[2].pk),
        ("New", "planned", None),
    ]


def test_without_a_next_meeting_it_waits_in_the_backlog(bed: Bed) -> None:
    close_meeting(bed.actor("secretary"), meeting_id=bed.meeting.pk)
    with bed.town.looking():
        rows = AgendaItem.everything.filter(meeting=None).order_by("pk")
        told = [(row.name, row.state, row.postponed_from_id) for row in rows]
    assert told == [(item.name, "backlog", item.pk) for item in bed.items]
    with pytest.raises(Refused) as refusal:
        begin_item(bed.actor("secretary"), meeting_id=bed.meeting.pk, item_id=bed.items[0].pk)
    assert _codes(refusal) == [Hindrance.NOT_SITTING]


def test_people_come_leave_and_come_back(bed: Bed) -> None:
    keeper, place = bed.actor("secretary"), bed.place("anna")
    came = clock.now()
    for minutes, how in ((0, "present"), (30, "left"), (40, "present"), (50, "left")):
        with clock.stopped_at(came + timedelta(minutes=minutes)):
            note_presence(keeper, meeting_id=bed.meeting.pk, attendance_id=place.pk, presence=how)
    now = bed.place("anna")
    assert (now.presence, now.came_at) == ("present", came)
    assert now.left_at == came + timedelta(minutes=50)
    with pytest.raises(NotAllowed):
        note_presence(
            bed.actor("anna"), meeting_id=bed.meeting.pk, attendance_id=place.pk, presence="absent"
        )


def test_all_who_said_yes_are_noted_at_once_and_nobody_who_is_noted_already(bed: Bed) -> None:
    keeper, meeting = bed.actor("secretary"), bed.meeting.pk
    away, unsure = bed.place("anna").pk, bed.place("bo").pk
    with bed.town.arranging():
        places = Attendance.everything.filter(meeting=meeting)
        places.exclude(pk=unsure).update(answer="comes")
    note_presence(keeper, meeting_id=meeting, attendance_id=away, presence="absent")

    desk, other = (bed.client(who).get(bed.address()) for who in ("secretary", "bo"))
    assert 'value="expected"' in desk.content.decode()
    assert 'value="expected"' not in other.content.decode()
    noted = note_expected(keeper, meeting_id=meeting)

    assert {row.presence for row in noted} == {"present"}
    assert [bed.place(who).presence for who in ("chair", "anna", "bo", "cia")] == [
        "present", "absent", "unknown", "present",
    ]  # fmt: skip
    assert note_expected(keeper, meeting_id=meeting) == []
    with pytest.raises(NotAllowed):
        note_expected(bed.actor("anna"), meeting_id=meeting)


def test_a_substitute_votes_only_in_the_place_of_who_is_away(bed: Bed) -> None:
    keeper, item = bed.actor("secretary"), bed.items[1]
    begin_item(keeper, meeting_id=bed.meeting.pk, item_id=item.pk)
    _here(bed, "chair", "anna", "cia")
    vote: dict[str, Any] = {"meeting_id": bed.meeting.pk, "item_id": item.pk, "choice": "for"}
    with pytest.raises(Refused) as refusal:
        cast_vote(bed.actor("cia"), **vote)
    assert _codes(refusal) == [Hindrance.MAY_NOT_VOTE]
    with pytest.raises(Refused) as refusal:
        sit_in(
            keeper,
            meeting_id=bed.meeting.pk,
            attendance_id=bed.place("cia").pk,
            instead_of_id=bed.place("anna").pk,
        )
    assert _codes(refusal) == [Hindrance.NOT_TO_STAND_IN_FOR]
    sit_in(
        keeper,
        meeting_id=bed.meeting.pk,
        attendance_id=bed.place("cia").pk,
        instead_of_id=bed.place("bo").pk,
    )
    cast_vote(bed.actor("cia"), **vote)
    _here(bed, "bo")  # the member has come after all: one seat has one vote
    with bed.town.looking():
        told = sitting_of(samsyn_for(bed.town.id), bed.meeting.pk, 1)
    assert {row.who for row in told.items[1].voters} == {"Chair", "Anna", "Bo"}
    assert (told.here, told.needed) == (3, 2)


def test_who_is_away_stands_aside_or_only_observes_does_not_vote(bed: Bed) -> None:
    item = bed.items[1]
    begin_item(bed.actor("secretary"), meeting_id=bed.meeting.pk, item_id=item.pk)
    _here(bed, "chair", "anna", "observer")
    anna = bed.place("anna").pk
    at: dict[str, Any] = {"meeting_id": bed.meeting.pk, "item_id": item.pk}
    stand_aside(bed.actor("anna"), **at, attendance_id=anna, aside=True)
    for name in ("anna", "bo", "observer", "secretary"):
        with pytest.raises(Refused) as refusal:
            cast_vote(bed.actor(name), **at, choice="for")
        assert _codes(refusal) == [Hindrance.MAY_NOT_VOTE]
    with pytest.raises(NotAllowed):
        stand_aside(bed.actor("bo"), **at, attendance_id=anna, aside=False)
    with pytest.raises(NotAllowed):
        record_vote(bed.actor("bo"), **at, attendance_id=anna, choice="for")
    with bed.town.looking():
        assert not Vote.everything.exists()
    stand_aside(bed.actor("anna"), **at, attendance_id=anna, aside=False)
    cast_vote(bed.actor("anna"), **at, choice="for")
    with pytest.raises(Refused) as refusal:
        cast_vote(
            bed.actor("anna"), meeting_id=bed.meeting.pk, item_id=bed.items[2].pk, choice="for"
        )
    assert _codes(refusal) == [Hindrance.NOT_BEING_VOTED_ON]


def test_even_votes_fall_as_the_chair_voted(bed: Bed) -> None:
    keeper, item = bed.actor("secretary"), bed.items[1]
    begin_item(keeper, meeting_id=bed.meeting.pk, item_id=item.pk)
    _here(bed, "chair", "anna", "bo")
    at: dict[str, Any] = {"meeting_id": bed.meeting.pk, "item_id": item.pk}
    record_vote(keeper, **at, attendance_id=bed.place("bo").pk, choice="abstains")
    record_vote(keeper, **at, attendance_id=bed.place("anna").pk, choice="against")
    assert record_all(keeper, **at, choice="for") == 1
    with bed.town.looking():
        tally = sitting_of(samsyn_for(bed.town.id), bed.meeting.pk, 1).items[1].tally
    assert (tally.votes_for, tally.votes_against, tally.votes_abstained) == (1, 1, 1)
    assert (tally.verdict, tally.by_the_chair) == (Verdict.APPROVED, True)


def test_a_paragraph_sent_twice_is_written_once(bed: Bed) -> None:
    keeper = bed.actor("secretary")
    typed = Typed(text="Anna told.\r\nBo asked.", client_id="abc")
    at: dict[str, Any] = {"meeting_id": bed.meeting.pk, "item_id": bed.items[0].pk}
    write_note(keeper, **at, typed=typed)
    note = write_note(keeper, **at, typed=typed)
    assert (note.text, note.written_by) == ("Anna told.\nBo asked.", keeper.name)
    with bed.town.looking():
        assert ItemNote.everything.count() == 1
    with pytest.raises(NotAllowed):
        write_note(
            bed.actor("anna"),
            meeting_id=bed.meeting.pk,
            item_id=bed.items[0].pk,
            typed=Typed(text="Mine"),
        )
    with pytest.raises(Refused) as refusal:
        write_note(
            keeper, meeting_id=bed.meeting.pk, item_id=bed.items[0].pk, typed=Typed(text=" \n")
        )
    assert _codes(refusal) == [Hindrance.SAYS_NOTHING]


def _change(bed: Bed, who: str, note: ItemNote, text: str, name: str) -> ItemNote:
    change = Change(
        note_id=note.pk,
        edition=note.edition,
        base=note.text,
        typed=Typed(text=text, client_id=name),
    )
    return change_note(
        bed.actor(who), meeting_id=bed.meeting.pk, item_id=note.item_id, change=change
    )


def _texts(bed: Bed) -> list[tuple[str, bool]]:
    with bed.town.looking():
        rows = ItemNote.everything.order_by("place", "pk")
        return [(row.text, row.rival_of_id is not None) for row in rows]


def test_two_at_one_paragraph_lose_nothing(bed: Bed) -> None:
    note = write_note(
        bed.actor("secretary"),
        meeting_id=bed.meeting.pk,
        item_id=bed.items[0].pk,
        typed=Typed(text="The council heard about the budget."),
    )
    _change(bed, "chair", note, "The council heard Anna about the budget.", "a")
    for _time in range(2):  # the answer was lost, so it is sent again
        _change(bed, "secretary", note, "The council heard about the budget. It thanked.", "b")
    assert _texts(bed) == [("The council heard Anna about the budget. It thanked.", False)]
    _change(bed, "secretary", note, "The council heard Bo about the budget.", "c")
    second = _change(bed, "secretary", note, "The council heard Bo about the budget.", "c")
    assert _texts(bed) == [
        ("The council heard Anna about the budget. It thanked.", False),
        ("The council heard Bo about the budget.", True),
    ]
    choose_version(bed.actor("chair"), meeting_id=bed.meeting.pk, note_id=second.pk, only=True)
    assert _texts(bed) == [("The council heard Bo about the budget.", False)]


def test_both_versions_may_stay_and_a_lost_paragraph_is_written_anew(bed: Bed) -> None:
    keeper = bed.actor("secretary")
    note = write_note(
        keeper,
        meeting_id=bed.meeting.pk,
        item_id=bed.items[0].pk,
        typed=Typed(text="One word."),
    )
    _change(bed, "chair", note, "Two words.", "a")
    second = _change(bed, "secretary", note, "Three words.", "b")
    choose_version(keeper, meeting_id=bed.meeting.pk, note_id=second.pk, only=False)
    assert _texts(bed) == [("Two words.", False), ("Three words.", False)]
    with pytest.raises(Refused) as refusal:
        drop_note(keeper, meeting_id=bed.meeting.pk, note_id=note.pk, edition=1)
    assert _codes(refusal) == [Hindrance.CHANGED_MEANWHILE]
    drop_note(keeper, meeting_id=bed.meeting.pk, note_id=note.pk, edition=2)
    _change(bed, "chair", note, "Still typed.", "c")
    assert _texts(bed) == [("Three words.", False), ("Still typed.", False)]


def test_a_member_reserves_from_the_own_device(bed: Bed) -> None:
    at: dict[str, Any] = {
        "meeting_id": bed.meeting.pk,
        "item_id": bed.items[1].pk,
        "text": "I do not agree.",
    }
    note = make_reservation(bed.actor("bo"), **at)
    assert (note.kind, note.by_id) == ("reservation", bed.place("bo").pk)
    with pytest.raises(Refused):
        make_reservation(bed.actor("observer"), **at)


def test_who_speaks_may_have_an_item_discussed_that_is_taken_together(bed: Bed) -> None:
    with bed.town.arranging():
        AgendaItem.everything.filter(pk=bed.items[1].pk).update(consent=True)
    with pytest.raises(NotAllowed):
        take_apart(bed.actor("observer"), meeting_id=bed.meeting.pk, item_id=bed.items[1].pk)
    take_apart(bed.actor("anna"), meeting_id=bed.meeting.pk, item_id=bed.items[1].pk)
    with bed.town.looking():
        assert not AgendaItem.everything.get(pk=bed.items[1].pk).consent


def test_a_guest_is_noted_once_and_only_looks(bed: Bed) -> None:
    guest: dict[str, Any] = {"who": " Gun Guest ", "part": "guest", "represents": "The region"}
    let_in(bed.actor("secretary"), meeting_id=bed.meeting.pk, **guest)
    row = let_in(bed.actor("secretary"), meeting_id=bed.meeting.pk, **guest)
    assert (row.who, row.right, row.presence) == ("Gun Guest", "observe", "present")
    with bed.town.looking():
        assert Attendance.everything.filter(who="Gun Guest").count() == 1


def test_the_pulse_beats_at_every_change_and_is_no_part_of_the_history(bed: Bed) -> None:
    keeper, at = bed.actor("secretary"), {"meeting_id": bed.meeting.pk}
    item = bed.items[1].pk
    acts: list[Callable[[], object]] = [
        lambda: begin_item(keeper, **at, item_id=item),
        lambda: say_here(bed.actor("anna"), **at),
        lambda: cast_vote(bed.actor("anna"), **at, item_id=item, choice="for"),
        lambda: write_note(keeper, **at, item_id=item, typed=Typed(text="Said.")),
        lambda: stand_aside(
            keeper, **at, item_id=item, attendance_id=bed.place("anna").pk, aside=True
        ),
        lambda: close_meeting(keeper, **at),
    ]
    before = _beat(bed)
    for act in acts:
        act()
        after = _beat(bed)
        assert after > before
        before = after
    with bed.town.looking():
        told = set(RowChange.everything.values_list("table_name", flat=True))
    assert "council_itemnote" in told
    assert "council_meetingpulse" not in told
