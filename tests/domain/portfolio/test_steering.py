"""Policies, gates, stop rules, ambitions, ways of working and programmes, as plain facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.portfolio.ambitions import Level, applies, hesitations
from samsyn.domain.portfolio.course import (
    COMES_FROM,
    LEADS_TO,
    Situation,
    State,
    Step,
    hindrances,
    step_between,
)
from samsyn.domain.portfolio.following import Clash, ModelStep, Way, clashes, phases_by
from samsyn.domain.portfolio.gates import YES, Barrier, GateStanding, Verdict, shut
from samsyn.domain.portfolio.programmes import MOST_LINES, Fate, objections_to_taking_in, read_lines
from samsyn.domain.portfolio.stop_rules import (
    Alarm,
    Evasion,
    Settlement,
    WaitingRule,
    objections_to_moving,
    objections_to_settling,
    passed,
)
from samsyn.domain.portfolio.stop_rules import Fate as End
from samsyn.domain.portfolio.tracks import (
    LACKING,
    METHOD,
    Ask,
    Footing,
    OwnerLevel,
    Policy,
    Track,
    misfits,
)
from samsyn.domain.portfolio.work_plan import PlannedPhase, flaws
from samsyn.domain.tabular.cells import CellValue

TODAY = date(2026, 3, 2)
LEVELS = st.sampled_from(OwnerLevel)
POLICIES = st.builds(
    Policy,
    track=st.sampled_from(Track),
    owners=st.frozensets(LEVELS),
    asks=st.frozensets(st.sampled_from(Ask)),
)
FOOTINGS = st.builds(
    Footing,
    policy=POLICIES,
    has_owner=st.booleans(),
    owner_level=st.none() | LEVELS,
    has=st.frozensets(st.sampled_from(Ask)),
)
FINE = Situation(
    state=State.PROPOSED,
    footing=Footing(
        policy=METHOD[Track.PREREQUISITE], has_owner=True, owner_level=None, has=frozenset(Ask)
    ),
    phases=1,
    phases_without_effort=(),
    unfinished_before=(),
    started_on=None,
    has_line_owner=True,
    cost_is_accepted=True,
)


def said(step: Step, situation: Situation, reason: str = "Because.") -> set[str]:
    found = hindrances(step, situation, on=TODAY, today=TODAY, reason=reason)
    return {str(objection.code) for objection in found}


@given(FOOTINGS)
def test_a_policy_finds_missing_exactly_what_it_asks_for(footing: Footing) -> None:
    found = {objection.code for objection in misfits(footing)}

    for ask, (misfit, _field) in LACKING.items():
        wanted = ask in footing.policy.asks and ask not in footing.has
        assert (misfit in found) == wanted
    owned = footing.policy.lets_own(footing.owner_level)
    assert owned == (found.isdisjoint({"owned_too_low", "owned_by_it"}))


@given(
    st.sampled_from(Step),
    st.lists(st.tuples(st.sampled_from(Step), st.none() | st.sampled_from(Verdict))),
)
def test_a_step_is_open_exactly_when_every_gate_before_it_said_yes(
    step: Step, standings: list[tuple[Step, Verdict | None]]
) -> None:
    gates = [
        GateStanding(key=n, name=f"{n}", before=before, said=word)
        for n, (before, word) in enumerate(standings)
    ]

    found = list(shut(step, gates))

    assert [o.facts["key"] for o in found] == [
        n for n, (before, word) in enumerate(standings) if before is step and word not in YES
    ]


def test_stopping_is_behind_no_gate_and_no_stop_rule() -> None:
    gate = GateStanding(key=1, name="x", before=Step.STOP)
    rule = WaitingRule(key=2, evidence="y", by=TODAY - timedelta(days=400))

    assert said(Step.STOP, replace(FINE, gates=(gate,), stop_rules=(rule,))) == set()


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.STOP])
@pytest.mark.parametrize(("days", "told"), [(-1, {Alarm.STOP_RULE_PASSED}), (0, set())])
def test_no_step_is_taken_once_the_day_of_a_stop_rule_is_over(
    step: Step, days: int, told: set[str]
) -> None:
    rule = WaitingRule(key=2, evidence="y", by=TODAY + timedelta(days=days))
    (state, *_rest) = COMES_FROM[step]
    situation = replace(FINE, state=state, stop_rules=(rule,))

    assert said(step, situation) == told


def test_a_gate_says_why_it_is_shut() -> None:
    for word, code in (
        (None, Barrier.GATE_NOT_ASKED),
        (Verdict.WAIT, Barrier.GATE_SAID_WAIT),
        (Verdict.STOP, Barrier.GATE_SAID_STOP),
    ):
        gate = GateStanding(key=1, name="x", before=Step.DECIDE, said=word)
        assert said(Step.DECIDE, replace(FINE, gates=(gate,))) == {code}


def test_closing_without_measuring_needs_a_reason() -> None:
    situation = replace(FINE, state=State.HANDED_OVER, unmeasured=("Fewer calls",))

    assert said(Step.CLOSE, situation, reason=" ") == {"not_measured"}
    assert said(Step.CLOSE, situation) == set()
    assert said(Step.CLOSE, replace(situation, unmeasured=()), reason="") == set()


def test_every_step_is_found_between_its_states() -> None:
    for step, states in COMES_FROM.items():
        assert {step_between(state, LEADS_TO[step]) for state in states} == {step}
    assert step_between(State.IDEA, State.CLOSED) is None


def settlement(**columns: object) -> Settlement:
    given = {"fate": End.SHOWN, "on": TODAY, "by": "Us", "shown": "41 calls.", **columns}
    return Settlement(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "state", "codes"),
    [
        (settlement(), State.RUNNING, set()),
        (settlement(shown=" "), State.RUNNING, {Evasion.NOTHING_SEEN}),
        (settlement(fate=End.WENT_ON), State.RUNNING, {Evasion.WHY_MISSING}),
        (settlement(fate=End.WENT_ON, reason="x"), State.RUNNING, set()),
        (settlement(fate=End.STOPPED, reason="x"), State.RUNNING, set()),
        (settlement(fate=End.STOPPED, reason="x"), State.DELIVERED, {Evasion.CANNOT_STOP_NOW}),
        (settlement(by=""), State.RUNNING, {Evasion.WHO_MISSING}),
        (settlement(on=TODAY + timedelta(days=1)), State.RUNNING, {Evasion.NOT_TODAY_YET}),
    ],
)
def test_a_stop_rule_is_settled_with_evidence_or_with_a_reason(
    typed: Settlement, state: State, codes: set[Evasion]
) -> None:
    found = objections_to_settling(typed, now=End.WAITING, state=state, today=TODAY)
    again = objections_to_settling(typed, now=End.SHOWN, state=state, today=TODAY)

    assert {objection.code for objection in found} == codes
    assert Evasion.IS_SETTLED in {objection.code for objection in again}


@given(st.integers(-400, 400), st.integers(-400, 400), st.sampled_from(["", " ", "x"]))
def test_a_stop_rule_moves_only_to_another_day_to_come_and_for_a_reason(
    now: int, to: int, reason: str
) -> None:
    found = objections_to_moving(
        to=TODAY + timedelta(days=to),
        by=TODAY + timedelta(days=now),
        now=End.WAITING,
        state=State.RUNNING,
        today=TODAY,
        reason=reason,
    )

    assert (not list(found)) == (to != now and to >= 0 and bool(reason.strip()))


@given(st.lists(st.integers(-30, 30)))
def test_exactly_the_rules_whose_day_is_over_speak(days: list[int]) -> None:
    rules = [
        WaitingRule(key=n, evidence="x", by=TODAY + timedelta(days=day))
        for n, day in enumerate(days)
    ]

    assert [o.facts["key"] for o in passed(rules, TODAY)] == [
        n for n, day in enumerate(days) if day < 0
    ]


def test_a_level_is_decided_by_somebody_for_a_reason() -> None:
    def codes(level: Level = Level.LOWEST, **more: object) -> set[str]:
        given = {"described": (), "state": State.PROPOSED, "by": "Us", "reason": "x", **more}
        found = hesitations(level, on=TODAY, today=TODAY, **given)  # type: ignore[arg-type]
        return {str(objection.code) for objection in found}

    assert codes() == set()
    assert codes(described={Level.HIGH}) == {"level_not_described"}
    assert codes(described={Level.LOWEST}) == set()
    assert codes(by=" ", reason="", state=State.DELIVERED) == {
        *("who_decided", "why_this_level", "work_is_over")
    }
    assert [applies(level, "lowest") for level in ("", "lowest", "high")] == [True, True, False]


NAMES = st.text("abcÅ 12", min_size=1, max_size=6).filter(lambda name: bool(name.strip()))


@given(
    st.lists(NAMES, max_size=5, unique_by=str.casefold),
    st.lists(NAMES, max_size=5, unique_by=str.casefold),
    st.none() | st.sampled_from(Way),
)
def test_a_model_becomes_phases_that_could_have_been_typed(
    now: list[str], steps: list[str], way: Way | None
) -> None:
    phases = [PlannedPhase(name=name, weeks=2, key=n) for n, name in enumerate(now)]
    model = [ModelStep(name=name, weeks=3) for name in steps]
    refused = {objection.code for objection in clashes(phases, model, way)}

    assert (Clash.PHASES_ARE_THERE in refused) == (way is None and bool(now))
    made = phases_by(phases, model, way)
    assert list(flaws(made, state=State.DECIDED, today=TODAY)) == []
    kept = [phase for phase in made if phase.key is not None]
    assert kept == ([] if way is Way.REPLACE else phases)
    assert len(made) - len(kept) == (0 if way is Way.ONLY_NOTE else len(steps))


def test_phases_that_have_begun_are_not_replaced() -> None:
    begun = PlannedPhase(name="Build", weeks=2, key=1, started_on=TODAY)

    found = clashes([begun], [ModelStep(name="Act", weeks=1)], Way.REPLACE)
    assert [(o.code, dict(o.facts)) for o in found] == [(Clash.WORK_HAS_BEGUN, {"phase": "Build"})]


def test_a_programmes_list_is_read_with_and_without_headings() -> None:
    with_headings: list[list[CellValue]] = [
        ["Nationella programmet 2027", None, None],
        ["Beskrivning", "Tiltak", "Frist"],
        ["For alle", "Ett register", "31.12.2027"],
    ]
    without: list[list[CellValue]] = [
        ["Ett register", "Lov om X § 3", date(2027, 12, 31), "For alle"]
    ]

    (one,) = read_lines(with_headings, existing=[], language="nb")
    (other,) = read_lines(without, existing=[], language="nb")

    assert (one.name, one.deadline, one.description) == (
        "Ett register",
        date(2027, 12, 31),
        "For alle",
    )
    assert (other.name, other.legal_ground, other.deadline) == (
        *("Ett register", "Lov om X § 3", date(2027, 12, 31)),
    )


def test_lines_that_are_there_repeated_or_wrong_are_told_apart() -> None:
    rows: list[list[CellValue]] = [
        ["Namn", "Lag", "Senast"],
        ["Nytt", "En lag", "2027-03-01"],
        ["nytt!", None, None],
        ["GAMMALT  system", None, None],
        [None, "En lag", None],
        ["Fel dag", None, "snart kanske"],
        ["x" * 201, None, None],
    ]

    lines = read_lines(rows, existing=["Gammalt system"], language="sv")

    assert [(line.number, line.fate) for line in lines] == [
        (2, Fate.NEW),
        (3, Fate.REPEATED),
        (4, Fate.THERE),
        (5, Fate.WRONG),
        (6, Fate.WRONG),
        (7, Fate.WRONG),
    ]
    assert {str(o.code) for o in objections_to_taking_in(" ", lines)} == {
        *("programme_missing", "not_named", "not_a_day", "too_long")
    }
    assert [str(o.code) for o in objections_to_taking_in("P", lines[2:3])] == ["list_empty"]
    many = [["n" + str(n)] for n in range(MOST_LINES + 1)]
    told = objections_to_taking_in("P", read_lines(many, existing=[], language="sv"))
    assert [str(o.code) for o in told] == ["list_too_long"]


@given(
    st.lists(st.lists(st.none() | st.text(max_size=20) | st.integers() | st.dates(), max_size=5))
)
def test_whatever_is_pasted_is_read_without_a_crash(rows: list[list[object]]) -> None:
    for line in read_lines(rows, existing=["a"], language="sv"):  # type: ignore[arg-type]
        assert line.fate in Fate
