"""Whoever opens or closes a forum or an item moves all that hangs on it, in the same step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from samsyn.apps.council.models import (
    Action,
    Addendum,
    AgendaItem,
    Attendance,
    CallSent,
    ConflictOfInterest,
    Decision,
    Forum,
    ForumMember,
    ItemNote,
    Meeting,
    MeetingPulse,
    Minutes,
    MinutesFile,
    Vote,
)
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    send_minutes,
)
from samsyn.kernel.models import SearchEntry
from tests.apps.council.held_meeting import SECRET, Held, held_meeting
from tests.support.builders import Town

_OF_FORUM: tuple[Any, ...] = (ForumMember, Meeting, Attendance, CallSent, MeetingPulse)
_OF_ITEMS: tuple[Any, ...] = (AgendaItem, ItemNote, ConflictOfInterest, Vote, Decision, Action)
_OF_MINUTES: tuple[Any, ...] = (Minutes, Addendum, MinutesFile)


@pytest.fixture
def held(north: Town) -> Held:
    held = held_meeting(north)
    with north.arranging():
        CallSent.everything.create(
            attendance=held.chair.attendance,
            method="request",
            sequence=0,
            sent_at=held.meeting.starts_at,
        )
    minutes = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for who in (held.chair, held.adjuster):
        approve_minutes(who.actor, meeting_id=held.meeting.pk, digest=minutes.digest)
    add_to_minutes(held.chair.actor, meeting_id=held.meeting.pk, text="It was four o'clock.")
    return held


def reaches(held: Held, *models: Any) -> Iterator[set[str]]:
    with held.town.looking():
        for model in models:
            rows = model.everything.filter(forum=held.forum.pk)
            yield set(rows.values_list("visibility", flat=True))


def set_forum(held: Held, reach: str) -> None:
    with held.town.arranging():
        Forum.everything.filter(pk=held.forum.pk).update(visibility=reach)


def test_what_is_the_forums_is_seen_as_far_as_it_from_that_moment(held: Held) -> None:
    for reach in ("federation", "restricted", "own"):
        set_forum(held, reach)

        assert list(reaches(held, *_OF_FORUM)) == [{reach}] * len(_OF_FORUM)
        with held.town.looking():
            found = SearchEntry.everything.get(table_name="council_meeting", row_id=held.meeting.pk)
            assert found.visibility == reach


def test_closed_doors_stay_closed_however_far_the_forum_is_seen(held: Held) -> None:
    set_forum(held, "public")

    with held.town.looking():
        closed = held.items["closed"].pk
        assert AgendaItem.everything.get(pk=closed).visibility == "restricted"
        assert AgendaItem.everything.get(pk=held.items["budget"].pk).visibility == "public"
        for model in (ItemNote, Decision):
            rows = model.everything.filter(item=closed)
            assert set(rows.values_list("visibility", flat=True)) == {"restricted"}
            rest = model.everything.filter(item=held.items["budget"])
            assert set(rest.values_list("visibility", flat=True)) == {"public"}
        told = SearchEntry.everything.filter(title__contains=SECRET)
        assert set(told.values_list("visibility", flat=True)) <= {"restricted"}


def test_minutes_are_never_seen_outside_by_themselves(held: Held) -> None:
    for reach in ("public", "restricted", "federation"):
        set_forum(held, reach)
        assert list(reaches(held, *_OF_MINUTES)) == [{"restricted"}] * len(_OF_MINUTES)


def test_an_item_put_behind_closed_doors_takes_all_said_about_it_along(north: Town) -> None:
    held = held_meeting(north)
    budget = held.items["budget"]
    with north.arranging():
        budget.closed_doors = True
        budget.save()

    with north.looking():
        for model in (ItemNote, ConflictOfInterest, Vote, Action):
            rows = model.everything.filter(item=budget)
            assert set(rows.values_list("visibility", flat=True)) == {"restricted"}


def test_each_table_that_hangs_on_a_closed_forum_follows(held: Held) -> None:
    set_forum(held, "restricted")

    assert list(reaches(held, *_OF_ITEMS)) == [{"restricted"}] * len(_OF_ITEMS)
