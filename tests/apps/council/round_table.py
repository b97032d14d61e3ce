"""A council round which tests sit: its forum, its people, a meeting with something on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from django.test import Client

from samsyn.apps.council.models import AgendaItem, Attendance, Forum, ForumMember, Meeting
from samsyn.apps.council.services.build_agenda import PlannedLine, build_agenda
from samsyn.apps.council.services.plan_meeting import Plan, plan_meeting
from samsyn.apps.council.services.propose import Proposal, propose_item
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel.models import Access, Task, User
from samsyn.kernel.tasks import perform
from tests.support.builders import Town

_numbers = count(1)
IN_SPRING = datetime(2027, 3, 4, 8, tzinfo=UTC)


@dataclass
class Sitter:
    """Somebody with a seat, an account and a browser."""

    user: User
    member: ForumMember
    actor: Actor

    def browser(self) -> Client:
        """Return a browser in which the person is signed in."""
        client = Client()
        client.force_login(self.user)
        return client


@dataclass
class Table:
    """A forum of one town; `chair` writes for it."""

    town: Town
    forum: Forum
    secretary: Actor
    people: dict[str, Sitter] = field(default_factory=dict)

    def seat(self, name: str, **columns: object) -> Sitter:
        """Give somebody an account that sees nothing but forums, and a seat."""
        email = f"{name.lower()}{next(_numbers)}@far.example"
        user = User.objects.create_user(email, name=name, language="en")
        with self.town.arranging():
            Access.everything.create(
                organisation_id=self.town.id, user=user, role=AccessRole.MEMBER
            )
            person = Person.everything.create(name=name, email=email, user=user)
            member = ForumMember.everything.create(forum=self.forum, person=person, **columns)
        permissions = ROLES[AccessRole.MEMBER]
        actor = Actor(
            user_id=user.pk, organisation_id=self.town.id, permissions=permissions, name=name
        )
        self.people[name] = Sitter(user, member, actor)
        return self.people[name]

    def meeting(self, at: datetime = IN_SPRING, minutes: int = 120, **columns: str) -> Meeting:
        """Plan a meeting."""
        plan = Plan(starts_at=at, ends_at=at + timedelta(minutes=minutes), **columns)
        return plan_meeting(self.secretary, forum_id=self.forum.pk, plan=plan)

    def item(self, name: str, **said: object) -> AgendaItem:
        """Put something in the backlog."""
        proposal = Proposal(name=name, **said)  # type: ignore[arg-type]
        return propose_item(self.secretary, forum_id=self.forum.pk, proposal=proposal)

    def agenda(self, meeting: Meeting, *items: AgendaItem) -> Meeting:
        """Let a meeting deal with exactly these."""
        with self.town.looking():
            seen = Meeting.owned_by(self.secretary).get(pk=meeting.pk).revision
        lines = [
            PlannedLine(
                key=item.pk,
                name=item.name,
                type=item.type,
                minutes=item.minutes,
                presenter_name=item.presenter_name,
            )
            for item in items
        ]
        return build_agenda(self.secretary, meeting_id=meeting.pk, lines=lines, seen=seen)

    def work(self) -> int:
        """Do what waits in the queue; return how many pieces it was."""
        with self.town.looking():
            waiting = Task.owned_by(self.town.administrator).filter(state=Task.State.WAITING)
            tasks = list(waiting.order_by("pk").values_list("pk", flat=True))
        for pk in tasks:
            perform(task_id=pk, organisation_id=self.town.id)
        return len(tasks)

    def answers(self, meeting: Meeting) -> Mapping[str, str]:
        """Return what everybody has answered."""
        with self.town.looking():
            rows = Attendance.owned_by(self.town.administrator).filter(meeting=meeting)
            return dict(rows.values_list("who", "answer"))


def laid(town: Town, name: str = "E-council", **columns: object) -> Table:
    """Found a forum in a town."""
    with town.arranging():
        forum = Forum.everything.create(name=name, **columns)
    return Table(town, forum, town.person(AccessRole.STRATEGIST))
