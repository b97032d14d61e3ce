"""A gate keeps its step shut until somebody has said yes there, and what was said is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.portfolio.models import Gate, GateCheck, GateDecision, Initiative, TrackPolicy
from samsyn.apps.portfolio.services.answer_checklist import Answered, answer_checklist
from samsyn.apps.portfolio.services.decide_at_gate import decide_at_gate
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.portfolio.services.move_to_track import move_to_track
from samsyn.apps.portfolio.services.propose_initiative import propose_initiative
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.portfolio.gates import Barrier, Doubt, Said, Verdict
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

ALL_YES = {question: Answered("yes") for question in GateCheck.Question.values}


def gate(
    town: Town, before: str = "decide", track: str = "prerequisite", **columns: object
) -> Gate:
    with town.arranging():
        rows = TrackPolicy.owned_by(town.administrator)
        policy = rows.filter(track=track).first() or TrackPolicy.everything.create(track=track)
        given = {"name": f"Gate before {before}", **columns}
        return Gate.everything.create(policy=policy, before=before, **given)


def said(verdict: Verdict = Verdict.GO_ON, **columns: object) -> Said:
    given = {"by": "The board", "on": clock.today(), "basis": "The report.", **columns}
    return Said(verdict=verdict, **given)  # type: ignore[arg-type]


def ready(town: Town, **columns: Any) -> Initiative:
    row = a.initiative(town, state="proposed", owner=a.person(town), **columns)
    a.benefit(row, town)
    return row


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[object]:
    return {objection.code for objection in refusal.value.objections}


def decisions(town: Town) -> list[tuple[str, str]]:
    with town.looking():
        rows = GateDecision.owned_by(town.administrator).order_by("pk")
        return list(rows.values_list("outcome", "state_then"))


def test_a_step_waits_for_its_gate_and_only_for_its_own(north: Town) -> None:
    row, shut = ready(north, name="Portal"), gate(north)
    gate(north, track="challenge")
    idea = a.initiative(north, state="idea")
    today = clock.today()

    propose_initiative(north.administrator, initiative_id=idea.pk, on=today)
    with pytest.raises(Refused) as refusal:
        decide_initiative(north.administrator, initiative_id=row.pk, on=today)

    assert [(o.code, dict(o.facts)) for o in refusal.value.objections] == [
        (Barrier.GATE_NOT_ASKED, {"gate": "Gate before decide", "key": shut.pk})
    ]
    decide_at_gate(north.administrator, initiative_id=row.pk, gate_id=shut.pk, said=said())
    decide_initiative(north.administrator, initiative_id=row.pk, on=today)
    assert decisions(north) == [("go_on", "proposed")]


@pytest.mark.parametrize(
    ("verdict", "more", "opens"),
    [
        (Verdict.CHANGE, {"conditions": "Half of it."}, True),
        (Verdict.WAIT, {"reason": "Too early.", "come_back_on": "later"}, False),
    ],
)
def test_the_last_word_at_a_gate_holds(
    north: Town, verdict: Verdict, more: dict[str, object], opens: bool
) -> None:
    row, shut = ready(north), gate(north)
    if "come_back_on" in more:
        more = {**more, "come_back_on": clock.today() + timedelta(days=30)}
    first = Verdict.WAIT if opens else Verdict.GO_ON
    earlier = clock.today() - timedelta(days=1)
    before = said(first, on=earlier, reason="Not yet.", come_back_on=clock.today())
    for one in (before, said(verdict, **more)):
        decide_at_gate(north.administrator, initiative_id=row.pk, gate_id=shut.pk, said=one)

    if opens:
        decide_initiative(north.administrator, initiative_id=row.pk, on=clock.today())
    else:
        with pytest.raises(Refused, match="gate_said_wait"):
            decide_initiative(north.administrator, initiative_id=row.pk, on=clock.today())


def test_to_stop_at_a_gate_stops_the_initiative_in_the_same_act(north: Town) -> None:
    row, shut = ready(north), gate(north)

    decide_at_gate(
        north.administrator,
        initiative_id=row.pk,
        gate_id=shut.pk,
        said=said(Verdict.STOP, reason="It did not deliver."),
        reason="It did not deliver.",
    )

    with north.looking():
        row = Initiative.owned_by(north.administrator).get(pk=row.pk)
        act = Act.visible_to(north.administrator).latest("id")
    assert row.state == "stopped"
    assert (act.name, act.reason) == ("portfolio.decide_at_gate", "It did not deliver.")


def test_everything_a_decision_lacks_is_said_at_once_and_nothing_is_written(north: Town) -> None:
    row, shut = ready(north), gate(north, asks="Is it measured?\n- Is it ours?")
    late = a.initiative(north, state="delivered")
    other = gate(north, track="challenge")
    tomorrow = clock.today() + timedelta(days=1)
    cases = [
        (
            row,
            shut,
            said(by=" ", basis=" ", on=tomorrow, ticked=frozenset({1})),
            {Doubt.NOBODY_DECIDED, Doubt.NO_BASIS, Doubt.NOT_YET, Doubt.NOT_TICKED},
        ),
        (row, other, said(), {Doubt.NOT_ITS_GATE}),
        (row, shut, said(Verdict.CHANGE), {Doubt.NO_CONDITIONS}),
        (row, shut, said(Verdict.WAIT), {Doubt.NO_REASON, Doubt.NO_DAY_TO_COME_BACK}),
        (
            row,
            shut,
            said(Verdict.WAIT, reason="x", come_back_on=clock.today()),
            {Doubt.COMES_BACK_TOO_SOON},
        ),
        (late, shut, said(Verdict.STOP, reason="x"), {Doubt.NOTHING_TO_STOP}),
        (
            a.initiative(north, state="closed"),
            shut,
            said(Verdict.STOP),
            {Doubt.HAS_ENDED, Doubt.NO_REASON},
        ),
    ]
    for about, at, typed, wanted in cases:
        with pytest.raises(Refused) as refusal:
            decide_at_gate(north.administrator, initiative_id=about.pk, gate_id=at.pk, said=typed)
        assert codes(refusal) == wanted
    assert decisions(north) == []


def test_a_gate_with_the_checklist_wants_all_seven_answers(north: Town) -> None:
    row, shut = ready(north), gate(north, needs_checklist=True)
    boss = north.administrator

    with pytest.raises(Refused) as refusal:
        decide_at_gate(boss, initiative_id=row.pk, gate_id=shut.pk, said=said())
    assert codes(refusal) == {Doubt.CHECKLIST_OPEN}

    answer_checklist(
        boss, initiative_id=row.pk, answers={**ALL_YES, "money_to_run": Answered("no", "Later.")}
    )
    with pytest.raises(Refused) as refusal:
        decide_at_gate(boss, initiative_id=row.pk, gate_id=shut.pk, said=said())
    assert codes(refusal) == {Doubt.CHECKLIST_SAYS_NO}
    decide_at_gate(boss, initiative_id=row.pk, gate_id=shut.pk, said=said(reason="Budget in May."))

    assert decisions(north) == [("go_on", "proposed")]


def test_what_was_ticked_off_is_kept_in_the_words_it_had(north: Town) -> None:
    row, shut = ready(north), gate(north, asks="Is it measured?\n* Is it ours?")

    made = decide_at_gate(
        north.administrator,
        initiative_id=row.pk,
        gate_id=shut.pk,
        said=said(Verdict.CHANGE, conditions="Measure.", ticked=frozenset({1})),
    )

    assert made.basis == ("The report.\n\n- Is it measured?: not in place\n- Is it ours?: in place")


def test_nobody_says_yes_while_a_stop_rule_has_passed(north: Town) -> None:
    row, shut = ready(north), gate(north)
    a.stop_rule(row, north, days=-1, evidence="Fewer calls.")

    with pytest.raises(Refused) as refusal:
        decide_at_gate(north.administrator, initiative_id=row.pk, gate_id=shut.pk, said=said())

    assert [(o.code, dict(o.facts)) for o in refusal.value.objections] == [
        (Doubt.STOP_RULE_WAITS, {"evidence": "Fewer calls."})
    ]


def test_after_a_move_the_gates_of_the_new_track_hold(north: Town) -> None:
    row = ready(north, track="mandated", owner_level="executive", legal_ground="A law")
    gate(north, track="prerequisite", name="Other")
    move_to_track(
        north.administrator, initiative_id=row.pk, track=Track.PREREQUISITE, reason="Fits better."
    )

    with pytest.raises(Refused, match="gate_not_asked"):
        decide_initiative(north.administrator, initiative_id=row.pk, on=clock.today())


def test_the_checklist_is_answered_in_one_act_by_whom_and_when(north: Town) -> None:
    row = ready(north)
    boss = north.administrator
    answer_checklist(boss, initiative_id=row.pk, answers=ALL_YES)
    changed = {"need": Answered("partly", "Half of it."), "fit": Answered("")}
    answer_checklist(boss, initiative_id=row.pk, answers=changed)

    with north.looking():
        rows = {c.question: c for c in GateCheck.owned_by(boss).filter(initiative=row)}
    assert rows.keys() == set(GateCheck.Question.values) - {"fit"}
    assert (rows["need"].answer, rows["need"].reason) == ("partly", "Half of it.")
    assert rows["need"].answered_on == clock.today()
    assert rows["need"].name == f"{row.name} · The need is verified"


def test_who_may_write_may_not_decide_and_neighbours_do_neither(north: Town, south: Town) -> None:
    row, shut = ready(north), gate(north)
    writer = north.with_only(Permission.PORTFOLIO_WRITE, Permission.PORTFOLIO_READ)

    for actor, error in ((writer, NotAllowed), (south.administrator, Initiative.DoesNotExist)):
        with pytest.raises(error):
            decide_at_gate(actor, initiative_id=row.pk, gate_id=shut.pk, said=said())
    with pytest.raises(Initiative.DoesNotExist):
        answer_checklist(south.administrator, initiative_id=row.pk, answers=ALL_YES)
    assert decisions(north) == []


def test_a_decision_cannot_be_written_changed_or_deleted_by_hand(
    client: Client, north: Town
) -> None:
    row, shut = ready(north), gate(north)
    made = decide_at_gate(north.administrator, initiative_id=row.pk, gate_id=shut.pk, said=said())
    client.force_login(north.user())

    for address in ("new/", f"{made.pk}/edit/", f"{made.pk}/delete/", "import/"):
        assert client.get(f"/north/gate-decisions/{address}").status_code == 404, address
    assert client.get(f"/north/gate-decisions/{made.pk}/").status_code == 200


def test_the_way_from_a_refused_step_through_its_gate(client: Client, north: Town) -> None:
    row, shut = ready(north, name="Portal"), gate(north, asks="Is it measured?")
    client.force_login(north.user())
    step, at = (
        f"/north/initiatives/{row.pk}/decide/",
        f"/north/initiatives/{row.pk}/gates/{shut.pk}/",
    )

    refused = client.post(step, {"on": f"{clock.today()}"})
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "The gate “Gate before decide” stands before this, and has not said yes." in told
    assert f'href="{at}"' in told

    shown = client.get(at).content.decode()
    for text in ("Is it measured?", "Nothing is missing.", "The need is verified", "Decide"):
        assert text in shown
    wrong = client.post(at, {"verdict": "go_on", "on": f"{clock.today()}", "decided_by": ""})
    assert wrong.status_code == 422
    typed = {"verdict": "go_on", "on": f"{clock.today()}", "decided_by": "Us", "basis": "It."}
    done = client.post(at, {**typed, "ticked": ["0"]})
    assert (done.status_code, done["Location"]) == (302, f"/north/initiatives/{row.pk}/")
    assert client.post(step, {"on": f"{clock.today()}"}).status_code == 302

    assert "Us" in client.get(at).content.decode()


def test_a_reader_reads_a_gate_and_posts_nothing(client: Client, north: Town, south: Town) -> None:
    row, shut = ready(north), gate(north)
    at = f"/initiatives/{row.pk}/gates/{shut.pk}/"
    client.force_login(north.user(AccessRole.READER))

    page = client.get(f"/north{at}")
    assert page.status_code == 200
    assert "You may read what was decided here, and not decide." in page.content.decode()
    typed = {"verdict": "go_on", "on": f"{clock.today()}", "decided_by": "Us", "basis": "It."}
    assert client.post(f"/north{at}", typed).status_code == 403
    assert client.get(f"/north/initiatives/{row.pk}/checklist/").status_code == 403
    client.force_login(south.user())
    for address in (at, f"/initiatives/{row.pk}/checklist/"):
        assert client.get(f"/south{address}").status_code == 404
    assert decisions(north) == []


def test_the_checklist_page_asks_all_seven_and_wants_reasons(client: Client, north: Town) -> None:
    row = ready(north)
    client.force_login(north.user())
    at = f"/north/initiatives/{row.pk}/checklist/"

    page = client.get(at).content.decode()
    assert page.count("<legend>") == 7
    wrong = client.post(at, {"answer_need": "no"})
    assert wrong.status_code == 422
    assert "Say how it stands, or why not." in wrong.content.decode()
    assert client.post(at, {"answer_need": "yes"}).status_code == 302
    assert "1 of 7 in place" in client.get(f"/north/initiatives/{row.pk}/").content.decode()


def test_a_gates_page_costs_few_queries(client: Client, north: Town) -> None:
    row, shut = ready(north), gate(north, needs_checklist=True)
    answer_checklist(north.administrator, initiative_id=row.pk, answers=ALL_YES)
    for _ in range(4):
        decide_at_gate(north.administrator, initiative_id=row.pk, gate_id=shut.pk, said=said())
    client.force_login(north.user())
    at = f"/north/initiatives/{row.pk}/gates/{shut.pk}/"
    client.get(at)

    with CaptureQueriesContext(connection) as asked:
        client.get(at)
    assert len(asked) <= 12, len(asked)
