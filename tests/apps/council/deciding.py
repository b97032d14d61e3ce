"""A forum that can decide, in a line or two."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from samsyn.apps.council.models import AgendaItem, Attendance, Forum, ForumMember, Meeting
from samsyn.apps.council.services.decide import make_decision
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.domain.council.deciding import Outcome, Ruling
from samsyn.domain.council.planning import Planned
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation, User
from tests.support.builders import Town

_numbers = count(1)


def approved(text: str = "We do it.", **said: Any) -> Ruling:
    """Return a decision for the proposal."""
    return Ruling(outcome=said.pop("outcome", Outcome.APPROVED), text=text, **said)


def planned(kind: str, **said: Any) -> Planned:
    """Return an effect as somebody types it."""
    return Planned(kind=kind, **said)


class Chamber:
    """A town's forum with so many voters, a meeting that sits, and short ways to act there."""

    def __init__(self, town: Town, voters: int = 3, **columns: object) -> None:
        self.town, self.boss = town, town.administrator
        given = {"name": "E-council", "short_name": "ER", "mandate": "The executive's."}
        with town.arranging():
            Organisation.objects.filter(pk=town.id).update(language="en")
            self.forum = Forum.everything.create(**{**given, **columns})
            self.members = [self.seat() for _nth in range(voters)]
        self.meeting = self.meet()

    def seat(self, **columns: object) -> ForumMember:
        """Give somebody new a seat. Inside an act."""
        number = next(_numbers)
        person = Person.everything.create(name=f"Member {number}")
        return ForumMember.everything.create(forum=self.forum, person=person, **columns)

    def meet(self, state: str = "sitting", here: int | None = None) -> Meeting:
        """Hold a meeting, with all members present unless a number is said."""
        begins = clock.now() - timedelta(minutes=5)
        number = next(_numbers)
        with self.town.arranging():
            meeting = Meeting.everything.create(
                forum=self.forum,
                name=f"{self.forum.name} {number}",
                year=begins.year,
                number=number,
                starts_at=begins,
                ends_at=begins + timedelta(hours=2),
                state=state,
            )
            for member in self.members[:here]:
                Attendance.everything.create(
                    meeting=meeting, member=member, who=member.person.name, presence="present"
                )
        return meeting

    def item(self, meeting: Meeting | None = None, **columns: object) -> AgendaItem:
        """Put an item on the agenda of the meeting that sits, or of another."""
        given = {"name": f"Item {next(_numbers)}", "type": "B", "state": "planned", **columns}
        with self.town.arranging():
            return AgendaItem.everything.create(
                forum=self.forum, meeting=meeting or self.meeting, **given
            )

    def waiting(self, **columns: object) -> AgendaItem:
        """Put an item in the backlog."""
        given = {"name": f"Item {next(_numbers)}", "type": "B", **columns}
        with self.town.arranging():
            return AgendaItem.everything.create(forum=self.forum, **given)

    def decide(self, item: AgendaItem, by: Actor | None = None, **said: Any) -> Any:
        """Decide an item as the administrator, or as somebody else."""
        more = {name: said.pop(name) for name in ("client_id", "replaces_id") if name in said}
        return make_decision(by or self.boss, item_id=item.pk, ruling=approved(**said), **more)

    def account(self, seat: str = "member", **columns: object) -> Actor:
        """Return somebody with an account who sits on the forum and has no other right here."""
        number = next(_numbers)
        user = User.objects.create_user(f"m{number}@far.example", name=f"Mia {number}")
        with self.town.arranging():
            user.accesses.model.everything.create(
                organisation_id=self.town.id, user=user, role=AccessRole.MEMBER
            )
            person = Person.everything.create(name=f"Mia {number}", user=user)
            ForumMember.everything.create(forum=self.forum, person=person, seat=seat, **columns)
        return Actor(
            user_id=user.pk,
            organisation_id=self.town.id,
            permissions=ROLES[AccessRole.MEMBER],
            name=str(user),
        )
