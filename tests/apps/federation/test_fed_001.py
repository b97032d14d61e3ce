"""FED-001 speaks where an answer is missing, and at the federation that waits for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.rules.fed_001_unanswered import says, unanswered
from samsyn.kernel.rules import Hit, Question
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def hits(town: Town, day: date) -> list[Hit]:
    with town.looking():
        return list(unanswered(Question(actor=town.administrator, today=day)))


def test_it_speaks_in_the_municipality_and_tells_the_federation(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])
    answer_of(south, poll, "no")
    after = poll.deadline + timedelta(days=1)
    with translation.override("en"):
        (here,), (there,) = hits(north, after), hits(alliance, after)

        assert (here.model, here.pk) == (Poll, poll.pk)
        assert "Alliance wanted your answer" in says(here.facts)
        assert "1 member has said nothing: North." in says(there.facts)
    assert hits(south, after) == []


def test_on_the_last_day_it_is_silent_and_so_it_is_when_the_poll_is_settled(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    after = poll.deadline + timedelta(days=1)

    assert hits(north, poll.deadline) == hits(alliance, poll.deadline) == []
    with alliance.arranging():
        Poll.everything.filter(pk=poll.pk).update(state=Poll.State.SETTLED)
    assert hits(north, after) == hits(alliance, after) == []


def test_who_is_not_asked_hears_nothing(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north])

    assert hits(south, poll.deadline + timedelta(days=9)) == []
