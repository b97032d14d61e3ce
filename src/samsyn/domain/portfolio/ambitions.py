"""How far to go with what others have mandated: levels side by side, and one that is decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

from samsyn.domain.portfolio.stages import OPEN, State
from samsyn.domain.shared.refusal import Objection


class Level(StrEnum):
    """How far to go."""

    LOWEST = "lowest"
    STANDARD = "standard"
    HIGH = "high"


class Hesitation(StrEnum):
    """What keeps a level of ambition from being decided."""

    LEVEL_NOT_DESCRIBED = "level_not_described"
    WORK_IS_OVER = "work_is_over"
    WHO_DECIDED = "who_decided"
    DAY_NOT_COME = "day_not_come"
    WHY_THIS_LEVEL = "why_this_level"


def hesitations(  # noqa: PLR0913 - everything a decision says
    level: Level,
    *,
    described: Collection[Level],
    state: State,
    by: str,
    on: date,
    reason: str,
    today: date,
) -> Iterator[Objection]:
    """Name everything that speaks against deciding this level.

    Where nobody has described any level, any may be decided.
    """
    if described and level not in described:
        yield Objection(Hesitation.LEVEL_NOT_DESCRIBED, {"level": level.value}, field="level")
    if state not in OPEN:
        yield Objection(Hesitation.WORK_IS_OVER, {"state": state.value})
    if not by.strip():
        yield Objection(Hesitation.WHO_DECIDED, field="decided_by")
    if on > today:
        yield Objection(Hesitation.DAY_NOT_COME, field="on")
    if not reason.strip():
        yield Objection(Hesitation.WHY_THIS_LEVEL, field="reason")


def applies(phase_level: str, chosen: str) -> bool:
    """Tell whether a phase is done at the chosen level: one of no level always is."""
    return not phase_level or phase_level == chosen
