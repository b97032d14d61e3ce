"""The work of an initiative as somebody plans it: phases in order, and their shares of roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.portfolio.course import State
from samsyn.domain.shared.refusal import Objection

MOST_PHASES = 40
MOST_WEEKS = 520


class Flaw(StrEnum):
    """What is wrong with a plan of work."""

    WORK_IS_DONE = "work_is_done"
    CHANGED_MEANWHILE = "changed_meanwhile"
    TOO_MANY_PHASES = "too_many_phases"
    SAME_NAME = "same_name"
    BEGAN_BEFORE_THE_ONE_BEFORE = "began_before_the_one_before"
    BEGAN_WITHOUT_THE_ONE_BEFORE = "began_without_the_one_before"
    BEGINS_IN_THE_FUTURE = "begins_in_the_future"
    PHASE_OF_ANOTHER = "phase_of_another"
    WEEKS_OUT_OF_ORDER = "weeks_out_of_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPhase:
    """One phase as planned; `key` is the phase it was before, None for a new one."""

    name: str
    weeks: int
    cost: Decimal = Decimal(0)
    started_on: date | None = None
    shares: Mapping[int, int] = field(default_factory=dict)
    """Percent of full time by role, in each week."""
    key: int | None = None
    ambition: str = ""
    """The level of ambition at which it is done; empty: at every level."""
    weeks_least: int | None = None
    weeks_most: int | None = None
    """How long at best and at worst; None: as is usual for its kind of problem."""


def flaws(phases: Sequence[PlannedPhase], *, state: State, today: date) -> Iterator[Objection]:
    """Name everything that cannot be as planned; `field` is `<number of the phase>-<column>`."""
    if state not in (State.IDEA, State.PROPOSED, State.DECIDED, State.RUNNING):
        yield Objection(Flaw.WORK_IS_DONE, {"state": state.value})
    if len(phases) > MOST_PHASES:
        yield Objection(Flaw.TOO_MANY_PHASES, {"most": MOST_PHASES})
    yield from _same_names(phases)
    yield from _beginnings(phases, today)
    yield from _lengths(phases)


def _lengths(phases: Sequence[PlannedPhase]) -> Iterator[Objection]:
    for number, phase in enumerate(phases):
        facts = {"name": phase.name}
        if phase.weeks_least is not None and phase.weeks_least > phase.weeks:
            yield Objection(Flaw.WEEKS_OUT_OF_ORDER, facts, field=f"{number}-weeks_least")
        if phase.weeks_most is not None and phase.weeks_most < phase.weeks:
            yield Objection(Flaw.WEEKS_OUT_OF_ORDER, facts, field=f"{number}-weeks_most")


def _same_names(phases: Sequence[PlannedPhase]) -> Iterator[Objection]:
    counts = Counter(phase.name.casefold() for phase in phases)
    for number, phase in enumerate(phases):
        if counts[phase.name.casefold()] > 1:
            yield Objection(Flaw.SAME_NAME, {"name": phase.name}, field=f"{number}-name")


def _beginnings(phases: Sequence[PlannedPhase], today: date) -> Iterator[Objection]:
    before: PlannedPhase | None = None
    for number, phase in enumerate(phases):
        if phase.started_on:
            place = f"{number}-started_on"
            if phase.started_on > today:
                yield Objection(Flaw.BEGINS_IN_THE_FUTURE, {"name": phase.name}, field=place)
            if before and before.started_on is None:
                facts = {"name": phase.name, "before": before.name}
                yield Objection(Flaw.BEGAN_WITHOUT_THE_ONE_BEFORE, facts, field=place)
            elif before and before.started_on and phase.started_on < before.started_on:
                facts = {"name": phase.name, "before": before.name}
                yield Objection(Flaw.BEGAN_BEFORE_THE_ONE_BEFORE, facts, field=place)
        before = phase
