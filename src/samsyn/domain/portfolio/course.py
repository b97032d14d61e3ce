"""The course an initiative runs: what each step asks first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.portfolio.gates import GateStanding, shut
from samsyn.domain.portfolio.stages import (
    COMES_FROM,
    COMMITTED,
    ENDED,
    LEADS_TO,
    OPEN,
    State,
    Step,
    step_between,
)
from samsyn.domain.portfolio.stop_rules import WaitingRule, passed
from samsyn.domain.portfolio.tracks import Ask, Footing, misfits
from samsyn.domain.shared.refusal import Objection

__all__ = [
    "COMES_FROM",
    "COMMITTED",
    "ENDED",
    "LEADS_TO",
    "OPEN",
    "Hindrance",
    "Situation",
    "State",
    "Step",
    "hindrances",
    "step_between",
]


class Hindrance(StrEnum):
    """What keeps an initiative from taking a step."""

    WRONG_STATE = "wrong_state"
    NO_PROBLEM = "no_problem"
    NO_PHASES = "no_phases"
    NO_EFFORT = "no_effort"
    NOT_IN_THE_FUTURE = "not_in_the_future"
    BEFORE_IT_BEGAN = "before_it_began"
    STILL_WAITS = "still_waits"
    NOBODY_TAKES_OVER = "nobody_takes_over"
    COST_NOT_ACCEPTED = "cost_not_accepted"
    NOT_MEASURED = "not_measured"
    REASON_MISSING = "reason_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything the steps ask about."""

    state: State
    footing: Footing
    phases: int
    phases_without_effort: tuple[str, ...]
    unfinished_before: tuple[str, ...]
    """Names of the initiatives it waits for and which are not delivered."""
    started_on: date | None
    has_line_owner: bool
    cost_is_accepted: bool = False
    """Somebody in the line has said yes to what it costs a year."""
    unmeasured: tuple[str, ...] = ()
    """Names of the benefits that nobody has measured."""
    gates: tuple[GateStanding, ...] = ()
    stop_rules: tuple[WaitingRule, ...] = ()


def hindrances(
    step: Step, situation: Situation, *, on: date, today: date, reason: str
) -> Iterator[Objection]:
    """Name everything that speaks against taking this step, on this day, for this reason."""
    if situation.state not in COMES_FROM[step]:
        yield Objection(Hindrance.WRONG_STATE, {"state": situation.state.value, "step": step.value})
    if on > today:
        yield Objection(Hindrance.NOT_IN_THE_FUTURE, field="on")
    yield from _ASKS[step](situation, on) if step in _ASKS else ()
    if step is Step.STOP:
        if not reason.strip():
            yield Objection(Hindrance.REASON_MISSING, field="reason")
        return
    if step is Step.CLOSE and situation.unmeasured and not reason.strip():
        names = ", ".join(situation.unmeasured)
        yield Objection(Hindrance.NOT_MEASURED, {"names": names}, field="reason")
    yield from shut(step, situation.gates)
    yield from passed(situation.stop_rules, today)


def _to_be_proposed(situation: Situation, _on: date) -> Iterator[Objection]:
    if Ask.PROBLEM in situation.footing.policy.asks and Ask.PROBLEM not in situation.footing.has:
        yield Objection(Hindrance.NO_PROBLEM)


def _to_be_decided(situation: Situation, _on: date) -> Iterator[Objection]:
    yield from misfits(situation.footing)


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
    if not situation.cost_is_accepted:
        yield Objection(Hindrance.COST_NOT_ACCEPTED, field="accepted_yearly_cost")


_ASKS = {
    Step.PROPOSE: _to_be_proposed,
    Step.DECIDE: _to_be_decided,
    Step.START: _to_start,
    Step.DELIVER: _to_deliver,
    Step.HAND_OVER: _to_hand_over,
}
