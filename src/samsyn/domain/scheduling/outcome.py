"""What a solver answers: a schedule, how good it is, how good it could be, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from samsyn.domain.shared.refusal import Objection


class Objective(NamedTuple):
    """How good a plan is, smaller is better, the leftmost difference decides."""

    unplaced: int
    """Mandatory initiatives left out."""
    lateness: int
    """Weeks after deadlines, times their weights."""
    cost: int
    """Net discounted benefit within the horizon, negated."""
    moved: int
    """Weeks by which phases differ from the published plan."""
    finish: int
    """Sum of the finish weeks."""

    @property
    def benefit(self) -> int:
        """Net discounted benefit within the horizon."""
        return -self.cost


class Status(StrEnum):
    """What is known about the plan; a plan that leaves mandatory work out is still a plan."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


class LeftOut(StrEnum):
    """Why an initiative is not in the plan."""

    WAITS_FOR_ITSELF = "waits_for_itself"
    NO_HOLDER = "no_holder"
    TOO_LITTLE_CAPACITY = "too_little_capacity"
    BEYOND_HORIZON = "beyond_horizon"
    NO_MONEY = "no_money"
    NEEDS_UNPLACED = "needs_unplaced"
    LAGS_CONTRADICT = "lags_contradict"
    """Its least and most lags cannot all be kept, whoever is free."""
    OTHER_CHOSEN = "other_chosen"
    """Another of the group is planned, of which at most one is."""
    NO_ROOM = "no_room"
    """Others in the plan take the time or the money it would need."""
    NOT_WORTH_IT = "not_worth_it"
    """Its benefit within the horizon does not pay for it."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Start week per phase and finish week per initiative that is in the plan.

    Pinned phases are always in `starts`: their work goes on whatever is planned.
    """

    starts: Mapping[str, int] = field(default_factory=dict)
    finishes: Mapping[str, int] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    """The level of ambition per initiative and the mode per phase, where there is a choice."""
    crews: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    """Phase -> role -> person -> percent, where the same people stay with a phase."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far: `bound` is proven, `gap` says how far from it, 0.0 when it is reached."""

    schedule: Schedule
    objective: Objective
    bound: Objective
    seconds: float
    source: str
    reasons: Callable[[], Iterable[Objection]] = field(default=tuple, repr=False, compare=False)
    """Says why initiatives are not in this plan; asked only for plans that are looked at."""

    @property
    def left_out(self) -> tuple[Objection, ...]:
        """Why some initiatives are not in it, as in `Result`."""
        return tuple(self.reasons())

    @property
    def gap(self) -> float:
        """Relative distance to the bound where the two first differ; 0.0 is proven best."""
        for found, proven in zip(self.objective, self.bound, strict=True):
            if found != proven:
                return abs(found - proven) / max(1, abs(found))
        return 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """The best plan found, and why some initiatives are not in it.

    Objections carry a `LeftOut` code and facts: `initiative` always, and where they apply
    `phase`, `role`, `percent`, `most_percent`, `fund`, `needs`, `earliest_finish`, `horizon`.
    """

    schedule: Schedule
    objective: Objective
    bound: Objective
    gap: float
    status: Status
    left_out: tuple[Objection, ...]
    seconds: float
    first_feasible_seconds: float
