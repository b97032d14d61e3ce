"""COU-005 speaks of minutes that are late, and of no others."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from samsyn.apps.council.models import Forum, Meeting, Minutes, OldMinutes
from samsyn.apps.council.rules.cou_005_minutes_not_published import minutes_not_published, says
from samsyn.kernel.rules import Question
from tests.apps.council.held_meeting import new_meeting
from tests.support.builders import Town


def hits(town: Town, today: date) -> list[tuple[str, dict[str, object]]]:
    actor = town.administrator
    with town.looking():
        found = minutes_not_published(Question(actor=actor, today=today))
        return sorted((hit.title, dict(hit.facts)) for hit in found)


def test_minutes_are_late_when_the_forums_own_days_have_gone(north: Town) -> None:
    with north.arranging():
        forum = Forum.everything.create(name="E-council", minutes_days=10)
        new_meeting(forum, 1, state=Meeting.State.ENDED)

    assert hits(north, date(2026, 3, 14)) == []
    assert hits(north, date(2026, 3, 15)) == [("E-council 1/2026", {"days": 11})]
    with translation.override("en"):
        assert says({"days": 11}) == "It was held 11 days ago, and its minutes are not published."


def test_published_read_in_networked_and_planned_meetings_are_not_late(north: Town) -> None:
    with north.arranging():
        forum = Forum.everything.create(name="E-council")
        network = Forum.everything.create(name="Developers", kind=Forum.Kind.NETWORK)
        published = new_meeting(forum, 1, state=Meeting.State.ENDED)
        Minutes.everything.create(meeting=published, state=Minutes.State.PUBLISHED)
        read = new_meeting(forum, 2, state=Meeting.State.ENDED)
        OldMinutes.everything.create(forum=forum, name="old.txt", sha256="", text="", meeting=read)
        new_meeting(forum, 3)
        new_meeting(network, 1, state=Meeting.State.ENDED)
        late = new_meeting(forum, 4, state=Meeting.State.ENDED)
        Minutes.everything.create(meeting=late, state=Minutes.State.LOCKED)

    assert [title for title, _facts in hits(north, date(2027, 1, 1))] == ["E-council 4/2026"]
