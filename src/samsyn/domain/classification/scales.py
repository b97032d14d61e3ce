"""The scales that levels are given on: data, so that another scale needs no new code.

All scales stand on one ladder of harm: 0 none, 1 slight, 2 moderate, 3 considerable, 4 grave. A
scale chooses which rungs it uses and in what words; it never moves a rung. That is why a 3 on a
scale of four steps and a 3 on a scale of five may be compared, and the highest of them counts.
"""

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


class Perspective(StrEnum):
    """Who suffers the consequence."""

    PERSON = "person"
    ORGANISATION = "organisation"
    SOCIETY = "society"


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

    @property
    def levels(self) -> range:
        """The rungs it uses, from below."""
        return range(self.lowest, self.highest + 1)


DEFAULT_SCALE = "consequence"
SCALES: Mapping[str, Scale] = {
    DEFAULT_SCALE: Scale(DEFAULT_SCALE),
    "four_steps": Scale("four_steps", lowest=1, reason_from=2),
    "three_steps": Scale("three_steps", lowest=1, highest=3, reason_from=2),
}
