"""Who sits on a forum sees that forum; nobody sees it for having sat there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from samsyn.apps.council.models import Forum, ForumMember, Meeting
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel.models import User
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for
from tests.support.builders import Town

BEGINS = datetime(2026, 3, 4, 9, tzinfo=UTC)


def meeting_of(forum: Forum, number: int = 1) -> Meeting:
    return Meeting.everything.create(
        forum=forum,
        name=f"{forum.name} {number}/2026",
        year=2026,
        number=number,
        starts_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2),
    )


def seat(town: Town, forum: Forum, **columns: object) -> tuple[Actor, ForumMember]:
    user = User.objects.create_user(f"m{forum.pk}.{User.objects.count()}@far.example", name="Mia")
    person = Person.everything.create(name="Mia", user=user)
    member = ForumMember.everything.create(forum=forum, person=person, **columns)
    actor = Actor(
        user_id=user.pk, organisation_id=town.id, permissions=ROLES[AccessRole.MEMBER], name="Mia"
    )
    return actor, member


def rows_of(actor: Actor) -> tuple[list[str], list[int]]:
    """Return what the query layer shows, and what bare SQL shows."""
    with acting_for(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM council_meeting ORDER BY id")
        bare = [row[0] for row in cursor.fetchall()]
        return [m.name for m in Meeting.visible_to(actor).order_by("pk")], bare


def test_a_member_sees_the_own_forum_and_no_other(north: Town) -> None:
    with north.arranging():
        ours = Forum.everything.create(name="E-council")
        other = Forum.everything.create(name="Steering group")
        mine, _theirs = meeting_of(ours), meeting_of(other)
        mia, _member = seat(north, ours)

    assert rows_of(mia) == (["E-council 1/2026"], [mine.pk])
    with acting_for(mia):
        assert [f.name for f in Forum.visible_to(mia)] == ["E-council"]


def test_a_closed_forum_is_open_to_its_members_and_to_named_roles_alone(north: Town) -> None:
    with north.arranging():
        closed = Forum.everything.create(name="Crisis", visibility=Visibility.RESTRICTED)
        meeting = meeting_of(closed)
        meeting.visibility = Visibility.RESTRICTED
        meeting.save()
        mia, _member = seat(north, closed)

    assert rows_of(mia)[1] == [meeting.pk]
    assert rows_of(north.person(AccessRole.READER)) == ([], [])
    assert rows_of(north.person(AccessRole.SECURITY))[1] == [meeting.pk]


@pytest.mark.parametrize("how", ["deleted", "ended", "another account"])
def test_a_seat_that_ends_shows_nothing_more_from_that_moment(north: Town, how: str) -> None:
    with north.arranging():
        forum = Forum.everything.create(name="E-council")
        meeting_of(forum)
        mia, member = seat(north, forum)
    assert rows_of(mia)[1]

    with north.arranging():
        if how == "deleted":
            member.delete()
        elif how == "ended":
            member.until = datetime.now(UTC).date() - timedelta(days=1)
            member.save()
        else:
            Person.everything.filter(pk=member.person_id).update(user=None)

    assert rows_of(mia) == ([], [])


def test_nobody_takes_a_seat_by_writing_in_the_list_of_seats(north: Town) -> None:
    with north.looking(), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO council_seat (member_id, owner_id, forum_id, user_id) VALUES (1, 1, 1, 1)"
        )
    with north.looking(), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute("SELECT * FROM council_seat")


def test_a_neighbour_sees_no_forum_of_ours(north: Town, south: Town) -> None:
    with north.arranging():
        meeting_of(Forum.everything.create(name="E-council"))

    assert rows_of(south.person(AccessRole.ADMINISTRATOR)) == ([], [])
