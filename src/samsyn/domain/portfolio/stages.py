"""How far an initiative has come, and which step leads from where to where."""

from __future__ import annotations

from enum import StrEnum


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


def step_between(before: State, after: State) -> Step | None:
    """Return the step that leads from one state to the other, or None where none does."""
    steps = (step for step, to in LEADS_TO.items() if to is after and before in COMES_FROM[step])
    return next(steps, None)
