"""The scales that levels are given on: data, so that another scale needs no new code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What is protected about information; traceability may be left out."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    TRACEABILITY = "traceability"


REQUIRED = (Aspect.CONFIDENTIALITY, Aspect.INTEGRITY, Aspect.AVAILABILITY)
HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from `lowest` to `highest`; `reason_from` is where a level must say why."""

    code: str
    lowest: int = 0
    highest: int = HIGHEST
    reason_from: int = 1

    def holds(self, level: int) -> bool:
        """Tell whether the level is on the scale."""
        return self.lowest <= level <= self.highest


DEFAULT_SCALE = "consequence"
SCALES: Mapping[str, Scale] = {
    DEFAULT_SCALE: Scale(DEFAULT_SCALE),
    "four_steps": Scale("four_steps", lowest=1, reason_from=2),
    "three_steps": Scale("three_steps", lowest=1, highest=3, reason_from=2),
}
