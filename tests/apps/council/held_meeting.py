"""A meeting that has been held, with something of everything said there."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    Forum,
    ForumMember,
    ItemNote,
    Meeting,
    Vote,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel.models import Access, Organisation, User
from tests.support.builders import Town

BEGINS = datetime(2026, 3, 4, 8, tzinfo=UTC)
SECRET = "Hemligskatt"  # noqa: S105 - a word to look for
NUMBER = "811228-9874"  # from the range that the Swedish authority keeps for tests


@dataclass
class Sitter:
    """Somebody at the meeting who has an account."""

    user: User
    person: Person
    seat: ForumMember
    attendance: Attendance
    actor: Actor

    def signed_in(self) -> Client:
        """Return a browser in which they are signed in."""
        client = Client()
        client.force_login(self.user)
        return client


@dataclass
class Held:
    """The meeting, its forum, and who was there."""

    town: Town
    forum: Forum
    meeting: Meeting
    chair: Sitter
    adjuster: Sitter
    items: dict[str, AgendaItem]
    secretary: Actor

    @property
    def address(self) -> str:
        """Where its minutes are."""
        return f"/{self.town.slug}/meetings/{self.meeting.pk}/minutes/"


def sitter(town: Town, meeting: Meeting, name: str, seat: str = "member", **columns: Any) -> Sitter:
    """Put somebody with an account on the forum and at the meeting; call inside `arranging`."""
    first = name.split(maxsplit=1)[0].lower()
    user = User.objects.create_user(
        f"{first}{User.objects.count()}@{town.slug}.example", name=name, language="en"
    )
    Access.everything.create(organisation_id=town.id, user=user, role=AccessRole.MEMBER)
    person = Person.everything.create(name=name, user=user)
    member = ForumMember.everything.create(forum=meeting.forum, person=person, seat=seat)
    attendance = Attendance.everything.create(
        meeting=meeting,
        member=member,
        person=person,
        who=name,
        represents="Edskog",
        presence=Attendance.Presence.PRESENT,
        **columns,
    )
    actor = Actor(
        user_id=user.pk,
        organisation_id=town.id,
        permissions=ROLES[AccessRole.MEMBER],
        name=name,
        language="en",
    )
    return Sitter(user, person, member, attendance, actor)


def held_meeting(town: Town) -> Held:
    """Have a meeting held, with the chair, one adjuster, and somebody absent."""
    with town.arranging():
        Organisation.objects.filter(pk=town.id).update(language="en")
        forum = Forum.everything.create(name="E-council", adjusters=1)
        meeting = new_meeting(forum, 1, state=Meeting.State.ENDED)
        chair = sitter(town, meeting, "Cecilia Chair", "chair")
        adjuster = sitter(town, meeting, "Anton Adjuster", adjusts=True)
        Attendance.everything.create(
            meeting=meeting, who="Ove Absent", represents="Oskarsvik", presence="absent"
        )
        Attendance.everything.create(
            meeting=meeting, who="Gunilla Gäst", part="guest", right="speak", presence="present"
        )
        items = {
            "budget": _item(meeting, 1, "Budget", type="B", proposal="Take the larger one."),
            "closed": _item(meeting, 2, f"{SECRET} attack", closed_doors=True),
            "later": _item(meeting, 3, "Archive", state=AgendaItem.State.POSTPONED),
        }
        _say(items, chair, adjuster)
        coming = new_meeting(forum, 2)
        AgendaItem.everything.create(
            forum=forum, meeting=coming, name="Archive", postponed_from=items["later"]
        )
    secretary = town.person(AccessRole.STRATEGIST)
    return Held(town, forum, meeting, chair, adjuster, items, secretary)


def new_meeting(forum: Forum, number: int, **columns: Any) -> Meeting:
    """Make one meeting of a forum, a month after the one before."""
    begins = BEGINS + timedelta(days=30 * (number - 1))
    said: dict[str, Any] = {
        "forum": forum,
        "name": f"{forum.name} {number}/2026",
        "year": 2026,
        "number": number,
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=2),
        "place": "Sessionssalen",
    }
    return Meeting.everything.create(**(said | columns))


def _item(meeting: Meeting, order: int, name: str, **columns: Any) -> AgendaItem:
    said: dict[str, Any] = {"state": AgendaItem.State.DONE, "type": "I"}
    return AgendaItem.everything.create(
        forum=meeting.forum, meeting=meeting, order=order, name=name, **(said | columns)
    )


def _say(items: dict[str, AgendaItem], chair: Sitter, adjuster: Sitter) -> None:
    budget, closed = items["budget"], items["closed"]
    ItemNote.everything.create(item=budget, text="The larger one costs more.")
    ItemNote.everything.create(
        item=budget, kind="reservation", text="Too dear.", by=adjuster.attendance
    )
    ItemNote.everything.create(item=closed, text=f"{SECRET} was read out.")
    ConflictOfInterest.everything.create(
        item=budget, attendance=adjuster.attendance, reason="Owns shares"
    )
    Vote.everything.create(item=budget, attendance=chair.attendance, choice="for")
    common = {"forum": budget.forum, "meeting": budget.meeting, "decided_on": date(2026, 3, 4)}
    Decision.everything.create(
        item=budget,
        name="The larger budget",
        number="E 1/2026",
        text="The council takes the larger budget.",
        votes_for=1,
        votes_against=0,
        votes_abstained=0,
        **common,
    )
    Decision.everything.create(
        item=closed, name=f"{SECRET} decided", text=SECRET, closed_doors=True, **common
    )
    Action.everything.create(
        forum=budget.forum,
        meeting=budget.meeting,
        item=budget,
        name="Write to the board",
        who="Oskarsvik",
        due_on=date(2026, 4, 1),
    )


def words_of_docx(made: bytes) -> str:
    """Return everything a Word file says: text, tables, headers, and what it knows of itself."""
    import zipfile  # noqa: PLC0415 - only here

    with zipfile.ZipFile(io.BytesIO(made)) as box:
        return "\n".join(box.read(name).decode("utf-8", "replace") for name in box.namelist())
