"""What a roadmap is made from: people's time, initiatives with phases, money, and what is decided.

Weeks are integers counted from the calendar's first week; a phase occupies [start, start + weeks).
Time is whole percent of full time; money is whole units of the organisation's currency.
Keys are unique over phases and initiatives together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samsyn.domain.scheduling.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody's working share, and how much of it is present in each week (100 when not said)."""

    key: str
    working_share: int = 100
    presence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A share of a person's full time given to a role, from a week until before another."""

    person: str
    role: str
    share: int
    first_week: int = 0
    until_week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A piece of work of fixed length; each of its weeks needs the same percent of each role."""

    key: str
    weeks: int
    demand: Mapping[str, int] = field(default_factory=dict)
    cost: int = 0
    """One-off money, charged to the fiscal year in which the phase starts."""
    earliest: int = 0
    pinned: int | None = None
    """The start of work that already runs; it is a fact, so nothing is asked of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`after` starts at least `lag` weeks after `before` has finished.

    Either end may be a phase or a whole initiative: its finish, or the start of all its phases.
    A negative lag lets them overlap, by no more than the length of `before`.
    """

    before: str
    after: str
    lag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Phases that give something once all are done; planned whole or not at all.

    It is in use from its finish. Where yearly money is short it may come into use later than its
    last phase ends.
    """

    key: str
    phases: tuple[Phase, ...]
    mandatory: bool = True
    deadline: int | None = None
    """The latest finish without lateness."""
    lateness_weight: int = 1
    yearly_benefit: int = 0
    yearly_cost: int = 0
    earliest: int = 0
    fund: str | None = None

    @property
    def running(self) -> bool:
        """Tell whether some of its work has begun, so that leaving it out is no choice."""
        return any(phase.pinned is not None for phase in self.phases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a fund may spend in a fiscal year; None is no limit."""

    fund: str
    fiscal_year: int
    one_off: int | None = None
    running: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything the plan is decided from."""

    calendar: Calendar
    people: tuple[Person, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    links: tuple[Link, ...] = ()
    budgets: tuple[Budget, ...] = ()
    discount_rate: float = 0.035
    published: Mapping[str, int] = field(default_factory=dict)
    """The start of each phase in the plan that people were told."""

    @property
    def phases(self) -> tuple[Phase, ...]:
        """All phases, initiative by initiative."""
        return tuple(phase for initiative in self.initiatives for phase in initiative.phases)
