"""A decision settles a federation's poll, and publishes the roadmap that the forum looked at."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from samsyn.apps.council.models import Decision, DecisionEffect
from samsyn.apps.council.services.plan_effect import plan_effect
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.federation.models import Participant, Poll
from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.deciding import Outcome
from samsyn.domain.roadmap.publishing import Reservation
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.council.deciding import Chamber, planned
from tests.apps.federation.poll_help import answer_of, poll_of
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import plan
from tests.support.builders import Town


def test_a_yes_settles_the_poll_and_a_no_leaves_it_as_it_was(alliance: Town, north: Town) -> None:
    chamber = Chamber(alliance)
    poll = poll_of(alliance, asks=[north], seats=3, seats_each=2, cost=Decimal(100))
    answer_of(north, poll, "lead", seats=2)

    def decided(outcome: Outcome) -> tuple[Decision, bool, bool]:
        item = chamber.item()
        plan_effect(chamber.boss, item_id=item.pk, planned=planned("poll", poll=poll.pk))
        made = chamber.decide(item, outcome=outcome, reasoning="So be it.")
        with alliance.looking():
            poll.refresh_from_db()
            taking = Participant.owned_by(chamber.boss).exists()
        return made, poll.state == Poll.State.SETTLED, taking

    assert decided(Outcome.REJECTED)[1:] == (False, False)
    made, *settled = decided(Outcome.APPROVED)
    assert settled == [True, True]
    assert poll.settled_by == f"E-council, {made.number}"
    client = Client(headers={"accept-language": "en"})
    client.force_login(alliance.user(AccessRole.READER))
    page = client.get(f"/alliance/polls/{poll.pk}/").content.decode()
    assert f"/alliance/council/decisions/{made.pk}/" in page


def test_a_poll_that_cannot_be_settled_is_said_in_its_own_words(alliance: Town) -> None:
    chamber = Chamber(alliance)
    with alliance.arranging():
        draft = Poll.everything.create(name="Not asked", deadline=clock.today())
    item = chamber.item()
    plan_effect(chamber.boss, item_id=item.pk, planned=planned("poll", poll=draft.pk))

    with pytest.raises(Refused) as refusal:
        chamber.decide(item)

    with translation.override("en"):
        told = [explain(one) for one in refusal.value.objections]
    assert told
    assert all(one.startswith("Settles a poll: Not asked. ") for one in told)
    with alliance.looking():
        assert not Decision.owned_by(chamber.boss).exists()


def test_the_roadmap_that_the_forum_saw_is_published_and_no_later_one(north: Town) -> None:
    chamber, lead = Chamber(north), a.role(north, "Project lead")
    a.holds(north, a.person(north, "Bo Ek"), lead, 80)
    row = a.initiative(north, "Portal")
    a.phase(row, north, 4, {lead: 20})
    ours = plan(north, starts_on=clock.today())
    solve_plan(north.administrator, plan_id=ours.pk)
    item, later = chamber.item(), chamber.item()
    for one in (item, later):
        plan_effect(chamber.boss, item_id=one.pk, planned=planned("roadmap", plan=ours.pk))

    made = chamber.decide(item)

    with north.looking():
        version = PublishedRoadmap.owned_by(chamber.boss).get()
        effect = DecisionEffect.owned_by(chamber.boss).get(decision=made)
    assert (version.version, version.decided_by) == (1, f"E-council, {made.number}")
    assert effect.parameters["published"] == version.pk
    client = Client(headers={"accept-language": "en"})
    client.force_login(north.user(AccessRole.READER))
    page = client.get("/north/roadmap/versions/1/").content.decode()
    assert f"/north/council/decisions/{made.pk}/" in page
    solve_plan(north.administrator, plan_id=ours.pk)
    with pytest.raises(Refused) as refusal:
        chamber.decide(later)
    assert [one.code for one in refusal.value.objections] == [Reservation.NOT_THE_LATEST]
