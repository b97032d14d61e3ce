"""How sure each date of a plan is: by when it is done as likely as not, and with some certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.domain.roadmap.setting import Setting, number_of
from samsyn.domain.scheduling.simulation import Simulated

HALF, QUITE = 50, 80


@dataclass(frozen=True, slots=True)
class Sure:
    """One initiative: finish weeks that hold in half and in four fifths of the lives."""

    half: int
    quite: int
    chance: float | None
    """The share of lives that meet its deadline; None without one."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What was found, in how many lives of the plan."""

    lives: int
    by_initiative: Mapping[int, Sure]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        rows = {str(k): [s.half, s.quite, s.chance] for k, s in self.by_initiative.items()}
        return {"lives": self.lives, "initiatives": rows}


def sureness(setting: Setting, lived: Simulated) -> Sureness:
    """Put what was simulated into weeks and chances, initiative by initiative."""
    calendar = setting.problem.calendar
    found = {}
    for key in lived.initiatives:
        deadline = setting.about[key].deadline
        due = None if deadline is None else calendar.deadline_week(deadline)
        found[number_of(key)] = Sure(
            half=lived.sure(key, HALF),
            quite=lived.sure(key, QUITE),
            chance=None if due is None else round(lived.chance(key, due), 3),
        )
    return Sureness(len(lived.finishes), found)


def read_sureness(told: Mapping[str, Any]) -> Sureness:
    """Return what was kept as JSON."""
    rows = told["initiatives"].items()
    return Sureness(told["lives"], {int(key): Sure(*row) for key, row in rows})
