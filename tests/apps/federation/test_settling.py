"""What was answered becomes participants, seats and parts of the cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.utils import translation

from samsyn.apps.federation.models import (
    Participant,
    Poll,
    SharedInitiative,
)
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.apps.federation.services.settle_poll import settle_poll
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Change
from tests.apps.federation.poll_help import answer_of, over, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> object:
    """Speak English."""
    with translation.override("en"):
        yield


def flaws(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(one.code) for one in refused.value.objections]


def at(day: object) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=9)  # type: ignore[arg-type]


def participants(town: Town) -> dict[str, tuple[str, int, object]]:
    with town.looking():
        rows = Participant.visible_to(town.administrator).filter(until=None)
        return {
            row.member.name: (row.takes_part, row.seats, row.cost_share)
            for row in rows.select_related("member")
        }


def test_settling_makes_participants_seats_and_parts_of_the_cost(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(
        alliance, asks=[north, south], seats=5, seats_each=2, cost=Decimal(101), cost_key="equal"
    )
    answer_of(north, poll, "lead", seats=4)
    answer_of(south, poll, "join")
    done = settle_poll(alliance.administrator, poll_id=poll.pk)

    assert participants(south) == {
        "North": ("lead", 3, Decimal(51)),
        "South": ("join", 2, Decimal(50)),
    }
    assert (done.beyond, done.seats_left, done.unknown) == ({"North": 1}, 0, [])
    with alliance.looking():
        poll.refresh_from_db()
    assert (poll.state, poll.settled_by) == (Poll.State.SETTLED, alliance.administrator.name)


def test_per_inhabitant_needs_to_know_how_many_they_are(
    alliance: Town, north: Town, as_owner: psycopg.Connection
) -> None:
    large = Town(as_owner, "large", population=3000)
    small = Town(as_owner, "small", population=1000)
    for town in (large, small):
        town.joins(alliance)
    poll = poll_of(alliance, asks=[large, small], cost=Decimal(100), cost_key="inhabitants")
    answer_of(large, poll)
    answer_of(small, poll)
    assert settle_poll(alliance.administrator, poll_id=poll.pk).unknown == []
    assert participants(small) == {
        "Large": ("join", 0, Decimal(75)),
        "Small": ("join", 0, Decimal(25)),
    }

    ask_members(alliance.administrator, poll_id=poll.pk, members=[north.id])
    answer_of(north, poll)
    assert settle_poll(alliance.administrator, poll_id=poll.pk).unknown == ["North"]
    assert {cost for _as, _seats, cost in participants(north).values()} == {None}


def test_who_answers_late_joins_then_and_takes_no_seat_from_others(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south], seats=5, seats_each=2, cost=Decimal(100))
    answer_of(north, poll, "join", seats=4)
    settle_poll(alliance.administrator, poll_id=poll.pk)
    assert participants(south) == {"North": ("join", 4, Decimal(100))}
    with clock.stopped_at(at(over(poll))):
        answer_of(south, poll, "join")

    assert participants(south) == {
        "North": ("join", 4, Decimal(50)),
        "South": ("join", 1, Decimal(50)),
    }
    with alliance.looking():
        acts = Change.visible_to(alliance.administrator).filter(
            table_name="federation_participant", kind="insert"
        )
        assert set(acts.values_list("act__name", flat=True)) == {
            "federation.settle_poll",
            "federation.join_late",
        }


def test_a_poll_without_initiative_or_anybody_in_it_is_not_settled(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    with alliance.arranging():
        Poll.everything.filter(pk=poll.pk).update(initiative=None)
    answer_of(north, poll, "no")

    with pytest.raises(Refused) as refused:
        settle_poll(alliance.administrator, poll_id=poll.pk)
    assert flaws(refused) == [PollFlaw.NO_INITIATIVE, PollFlaw.NOBODY_TAKES_PART]


def test_the_directive_is_begun_in_the_federations_language(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "lead")
    settle_poll(alliance.administrator, poll_id=poll.pk)

    with north.looking():
        shared = SharedInitiative.visible_to(north.administrator).get()
    assert "Ingen hinner." in shared.directive
    assert "North" in shared.directive
    assert shared.state_now == "decided"
