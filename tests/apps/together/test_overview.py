"""The coordinator's page and a member's own: what each sees, and what nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.council.models import Action, Forum
from samsyn.apps.federation.models import PollAnswer
from samsyn.apps.federation.models.capability import CapabilityAssessment
from samsyn.apps.register.models import Capability
from samsyn.apps.together.queries.standing import Standing, lines_of
from samsyn.apps.together.queries.standing import standing_of as stands
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.together.arranging import part_of, poll_of, seat_for
from tests.support.builders import Town

QUERIES_OF_A_PAGE = 12


@pytest.fixture
def coordinator(alliance: Town, client: Client) -> Client:
    client.force_login(alliance.user(AccessRole.STRATEGIST))
    return client


def standing_of(town: Town, alliance: Town) -> Standing:
    actor = alliance.administrator
    with acting_for(actor):
        standing = stands(actor, alliance.id, town.row, clock.today())
        (line,) = lines_of(actor, alliance.id, [town.row], clock.today())
    assert line.waiting == [one.poll_id for one in standing.waiting]
    assert (line.actions, line.overdue) == (
        len(standing.actions),
        len(standing.overdue(clock.today())),
    )
    assert (line.mean_level, line.gaps) == (standing.mean_level, len(standing.gaps))
    return standing


def test_a_poll_waits_until_the_member_or_the_coordinator_says_something(
    alliance: Town, north: Town, south: Town
) -> None:
    with alliance.arranging():
        poll = poll_of(north, south)
    with north.arranging():
        PollAnswer.everything.create(
            poll_id=poll.pk,
            federation_id=alliance.id,
            choice="join",
            mandate="The executive",
            answered_by="Nora",
            answered_on=clock.today(),
        )

    assert standing_of(north, alliance).waiting == []
    assert [one.poll_id for one in standing_of(south, alliance).waiting] == [poll.pk]

    with alliance.arranging():
        poll.asked.filter(member_id=south.id).update(choice="no")
    assert standing_of(south, alliance).waiting == []


def test_an_action_belongs_to_the_member_of_who_answers_for_it_or_that_it_names(
    alliance: Town, north: Town, south: Town
) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with alliance.arranging():
        forum = Forum.everything.create(name="E-council")
        seat = seat_for(north, forum)
        Action.everything.create(
            forum=forum, name="Write it", responsible=seat.person, due_on=yesterday
        )
        Action.everything.create(forum=forum, name="Read it", who=f" {south.row.name.upper()} ")
        Action.everything.create(forum=forum, name="Done", responsible=seat.person, state="done")

    assert [a.name for a in standing_of(north, alliance).overdue(clock.today())] == ["Write it"]
    assert [a.name for a in standing_of(south, alliance).actions] == ["Read it"]


def test_the_latest_assessment_of_each_capability_counts(alliance: Town, north: Town) -> None:
    with north.arranging():
        first = Capability.everything.create(name="Steer suppliers")
        second = Capability.everything.create(name="Run projects")
        for capability, days, level, target in (
            (first, 400, 0, 3),
            (first, 3, 2, 3),
            (second, 3, 4, 4),
        ):
            CapabilityAssessment.everything.create(
                capability=capability,
                assessed_on=clock.today() - timedelta(days=days),
                level=level,
                target=target,
            )

    standing = standing_of(north, alliance)
    assert standing.mean_level == 3
    assert [gap.capability_id for gap in standing.gaps] == [first.pk]


def test_the_coordinator_sees_every_member_and_what_waits_for_whom(
    coordinator: Client, alliance: Town, north: Town, south: Town
) -> None:
    with alliance.arranging():
        poll_of(north, name="Who joins the handbook?")
        part_of(south)
        seat_for(north, Forum.everything.create(name="E-council"))

    told = coordinator.get(f"/{alliance.slug}/together/").content.decode()

    assert "Who joins the handbook?" in told
    assert f"/{alliance.slug}/together/members/{north.slug}/" in told
    assert told.count("Nobody on a forum") == 1


def test_the_page_asks_as_little_for_many_members_as_for_one(
    coordinator: Client,
    alliance: Town,
    north: Town,
    south: Town,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with alliance.arranging():
        for nth in range(12):
            poll_of(north, south, name=f"Question {nth}")
            part_of(north, south, name=f"Initiative {nth}")
    coordinator.get(f"/{alliance.slug}/together/")

    with django_assert_max_num_queries(QUERIES_OF_A_PAGE):
        answer = coordinator.get(f"/{alliance.slug}/together/")
    assert len(answer.content) < 100_000
    with django_assert_max_num_queries(QUERIES_OF_A_PAGE):
        coordinator.get(f"/{alliance.slug}/together/members/{north.slug}/")


def test_a_member_comes_to_its_own_page_and_to_no_other_members(
    alliance: Town, north: Town, south: Town, client: Client
) -> None:
    with alliance.arranging():
        poll_of(north, name="Asked of north")
        part_of(south, name="South's own business")
        part_of(north, name="North's own business")
    client.force_login(north.user(AccessRole.STRATEGIST))

    mine = client.get(f"/{north.slug}/together/", follow=True)
    other = client.get(f"/{north.slug}/together/members/{south.slug}/")

    assert mine.redirect_chain[-1][0].endswith(f"/{north.slug}/together/members/{north.slug}/")
    assert "Asked of north" in mine.content.decode()
    assert "North&#x27;s own business" in mine.content.decode()
    assert "South&#x27;s own business" not in mine.content.decode()
    assert other.status_code == 404


def test_who_is_in_no_federation_is_told_so(far: Town, client: Client) -> None:
    client.force_login(far.user(AccessRole.STRATEGIST))

    assert "Not in a federation yet" in client.get(f"/{far.slug}/together/").content.decode()


def test_who_only_sits_on_a_forum_sees_neither_page(
    alliance: Town, north: Town, client: Client
) -> None:
    client.force_login(alliance.user(AccessRole.MEMBER))

    for path in ("", f"members/{north.slug}/", "everything.zip"):
        assert client.get(f"/{alliance.slug}/together/{path}").status_code == 403
