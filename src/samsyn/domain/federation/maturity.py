"""Digital maturity: means of levels by area and year, honest about what was not assessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST = 5


class AbilityFlaw(StrEnum):
    """What is wrong with an assessment as it was typed."""

    LEVEL_MISSING = "ability_level_missing"
    LEVEL_WRONG = "ability_level_wrong"
    TARGET_WRONG = "ability_target_wrong"
    TARGET_BELOW = "ability_target_below"
    DAY_WRONG = "ability_day_wrong"
    NO_SUCH_INITIATIVE = "ability_no_such_initiative"
    NOTHING_TYPED = "ability_nothing_typed"


@dataclass(frozen=True, slots=True)
class Assessed:
    """One organisation's level in one capability on a day."""

    organisation: int
    capability: int
    on: date
    level: int


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of what was assessed, and of how much it tells."""

    value: float | None
    assessed: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether all of it was assessed."""
        return self.assessed == self.of > 0

    @property
    def step(self) -> int | None:
        """The nearest whole level, for shading."""
        return None if self.value is None else int(self.value + 0.5)


def mean_of(levels: Mapping[int, int], capabilities: Sequence[int]) -> Mean:
    """Return the mean level of the capabilities that have one."""
    there = [levels[pk] for pk in capabilities if pk in levels]
    value = round(sum(there) / len(there), 2) if there else None
    return Mean(value, len(there), len(capabilities))


@dataclass(frozen=True, slots=True)
class Year:
    """How able an organisation was at the end of a year, or today where the year is not over."""

    year: int
    total: Mean
    areas: Mapping[int, Mean]
    anew: int
    """How many capabilities were assessed in that very year."""


def years_of(
    rows: Iterable[Assessed], areas: Mapping[int, Sequence[int]], years: Sequence[int]
) -> dict[int, list[Year]]:
    """Return each organisation's years; a level holds until it is assessed anew."""
    known: dict[int, list[Assessed]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.on, row.capability)):
        known[row.organisation].append(row)
    everything = [pk for capabilities in areas.values() for pk in capabilities]
    found = {}
    for organisation, told in known.items():
        found[organisation] = [_year(told, areas, everything, year) for year in years]
    return found


def _year(
    told: Sequence[Assessed],
    areas: Mapping[int, Sequence[int]],
    everything: Sequence[int],
    year: int,
) -> Year:
    levels = {row.capability: row.level for row in told if row.on.year <= year}
    return Year(
        year=year,
        total=mean_of(levels, everything),
        areas={area: mean_of(levels, capabilities) for area, capabilities in areas.items()},
        anew=len({row.capability for row in told if row.on.year == year}),
    )
