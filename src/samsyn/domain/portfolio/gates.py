"""Gates: a step that stands behind one is not taken before somebody has said yes there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.portfolio.stages import ENDED, OPEN, State, Step
from samsyn.domain.shared.refusal import Objection


class Verdict(StrEnum):
    """Where a decision at a gate leads."""

    GO_ON = "go_on"
    CHANGE = "change"
    WAIT = "wait"
    STOP = "stop"


YES = frozenset({Verdict.GO_ON, Verdict.CHANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStanding:
    """One gate of the initiative's track, and the last thing that was said there about it."""

    key: int
    name: str
    before: Step
    said: Verdict | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody said yes, and nobody took it back."""
        return self.said in YES


class Barrier(StrEnum):
    """Why a gate keeps a step shut."""

    GATE_NOT_ASKED = "gate_not_asked"
    GATE_SAID_WAIT = "gate_said_wait"
    GATE_SAID_STOP = "gate_said_stop"


_BARRIERS = {
    None: Barrier.GATE_NOT_ASKED,
    Verdict.WAIT: Barrier.GATE_SAID_WAIT,
    Verdict.STOP: Barrier.GATE_SAID_STOP,
}


def shut(step: Step, gates: Iterable[GateStanding]) -> Iterator[Objection]:
    """Name every gate that stands before this step and has not said yes."""
    for gate in gates:
        if gate.before is step and gate.said not in YES:
            yield Objection(_BARRIERS[gate.said], {"gate": gate.name, "key": gate.key})


class Doubt(StrEnum):
    """What keeps a decision at a gate from being made as it was typed."""

    NOT_ITS_GATE = "not_its_gate"
    HAS_ENDED = "has_ended"
    NOTHING_TO_STOP = "nothing_to_stop"
    NOBODY_DECIDED = "nobody_decided"
    NO_BASIS = "no_basis"
    NOT_YET = "not_yet"
    NO_REASON = "no_reason"
    NO_CONDITIONS = "no_conditions"
    NO_DAY_TO_COME_BACK = "no_day_to_come_back"
    COMES_BACK_TOO_SOON = "comes_back_too_soon"
    NOT_TICKED = "not_ticked"
    CHECKLIST_OPEN = "checklist_open"
    CHECKLIST_SAYS_NO = "checklist_says_no"
    STOP_RULE_WAITS = "stop_rule_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision as somebody typed it."""

    verdict: Verdict
    by: str
    on: date
    basis: str
    reason: str = ""
    conditions: str = ""
    come_back_on: date | None = None
    ticked: frozenset[int] = frozenset()
    """Numbers of the gate's own questions that were answered with yes, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What is known when a gate is asked about an initiative."""

    state: State
    is_its_gate: bool
    questions: tuple[str, ...] = ()
    needs_checklist: bool = False
    unanswered: tuple[str, ...] = ()
    answered_no: tuple[str, ...] = ()
    passed_stop_rules: tuple[str, ...] = ()


def doubts(said: Said, hearing: Hearing, today: date) -> Iterator[Objection]:
    """Name everything that speaks against making this decision."""
    if not hearing.is_its_gate:
        yield Objection(Doubt.NOT_ITS_GATE)
    if hearing.state in ENDED:
        yield Objection(Doubt.HAS_ENDED, {"state": hearing.state.value})
    if not said.by.strip():
        yield Objection(Doubt.NOBODY_DECIDED, field="decided_by")
    if not said.basis.strip():
        yield Objection(Doubt.NO_BASIS, field="basis")
    if said.on > today:
        yield Objection(Doubt.NOT_YET, field="on")
    yield from _of_a_yes(said, hearing) if said.verdict in YES else _of_a_no(said, hearing)


def _of_a_yes(said: Said, hearing: Hearing) -> Iterator[Objection]:
    changed = said.verdict is Verdict.CHANGE
    if changed and not said.conditions.strip():
        yield Objection(Doubt.NO_CONDITIONS, field="conditions")
    if hearing.passed_stop_rules:
        names = "; ".join(hearing.passed_stop_rules)
        yield Objection(Doubt.STOP_RULE_WAITS, {"evidence": names})
    open_questions = [q for n, q in enumerate(hearing.questions) if n not in said.ticked]
    if open_questions and not changed:
        yield Objection(Doubt.NOT_TICKED, {"questions": "; ".join(open_questions)})
    if not hearing.needs_checklist:
        return
    if hearing.unanswered:
        yield Objection(Doubt.CHECKLIST_OPEN, {"questions": "; ".join(hearing.unanswered)})
    if hearing.answered_no and not said.reason.strip():
        names = "; ".join(hearing.answered_no)
        yield Objection(Doubt.CHECKLIST_SAYS_NO, {"questions": names}, field="reason")


def _of_a_no(said: Said, hearing: Hearing) -> Iterator[Objection]:
    if not said.reason.strip():
        yield Objection(Doubt.NO_REASON, field="reason")
    if said.verdict is Verdict.STOP and hearing.state not in OPEN and hearing.state not in ENDED:
        yield Objection(Doubt.NOTHING_TO_STOP, {"state": hearing.state.value}, field="verdict")
    if said.verdict is not Verdict.WAIT:
        return
    if said.come_back_on is None:
        yield Objection(Doubt.NO_DAY_TO_COME_BACK, field="come_back_on")
    elif said.come_back_on <= said.on:
        yield Objection(Doubt.COMES_BACK_TOO_SOON, field="come_back_on")
