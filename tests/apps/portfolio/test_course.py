"""An initiative moves along its course by acts, and every act can be refused with all reasons."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from samsyn.apps.portfolio.models import Initiative, Phase
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.portfolio.services.deliver_initiative import deliver_initiative
from samsyn.apps.portfolio.services.hand_over_initiative import hand_over_initiative
from samsyn.apps.portfolio.services.move_to_track import move_to_track
from samsyn.apps.portfolio.services.start_initiative import start_initiative
from samsyn.apps.portfolio.services.stop_initiative import stop_initiative
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.portfolio.course import Hindrance
from samsyn.domain.portfolio.moving import Snag
from samsyn.domain.portfolio.tracks import Misfit, Track
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


def state_of(town: Town, row: Initiative) -> str:
    with town.looking():
        return Initiative.owned_by(town.administrator).get(pk=row.pk).state


def test_a_mandated_solution_is_decided_only_with_owner_ambition_and_benefit(north: Town) -> None:
    row = a.initiative(north, track="mandated", state="proposed", problem="", owner_level="it")

    with pytest.raises(Refused) as refusal:
        decide_initiative(north.administrator, initiative_id=row.pk, on=clock.today())

    assert {objection.code for objection in refusal.value.objections} == {
        Misfit.NOBODY_OWNS_IT,
        Misfit.OWNED_BY_IT,
        Misfit.PROBLEM_MISSING,
        Misfit.BENEFIT_MISSING,
        Misfit.AMBITION_UNDECIDED,
        Misfit.LEGAL_GROUND_MISSING,
    }
    assert state_of(north, row) == "proposed"


def test_what_has_all_its_track_asks_for_is_decided(north: Town) -> None:
    row = a.initiative(
        north,
        track="challenge",
        state="proposed",
        owner=a.person(north),
        owner_level="political",
    )
    a.benefit(row, north)
    a.stop_rule(row, north)

    decide_initiative(north.administrator, initiative_id=row.pk, on=clock.today())

    assert state_of(north, row) == "decided"


def test_work_starts_only_when_planned_and_when_nothing_is_waited_for(north: Town) -> None:
    first, then = a.initiative(north, "First"), a.initiative(north, "Then")
    a.follows(north, first, then)
    a.phase(then, north, 4, name="Build")

    with pytest.raises(Refused) as refusal:
        start_initiative(north.administrator, initiative_id=then.pk, on=clock.today())

    told = {objection.code: dict(objection.facts) for objection in refusal.value.objections}
    assert told == {
        Hindrance.NO_EFFORT: {"phases": "Build"},
        Hindrance.STILL_WAITS: {"names": "First"},
    }


def test_starting_begins_the_first_phase_and_no_other(north: Town) -> None:
    row, who = a.initiative(north), a.role(north)
    first = a.phase(row, north, 4, {who: 50})
    second = a.phase(row, north, 2, {who: 50})

    start_initiative(north.administrator, initiative_id=row.pk, on=clock.today())

    with north.looking():
        began = dict(Phase.owned_by(north.administrator).values_list("pk", "started_on"))
    assert began == {first.pk: clock.today(), second.pk: None}
    assert state_of(north, row) == "running"


def test_nothing_is_delivered_before_it_began_nor_tomorrow(north: Town) -> None:
    today = clock.today()
    row = a.initiative(north, state="running", started_on=today)

    for day, code in (
        (today - timedelta(days=1), Hindrance.BEFORE_IT_BEGAN),
        (today + timedelta(days=1), Hindrance.NOT_IN_THE_FUTURE),
    ):
        with pytest.raises(Refused) as refusal:
            deliver_initiative(north.administrator, initiative_id=row.pk, on=day)
        assert [objection.code for objection in refusal.value.objections] == [code]
    assert state_of(north, row) == "running"


def test_somebody_in_the_line_takes_over_or_nothing_is_handed_over(north: Town) -> None:
    row, manager = a.initiative(north, state="delivered"), a.person(north)

    with pytest.raises(Refused, match="nobody_takes_over, cost_not_accepted"):
        hand_over_initiative(north.administrator, initiative_id=row.pk, on=clock.today())
    assert state_of(north, row) == "delivered"
    hand_over_initiative(
        north.administrator,
        initiative_id=row.pk,
        on=clock.today(),
        line_owner_id=manager.pk,
        accepted_yearly_cost=Decimal(0),
    )

    with north.looking():
        row = Initiative.owned_by(north.administrator).get(pk=row.pk)
    assert (row.state, row.line_owner_id, row.accepted_yearly_cost, row.handed_over_on) == (
        *("handed_over", manager.pk, Decimal(0), clock.today()),
    )


def test_stopping_needs_a_reason_and_keeps_it(north: Town) -> None:
    row = a.initiative(north, state="running")

    with pytest.raises(Refused, match="reason_missing"):
        stop_initiative(north.administrator, initiative_id=row.pk, on=clock.today(), reason=" ")
    stop_initiative(
        north.administrator, initiative_id=row.pk, on=clock.today(), reason="It did not deliver."
    )

    with north.looking():
        act = Act.visible_to(north.administrator).latest("id")
        assert (act.name, act.reason) == ("portfolio.stop_initiative", "It did not deliver.")


def test_moving_to_another_track_is_an_act_with_a_reason(north: Town) -> None:
    row = a.initiative(north, track="mandated")

    with pytest.raises(Refused) as refusal:
        move_to_track(north.administrator, initiative_id=row.pk, track=Track.MANDATED, reason="")
    assert [objection.code for objection in refusal.value.objections] == [
        Snag.IS_THERE_ALREADY,
        Snag.REASON_NEEDED,
    ]

    move_to_track(
        north.administrator,
        initiative_id=row.pk,
        track=Track.CHALLENGE,
        owner_level="political",
        reason="It answers our lack of staff.",
    )
    with north.looking():
        moved = Initiative.owned_by(north.administrator).get(pk=row.pk)
        act = Act.visible_to(north.administrator).latest("id")
    assert (moved.track, moved.owner_level) == ("challenge", "political")
    assert (act.name, act.reason) == ("portfolio.move_to_track", "It answers our lack of staff.")


def test_a_reader_and_a_neighbour_decide_nothing(north: Town, south: Town) -> None:
    row = a.initiative(north, state="idea")

    with pytest.raises(NotAllowed):
        decide_initiative(north.person(), initiative_id=row.pk, on=clock.today())
    with pytest.raises(Initiative.DoesNotExist):
        decide_initiative(south.administrator, initiative_id=row.pk, on=clock.today())

    assert state_of(north, row) == "idea"
