"""A federation with members, a forum, a poll and a shared initiative: what these tests need."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.council.models import Forum, ForumMember
from samsyn.apps.federation.models import Participant, Poll, PollAsked, SharedInitiative
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Initiative
from samsyn.kernel import clock
from tests.support.builders import Town


def poll_of(*members: Town, name: str = "Who joins?", **columns: object) -> Poll:
    """Ask members a question that waits for its answers for ten days."""
    columns = {"deadline": clock.today() + timedelta(days=10), **columns}
    poll = Poll.everything.create(name=name, state=Poll.State.ASKED, **columns)
    for member in members:
        PollAsked.everything.create(
            poll=poll, member_id=member.id, asked_on=clock.today(), visibility="federation"
        )
    return poll


def seat_for(member: Town, forum: Forum, name: str = "Mia Lund") -> ForumMember:
    """Give a member a seat."""
    person = Person.everything.create(name=name)
    return ForumMember.everything.create(forum=forum, person=person, represents_id=member.id)


def part_of(*members: Town, name: str = "Joint handbook") -> SharedInitiative:
    """Start something that members do together."""
    initiative = Initiative.everything.create(name=name, track="challenge", state="running")
    shared = SharedInitiative.everything.create(name=name, initiative=initiative)
    for member in members:
        Participant.everything.create(
            shared=shared,
            member_id=member.id,
            seats=2,
            hours=40,
            cost_share=1000,
            visibility="federation",
        )
    return shared
