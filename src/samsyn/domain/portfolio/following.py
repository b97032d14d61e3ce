"""Following a project model: its steps become the phases of an initiative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.portfolio.work_plan import PlannedPhase
from samsyn.domain.shared.refusal import Objection


class Kind(StrEnum):
    """What kind of problem it is (Cynefin), which says how to work."""

    CLEAR = "clear"
    COMPLICATED = "complicated"
    COMPLEX = "complex"
    CHAOTIC = "chaotic"


class Way(StrEnum):
    """What becomes of the phases there are."""

    ONLY_NOTE = "only_note"
    ADD = "add"
    REPLACE = "replace"


class Clash(StrEnum):
    """What keeps a model's steps from becoming phases."""

    PHASES_ARE_THERE = "phases_are_there"
    WORK_HAS_BEGUN = "work_has_begun"
    NO_STEPS = "no_steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStep:
    """One step of a project model."""

    name: str
    weeks: int


def clashes(
    now: Sequence[PlannedPhase], steps: Sequence[ModelStep], way: Way | None
) -> Iterator[Objection]:
    """Name everything that speaks against following the model this way."""
    if way is not Way.ONLY_NOTE and not steps:
        yield Objection(Clash.NO_STEPS)
    if way is None and now:
        yield Objection(Clash.PHASES_ARE_THERE, field="way")
    begun = [phase.name for phase in now if phase.started_on]
    if way is Way.REPLACE and begun:
        yield Objection(Clash.WORK_HAS_BEGUN, {"phase": ", ".join(begun)}, field="way")


def phases_by(
    now: Sequence[PlannedPhase], steps: Sequence[ModelStep], way: Way | None
) -> list[PlannedPhase]:
    """Return the phases there will be; a step's name that is taken gets a number."""
    kept = [] if way is Way.REPLACE else list(now)
    if way is Way.ONLY_NOTE:
        return kept
    taken = {phase.name.casefold() for phase in kept}
    for step in steps:
        name, number = step.name, 2
        while name.casefold() in taken:
            name, number = f"{step.name} {number}", number + 1
        taken.add(name.casefold())
        kept.append(PlannedPhase(name=name, weeks=step.weeks))
    return kept
