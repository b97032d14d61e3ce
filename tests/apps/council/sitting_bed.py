"""A forum with a meeting that may sit: what tests of a meeting stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client

from samsyn.apps.council.models import AgendaItem, Attendance, Forum, ForumMember, Meeting
from samsyn.apps.organisation.models import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel import clock
from samsyn.kernel.models import User
from tests.support.builders import Town


@dataclass
class Bed:
    """A forum with a secretary, a chair, members with a vote, a substitute and an observer."""

    town: Town
    forum: Forum
    meeting: Meeting
    items: list[AgendaItem]
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return somebody with no other role than a member's."""
        user = self.users[name]
        return Actor(
            user_id=user.pk,
            organisation_id=self.town.id,
            permissions=ROLES[AccessRole.MEMBER],
            name=user.name,
            language="en",
        )

    def client(self, name: str) -> Client:
        """Return a browser in which somebody has signed in."""
        client = Client()
        client.force_login(self.users[name])
        return client

    def place(self, name: str) -> Attendance:
        """Return somebody's place at the meeting."""
        with self.town.looking():
            return Attendance.everything.get(meeting=self.meeting, person__user=self.users[name].pk)

    def address(self, end: str = "") -> str:
        """Return an address of the meeting's page."""
        return f"/{self.town.slug}/meetings/{self.meeting.pk}/sitting/{end}"


SEATS = {
    "secretary": (ForumMember.Seat.SECRETARY, "speak"),
    "chair": (ForumMember.Seat.CHAIR, "vote"),
    "anna": (ForumMember.Seat.MEMBER, "vote"),
    "bo": (ForumMember.Seat.MEMBER, "vote"),
    "cia": (ForumMember.Seat.SUBSTITUTE, "vote"),
    "observer": (ForumMember.Seat.ADJOINED, "observe"),
}
TYPES = ("I", "B", "B", "D")


def make_bed(town: Town, *, decides_by: str = "majority", quorum: str = "half") -> Bed:
    """Build the forum, its people with accounts and a planned meeting with four items."""
    users = {name: town.user(AccessRole.MEMBER) for name in SEATS}
    starts = clock.now() - timedelta(minutes=5)
    with town.arranging():
        forum = Forum.everything.create(
            name="E-council", short_name="EC", decides_by=decides_by, quorum=quorum
        )
        meeting = Meeting.everything.create(
            forum=forum,
            name="EC 1/2026",
            year=starts.year,
            number=1,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
        )
        members = {name: _member(forum, users[name], name, *SEATS[name]) for name in SEATS}
        members["cia"].substitute_for = members["bo"]
        members["cia"].save()
        for name, member in members.items():
            part = {"cia": "substitute", "secretary": "secretary"}.get(name, "member")
            Attendance.everything.create(
                meeting=meeting,
                member=member,
                person=member.person,
                who=member.person.name,
                part=part,
                right=member.right,
            )
        items = [
            AgendaItem.everything.create(
                forum=forum,
                meeting=meeting,
                name=f"Item {nth}",
                number=str(nth),
                order=nth,
                type=kind,
                minutes=15,
                proposal="That it is done." if kind == "B" else "",
                proposed_on=starts.date(),
                state=AgendaItem.State.PLANNED,
            )
            for nth, kind in enumerate(TYPES, start=1)
        ]
    return Bed(town, forum, meeting, items, users)


def _member(forum: Forum, user: User, name: str, seat: str, right: str) -> ForumMember:
    person = Person.everything.create(name=name.title(), email=user.email, user=user)
    return ForumMember.everything.create(forum=forum, person=person, seat=seat, right=right)
