"""A decision is numbered, written and acts in one step, or nothing of it happens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections
from django.utils import translation

from samsyn.apps.council.models import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    DecisionEffect,
    Forum,
    Vote,
)
from samsyn.apps.council.services.decide import (
    Answered,
    ask_above,
    decide_together,
    make_decision,
)
from samsyn.apps.council.services.plan_effect import drop_effect, plan_effect
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.portfolio.models import Allocation, Cost, Fund, GateDecision, Initiative, TrackMove
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.deciding import Outcome, Ruling, Trouble
from samsyn.domain.council.planning import Gap
from samsyn.domain.portfolio.gates import Doubt
from samsyn.domain.portfolio.moving import Snag
from samsyn.domain.portfolio.tracks import Misfit
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.deciding import Chamber, approved, planned
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_gates import gate
from tests.support.builders import Town


@pytest.fixture
def chamber(north: Town) -> Chamber:
    return Chamber(north)


def words(objection: Objection) -> str:
    with translation.override("en"):
        return explain(objection)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[object]:
    return [objection.code for objection in refusal.value.objections]


def ready(town: Town, **columns: Any) -> Initiative:
    row = a.initiative(town, state="proposed", owner=a.person(town), **columns)
    a.benefit(row, town)
    return row


def fund(town: Town, name: str = "Digital pot") -> Fund:
    with town.arranging():
        return Fund.everything.create(name=name)


def of(town: Town, model: Any) -> Any:
    return model.owned_by(town.administrator)


def test_a_decision_is_numbered_by_forum_and_year_and_ends_its_item(
    north: Town, chamber: Chamber
) -> None:
    first, second = chamber.item(basis="The plan."), chamber.item()
    other = Chamber(north, name="IT council", short_name="IT")

    made = [chamber.decide(first), other.decide(other.item()), chamber.decide(second)]

    year = clock.today().year
    assert [d.number for d in made] == [f"ER {year}:1", f"IT {year}:1", f"ER {year}:2"]
    with north.looking():
        item = of(north, AgendaItem).get(pk=first.pk)
        assert (item.state, item.outcome) == ("done", f"Approved: ER {year}:1")
        assert (made[0].basis, made[0].mandate) == ("The plan.", "The executive's.")
        act = Act.visible_to(chamber.boss).latest("id")
    assert act.name == "council.make_decision"


def test_two_forums_with_one_short_name_keep_their_numbers_apart(north: Town) -> None:
    one, two = Chamber(north), Chamber(north, name="Economy council")

    numbers = [c.decide(c.item()).number for c in (one, two, two, one)]

    year = clock.today().year
    theirs = f"ER-{two.forum.pk} {year}"
    assert numbers == [f"ER {year}:1", f"{theirs}:1", f"{theirs}:2", f"ER {year}:2"]


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_get_two_numbers_and_one_item_one_decision(north: Town) -> None:
    chamber = Chamber(north)
    items, same = [chamber.item() for _nth in range(4)], chamber.item()

    def decided(item: AgendaItem) -> str:
        try:
            return str(chamber.decide(item).number)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(decided, [*items, same, same]))

    year = clock.today().year
    assert sorted(told[:4] + [one for one in told[4:] if one.startswith("ER")]) == [
        f"ER {year}:{nth}" for nth in range(1, 6)
    ]
    assert told[4:].count("already_decided") == 1


def test_the_same_words_sent_twice_are_one_decision(north: Town, chamber: Chamber) -> None:
    item = chamber.item()

    first, again = (chamber.decide(item, client_id="page-1") for _nth in range(2))

    assert first.pk == again.pk
    with north.looking():
        assert of(north, Decision).count() == 1


def test_a_yes_takes_an_initiative_through_its_gate_and_the_step_behind_it(
    north: Town, chamber: Chamber
) -> None:
    row, shut, item = ready(north, name="Portal"), gate(north), chamber.item()
    plan_effect(
        chamber.boss, item_id=item.pk, planned=planned("gate", initiative=row.pk, gate=shut.pk)
    )

    made = chamber.decide(item, text="Build the portal.")

    with north.looking():
        said = of(north, GateDecision).get()
        effect = of(north, DecisionEffect).get()
        assert of(north, Initiative).get(pk=row.pk).state == "decided"
    assert (said.outcome, said.decided_by) == ("go_on", f"E-council, {made.number}")
    assert said.basis == "Build the portal."
    assert (effect.decision_id, effect.result) == (made.pk, "It is decided now.")
    assert effect.carried_out_at is not None
    assert effect.act_id is not None


@pytest.mark.parametrize(
    ("outcome", "more", "said", "state"),
    [
        (Outcome.REJECTED, {"reasoning": "Too dear."}, "stop", "stopped"),
        (Outcome.REFERRED, {"reasoning": "Not ready."}, "wait", "proposed"),
    ],
)
def test_a_no_stops_it_at_the_gate_and_sent_back_it_comes_again(
    north: Town, chamber: Chamber, outcome: Outcome, more: dict[str, Any], said: str, state: str
) -> None:
    row, shut, item = ready(north), gate(north), chamber.item()
    plan_effect(
        chamber.boss, item_id=item.pk, planned=planned("gate", initiative=row.pk, gate=shut.pk)
    )
    if outcome is Outcome.REFERRED:
        with pytest.raises(Refused, match="no_day_to_come_back"):
            chamber.decide(item, outcome=outcome, **more)
        more = {**more, "come_back_on": clock.today() + timedelta(days=30)}

    chamber.decide(item, outcome=outcome, **more)

    with north.looking():
        assert of(north, GateDecision).get().outcome == said
        assert of(north, Initiative).get(pk=row.pk).state == state
        again = of(north, AgendaItem).filter(state="backlog")
        planned_again = of(north, DecisionEffect).filter(decision=None)
        back = outcome is Outcome.REFERRED
        assert [i.name for i in again] == ([item.name] if back else [])
        assert planned_again.count() == int(back)


def test_track_and_money_move_in_the_same_step(north: Town, chamber: Chamber) -> None:
    row, pot, item = a.initiative(north, name="Portal"), fund(north), chamber.item()
    year = clock.today().year
    with north.arranging():  # a line of the budget that waits becomes the decided one
        Cost.everything.create(initiative=row, fund=pot, fiscal_year=year, amount=Decimal(50))
    for effect in (
        planned("track", initiative=row.pk, track="challenge"),
        planned("money", fund=pot.pk, amount=Decimal(500_000), year=year),
        planned("money", fund=pot.pk, amount=Decimal(90_000), year=year, initiative=row.pk),
    ):
        plan_effect(chamber.boss, item_id=item.pk, planned=effect)

    made = chamber.decide(item, text="A challenge it is.")

    with north.looking():
        move, allocation, cost = (of(north, m).get() for m in (TrackMove, Allocation, Cost))
    assert (move.to_track, move.reason) == (
        "challenge",
        f"E-council, {made.number}: A challenge it is.",
    )
    assert (allocation.one_off, allocation.decided_by) == (
        Decimal(500_000),
        f"E-council, {made.number}",
    )
    assert (cost.amount, cost.fund_id, cost.decided_on) == (
        Decimal(90_000),
        pot.pk,
        clock.today(),
    )


def test_money_twice_is_added_up_and_rejected_moves_nothing(north: Town, chamber: Chamber) -> None:
    pot, year = fund(north), clock.today().year
    outcomes = (Outcome.APPROVED, Outcome.APPROVED, Outcome.REJECTED)
    for outcome in outcomes:
        item = chamber.item()
        plan_effect(
            chamber.boss,
            item_id=item.pk,
            planned=planned("money", fund=pot.pk, amount=Decimal(100), year=year),
        )
        chamber.decide(item, outcome=outcome, reasoning="So be it.")

    with north.looking():
        assert of(north, Allocation).get().one_off == Decimal(200)
        last = of(north, DecisionEffect).latest("pk")
    assert (last.carried_out_at, last.result) == (None, "Nothing was moved.")


def test_where_one_effect_is_refused_nothing_happens_and_all_is_told_at_once(
    north: Town, chamber: Chamber
) -> None:
    bare = a.initiative(north, name="Bare", state="proposed")
    pot, item, shut = fund(north), chamber.item(), gate(north)
    effects = (
        planned("money", fund=pot.pk, amount=Decimal(5), year=2026),
        planned("gate", initiative=bare.pk, gate=shut.pk),
        planned("track", initiative=bare.pk, track="prerequisite"),
    )
    told = [plan_effect(chamber.boss, item_id=item.pk, planned=effect) for effect in effects]

    today = [Misfit.NOBODY_OWNS_IT, Misfit.BENEFIT_MISSING, Snag.IS_THERE_ALREADY]
    assert [one.code for one in told[-1].against] == today
    with north.looking():
        assert not of(north, Allocation).exists()
        assert {one.decision_id for one in of(north, DecisionEffect)} == {None}
    with pytest.raises(Refused) as refusal:
        chamber.decide(item, decided_on=clock.today() + timedelta(days=1))

    assert codes(refusal) == [
        Trouble.NOT_YET_DECIDED,
        Doubt.NOT_YET,
        Snag.IS_THERE_ALREADY,
    ]
    with pytest.raises(Refused) as refusal:
        chamber.decide(item)
    assert codes(refusal) == today
    assert words(refusal.value.objections[-1]) == (
        "Moves an initiative to another track: Bare. It is in that track already."
    )
    with north.looking():
        for model in (Decision, GateDecision, Allocation, TrackMove):
            assert not of(north, model).exists()
        assert of(north, AgendaItem).get(pk=item.pk).state == "planned"
        assert not of(north, DecisionEffect).exclude(decision=None).exists()


def test_what_is_above_the_mandate_is_asked_of_the_forum_above(
    north: Town, chamber: Chamber
) -> None:
    with north.arranging():
        above = Forum.everything.create(name="The executive")
        of(north, Forum).filter(pk=chamber.forum.pk).update(
            reports_to=above, decides_up_to=Decimal(100)
        )
    pot, item = fund(north), chamber.item(name="A big thing", proposal="Buy it.")
    for amount in (60, 50):
        plan_effect(
            chamber.boss,
            item_id=item.pk,
            planned=planned("money", fund=pot.pk, amount=Decimal(amount), year=2026 + amount),
        )

    with pytest.raises(Refused) as refusal:
        chamber.decide(item)
    (one,) = refusal.value.objections
    assert words(one) == (
        "The forum decides about money up to 100; this is 110. It must ask The executive."
    )

    asked = ask_above(chamber.boss, item_id=item.pk)

    assert (asked.forum_id, asked.name, asked.proposal, asked.state) == (
        *(above.pk, "A big thing", "Buy it.", "backlog"),
    )
    with north.looking():
        assert of(north, DecisionEffect).filter(item=asked).count() == 2
    with pytest.raises(Refused, match="not_open"):
        ask_above(chamber.boss, item_id=item.pk)


@pytest.mark.parametrize(
    ("rule", "number", "voters", "here", "aside", "enough"),
    [
        ("half", None, 3, 2, 0, True),
        ("half", None, 3, 2, 1, False),
        ("half", None, 4, 2, 0, False),
        ("number", 2, 5, 2, 0, True),
        ("number", 3, 5, 2, 0, False),
        ("none", None, 5, 0, 0, True),
    ],
)
def test_without_quorum_nothing_is_decided(  # noqa: PLR0913, PLR0917 - a table
    north: Town, rule: str, number: int | None, voters: int, here: int, aside: int, enough: bool
) -> None:
    chamber = Chamber(north, voters, quorum=rule, quorum_number=number)
    item = chamber.item(chamber.meet(here=here))
    with north.arranging():
        for one in of(north, Attendance).filter(meeting=item.meeting)[:aside]:
            ConflictOfInterest.everything.create(item=item, attendance=one)

    if enough:
        chamber.decide(item)
        return
    with pytest.raises(Refused) as refusal:
        chamber.decide(item)
    assert codes(refusal) == [Trouble.NO_QUORUM]
    assert "Nobody can set that aside" in words(refusal.value.objections[0])


def test_a_substitute_counts_only_where_the_member_is_not(north: Town, chamber: Chamber) -> None:
    meeting = chamber.meet(here=1)
    item = chamber.item(meeting)
    with north.arranging():
        member = of(north, Attendance).get(meeting=meeting)
        Attendance.everything.create(
            meeting=meeting, who="Sub", part="substitute", presence="present", substitutes=member
        )
    with pytest.raises(Refused, match="no_quorum"):
        chamber.decide(item)
    with north.arranging():
        of(north, Attendance).filter(pk=member.pk).update(substitutes=None, presence="absent")
        absent = Attendance.everything.create(meeting=meeting, who="Present", presence="present")

    made = chamber.decide(item)

    assert (made.votes_for, absent.who) == (None, "Present")


def test_votes_are_counted_without_those_who_stand_aside_and_a_lost_vote_is_no_yes(
    north: Town, chamber: Chamber
) -> None:
    item = chamber.item()
    with north.arranging():
        here = list(of(north, Attendance).filter(meeting=item.meeting).order_by("pk"))
        for one, choice in zip(here, ("for", "against", "against"), strict=True):
            Vote.everything.create(item=item, attendance=one, choice=choice)
    with pytest.raises(Refused) as refusal:
        chamber.decide(item)
    assert words(refusal.value.objections[0]) == "1 voted for and 2 against: that is a no."
    with north.arranging():
        ConflictOfInterest.everything.create(item=item, attendance=here[2])

    made = chamber.decide(item)

    assert (made.votes_for, made.votes_against, made.votes_abstained) == (1, 1, 0)


def test_between_meetings_the_chair_says_why_and_it_is_reported(
    north: Town, chamber: Chamber
) -> None:
    with pytest.raises(Refused) as refusal:
        make_decision(chamber.boss, forum_id=chamber.forum.pk, ruling=approved())
    assert codes(refusal) == [Trouble.NOBODY_DECIDED, Trouble.WHY_NOT_AT_A_MEETING]
    ruling = approved(name="Lock it", decided_by="Eva, chair", reasoning="The door was open.")

    made = make_decision(chamber.boss, forum_id=chamber.forum.pk, ruling=ruling)

    with north.looking():
        told = of(north, AgendaItem).get(type="I")
    assert (told.state, told.name) == (
        "backlog",
        f"Decided between meetings: {made.number}, Lock it",
    )


def test_by_circulation_who_answered_what_is_kept_and_counts(north: Town, chamber: Chamber) -> None:
    item, coming = chamber.waiting(name="The agreement"), chamber.meet("called")
    with north.arranging():
        type(coming).everything.filter(pk=coming.pk).update(
            starts_at=clock.now() + timedelta(days=5), ends_at=clock.now() + timedelta(days=6)
        )
    one, two, three = chamber.members
    stranger = Chamber(north, name="Other", short_name="O").members[0]

    def sent_round(*answers: tuple[Any, str]) -> Decision:
        said = [Answered(member.pk, choice) for member, choice in answers]
        return make_decision(chamber.boss, item_id=item.pk, ruling=approved(), answers=said)

    for answers, code in (
        ([(one, "for")], Trouble.NO_QUORUM),
        ([(one, "for"), (two, "against"), (three, "against")], Trouble.VOTES_SAY_NO),
        ([(one, "for"), (two, "for"), (stranger, "for")], Trouble.NOT_A_VOTER),
    ):
        with pytest.raises(Refused) as refusal:
            sent_round(*answers)
        assert codes(refusal) == [code]
    made = sent_round((one, "for"), (two, "abstains"))

    with north.looking():
        kept = [(row.who, row.choice) for row in made.answers.order_by("pk")]
        told = of(north, AgendaItem).get(meeting=coming)
    assert kept == [(one.person.name, "for"), (two.person.name, "abstains")]
    assert (made.votes_for, made.votes_abstained) == (1, 1)
    assert (told.type, told.state) == ("I", "planned")


def test_consent_items_are_approved_in_one_step_or_none_is(north: Town, chamber: Chamber) -> None:
    with pytest.raises(Refused, match="nothing_to_decide"):
        decide_together(chamber.boss, meeting_id=chamber.meeting.pk)
    items = [chamber.item(consent=True, proposal=f"Do {nth}.") for nth in range(3)]
    chamber.item(name="Alone")
    bare = a.initiative(north, name="Bare")
    same = planned("track", initiative=bare.pk, track="prerequisite")
    effect = plan_effect(chamber.boss, item_id=items[1].pk, planned=same)

    with pytest.raises(Refused) as refusal:
        decide_together(chamber.boss, meeting_id=chamber.meeting.pk)
    assert codes(refusal) == [Snag.IS_THERE_ALREADY]
    with north.looking():
        assert not of(north, Decision).exists()
    drop_effect(chamber.boss, effect_id=effect.pk)

    made = decide_together(chamber.boss, meeting_id=chamber.meeting.pk)

    assert [d.text for d in made] == ["Do 0.", "Do 1.", "Do 2."]
    assert [d.number[-1] for d in made] == ["1", "2", "3"]


def test_a_decision_is_changed_only_by_one_that_replaces_it(north: Town, chamber: Chamber) -> None:
    item, later = chamber.item(), chamber.item()
    old = chamber.decide(item)
    for again in (item, item):
        with pytest.raises(Refused, match="already_decided"):
            chamber.decide(again)

    new = chamber.decide(later, replaces_id=old.pk)

    assert new.supersedes_id == old.pk
    with pytest.raises(Refused) as refusal:
        chamber.decide(chamber.item(), replaces_id=old.pk)
    assert words(refusal.value.objections[0]) == (
        f"That decision is replaced already, by {new.number}."
    )
    other = Chamber(north, name="Other", short_name="O")
    with pytest.raises(Refused, match="not_its_to_replace"):
        other.decide(other.item(), replaces_id=new.pk)


@pytest.mark.parametrize(
    ("state", "item", "code"),
    [
        ("planned", "planned", Trouble.NOT_SITTING),
        ("cancelled", "planned", Trouble.NOT_SITTING),
        ("ended", "planned", Trouble.NOT_SITTING),
        ("sitting", "withdrawn", Trouble.NOT_OPEN),
        ("sitting", "postponed", Trouble.NOT_OPEN),
    ],
)
def test_a_stale_page_decides_nothing(
    chamber: Chamber, state: str, item: str, code: Trouble
) -> None:
    with pytest.raises(Refused) as refusal:
        chamber.decide(chamber.item(chamber.meet(state), state=item))
    assert codes(refusal) == [code]


def test_a_member_decides_nothing_and_the_forums_own_secretary_does(
    north: Town, chamber: Chamber
) -> None:
    row, item = a.initiative(north), chamber.item()
    move = planned("track", initiative=row.pk, track="challenge")
    mia, sec = chamber.account(), chamber.account("secretary")
    with pytest.raises(NotAllowed):
        plan_effect(mia, item_id=item.pk, planned=move)
    plan_effect(chamber.boss, item_id=item.pk, planned=move)
    other = Chamber(north, name="Other", short_name="O")
    hidden = other.item()

    for act in (
        lambda: chamber.decide(item, by=mia),
        lambda: decide_together(mia, meeting_id=chamber.meeting.pk),
        lambda: chamber.decide(item, by=north.person(AccessRole.READER)),
        lambda: ask_above(mia, item_id=item.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(AgendaItem.DoesNotExist):
        make_decision(sec, item_id=hidden.pk, ruling=approved())
    with pytest.raises(Forum.DoesNotExist):
        make_decision(sec, forum_id=other.forum.pk, ruling=approved())
    assert chamber.decide(item, by=sec).number.startswith("ER")
    with north.looking():
        assert of(north, Initiative).get(pk=row.pk).track == "challenge"


def test_without_a_mandate_the_forum_moves_only_what_the_actor_may(north: Town) -> None:
    chamber = Chamber(north, mandate="")
    row, item = a.initiative(north), chamber.item()
    move = planned("track", initiative=row.pk, track="challenge")
    plan_effect(chamber.boss, item_id=item.pk, planned=move)

    with pytest.raises(Refused) as refusal:
        chamber.decide(item, by=chamber.account("chair"))
    assert codes(refusal) == [Trouble.NO_MANDATE]
    chamber.decide(item)


def test_a_neighbour_decides_none_of_ours_and_plans_nothing_with_it(
    north: Town, south: Town, chamber: Chamber
) -> None:
    ours, theirs = chamber.item(), Chamber(south)
    row = a.initiative(north)
    old = chamber.decide(chamber.item())
    attempts: list[Callable[[], Any]] = [
        lambda: make_decision(theirs.boss, item_id=ours.pk, ruling=approved()),
        lambda: make_decision(theirs.boss, forum_id=chamber.forum.pk, ruling=approved()),
        lambda: theirs.decide(theirs.item(), replaces_id=old.pk),
        lambda: decide_together(theirs.boss, meeting_id=chamber.meeting.pk),
        lambda: ask_above(theirs.boss, item_id=ours.pk),
        lambda: plan_effect(
            theirs.boss,
            item_id=theirs.item().pk,
            planned=planned("track", initiative=row.pk, track="challenge"),
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Exception, match="does not exist"):
            attempt()
    with pytest.raises(Refused, match="not_a_voter"):
        make_decision(
            theirs.boss,
            forum_id=theirs.forum.pk,
            ruling=approved(),
            answers=[
                *(Answered(member.pk, "for") for member in theirs.members),
                Answered(chamber.members[0].pk, "for"),
            ],
        )


def test_behind_closed_doors_the_words_stay_there(north: Town, chamber: Chamber) -> None:
    row, shut = ready(north), gate(north)
    item = chamber.item(closed_doors=True)
    plan_effect(
        chamber.boss, item_id=item.pk, planned=planned("gate", initiative=row.pk, gate=shut.pk)
    )

    made = chamber.decide(item, text="The secret is out.", reasoning="A secret reason.")

    reader = north.person(AccessRole.READER)
    with acting_for(reader):
        assert not Decision.visible_to(reader).exists()
        said = GateDecision.visible_to(reader).get()
        assert said.basis == f"Decided behind closed doors: {made.number}."
        assert "secret" not in f"{said.basis} {said.reason}".lower()
    mia = chamber.account()
    with acting_for(mia):
        assert [d.pk for d in Decision.visible_to(mia)] == [made.pk]


def test_what_a_planned_effect_lacks_is_told_at_once(north: Town, chamber: Chamber) -> None:
    item, row = chamber.item(), a.initiative(north)
    other = gate(north, track="challenge", asks="Is it tried?")

    def lacks(**said: Any) -> list[object]:
        with pytest.raises(Refused) as refusal:
            plan_effect(chamber.boss, item_id=item.pk, planned=planned(**said))
        return codes(refusal)

    assert lacks(kind="money") == [Gap.FUND_MISSING, Gap.AMOUNT_MISSING, Gap.YEAR_MISSING]
    assert lacks(kind="gate", initiative=row.pk, gate=other.pk, verdict="change") == [
        Gap.GATE_OF_ANOTHER_TRACK,
        Gap.CONDITIONS_MISSING,
    ]
    assert lacks(kind="gate", gate=other.pk) == [Gap.INITIATIVE_MISSING, Gap.NOT_ALL_IN_PLACE]
    assert lacks(kind="roadmap") == [Gap.PLAN_MISSING]
    move = planned("track", initiative=row.pk, track="challenge")
    plan_effect(chamber.boss, item_id=item.pk, planned=move)
    assert lacks(kind="track", initiative=row.pk, track="challenge") == [Gap.PLANNED_ALREADY]
    chamber.decide(item)
    assert lacks(kind="poll") == [Gap.DECIDED_ALREADY, Gap.POLL_MISSING]


def test_an_ended_forum_and_a_day_to_come_decide_nothing(north: Town) -> None:
    today = clock.today()
    chamber = Chamber(north, until=today - timedelta(days=1))
    tomorrow = today + timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        chamber.decide(chamber.item(), decided_on=tomorrow, expires_on=today)
    assert set(codes(refusal)) == {
        Trouble.FORUM_HAS_ENDED,
        Trouble.NOT_YET_DECIDED,
        Trouble.ENDS_BEFORE_IT_HOLDS,
    } | ({Trouble.NO_QUORUM} & set(codes(refusal)))
    with pytest.raises(Refused, match="no_reason_for_no"):
        chamber.decide(chamber.item(), outcome=Outcome.REJECTED)


def test_noted_asks_for_no_quorum_and_moves_nothing(north: Town, chamber: Chamber) -> None:
    item = chamber.item(chamber.meet(here=0))
    made = make_decision(
        chamber.boss, item_id=item.pk, ruling=Ruling(outcome=Outcome.NOTED, text="Noted.")
    )
    assert made.outcome == "noted"
