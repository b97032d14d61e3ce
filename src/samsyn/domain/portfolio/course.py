"""The course an initiative runs: which step may follow which, and what each step asks first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.portfolio.tracks import Footing, misfits
from samsyn.domain.shared.refusal import Objection


class State(StrEnum):
    """How far an initiative has come."""

    IDEA = "idea"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RUNNING = "running"
    DELIVERED = "delivered"
    HANDED_OVER = "handed_over"
    REALISING = "realising"
    CLOSED = "closed"
    STOPPED = "stopped"


#: Somebody may still decide to do it otherwise: it takes, or will take, people's time.
OPEN = (State.IDEA, State.PROPOSED, State.DECIDED, State.RUNNING)
#: The organisation has said yes, and the work is not done.
COMMITTED = (State.DECIDED, State.RUNNING)
ENDED = (State.CLOSED, State.STOPPED)


class Step(StrEnum):
    """What somebody may do with an initiative."""

    PROPOSE = "propose"
    DECIDE = "decide"
    START = "start"
    DELIVER = "deliver"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    STOP = "stop"


LEADS_TO: dict[Step, State] = {
    Step.PROPOSE: State.PROPOSED,
    Step.DECIDE: State.DECIDED,
    Step.START: State.RUNNING,
    Step.DELIVER: State.DELIVERED,
    Step.HAND_OVER: State.HANDED_OVER,
    Step.CLOSE: State.CLOSED,
    Step.STOP: State.STOPPED,
}
COMES_FROM: dict[Step, frozenset[State]] = {
    Step.PROPOSE: frozenset({State.IDEA}),
    Step.DECIDE: frozenset({State.IDEA, State.PROPOSED}),
    Step.START: frozenset({State.DECIDED}),
    Step.DELIVER: frozenset({State.RUNNING}),
    Step.HAND_OVER: frozenset({State.DELIVERED}),
    Step.CLOSE: frozenset({State.HANDED_OVER, State.REALISING}),
    Step.STOP: frozenset(OPEN),
}


class Hindrance(StrEnum):
    """What keeps an initiative from taking a step."""

    WRONG_STATE = "wrong_state"
    NO_PROBLEM = "no_problem"
    NO_PHASES = "no_phases"
    NO_EFFORT = "no_effort"
    NO_BENEFIT = "no_benefit"
    NOT_IN_THE_FUTURE = "not_in_the_future"
    BEFORE_IT_BEGAN = "before_it_began"
    STILL_WAITS = "still_waits"
    NOBODY_TAKES_OVER = "nobody_takes_over"
    REASON_MISSING = "reason_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything the steps ask about."""

    state: State
    footing: Footing
    has_problem: bool
    phases: int
    phases_without_effort: tuple[str, ...]
    benefits: int
    unfinished_before: tuple[str, ...]
    """Names of the initiatives it waits for and which are not delivered."""
    started_on: date | None
    has_line_owner: bool


def hindrances(
    step: Step, situation: Situation, *, on: date, today: date, reason: str
) -> Iterator[Objection]:
    """Name everything that speaks against taking this step, on this day, for this reason."""
    if situation.state not in COMES_FROM[step]:
        yield Objection(Hindrance.WRONG_STATE, {"state": situation.state.value, "step": step.value})
    if on > today:
        yield Objection(Hindrance.NOT_IN_THE_FUTURE, field="on")
    yield from _ASKS[step](situation, on) if step in _ASKS else ()
    if step is Step.STOP and not reason.strip():
        yield Objection(Hindrance.REASON_MISSING, field="reason")


def _to_be_proposed(situation: Situation, _on: date) -> Iterator[Objection]:
    if not situation.has_problem:
        yield Objection(Hindrance.NO_PROBLEM)


def _to_be_decided(situation: Situation, on: date) -> Iterator[Objection]:
    yield from _to_be_proposed(situation, on)
    yield from misfits(situation.footing)
    if not situation.benefits:
        yield Objection(Hindrance.NO_BENEFIT)


def _to_start(situation: Situation, _on: date) -> Iterator[Objection]:
    if not situation.phases:
        yield Objection(Hindrance.NO_PHASES)
    if situation.phases_without_effort:
        names = ", ".join(situation.phases_without_effort)
        yield Objection(Hindrance.NO_EFFORT, {"phases": names})
    if situation.unfinished_before:
        yield Objection(Hindrance.STILL_WAITS, {"names": ", ".join(situation.unfinished_before)})


def _to_deliver(situation: Situation, on: date) -> Iterator[Objection]:
    if situation.started_on and on < situation.started_on:
        yield Objection(Hindrance.BEFORE_IT_BEGAN, field="on")


def _to_hand_over(situation: Situation, _on: date) -> Iterator[Objection]:
    if not situation.has_line_owner:
        yield Objection(Hindrance.NOBODY_TAKES_OVER, field="line_owner")


_ASKS = {
    Step.PROPOSE: _to_be_proposed,
    Step.DECIDE: _to_be_decided,
    Step.START: _to_start,
    Step.DELIVER: _to_deliver,
    Step.HAND_OVER: _to_hand_over,
}
