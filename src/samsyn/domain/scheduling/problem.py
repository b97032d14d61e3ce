"""What a roadmap is made from: people's time, initiatives with phases, money, and what is decided.

Weeks are integers counted from the calendar's first week; a phase occupies [start, start + weeks).
Time is whole percent of full time; money is whole units of the organisation's currency.
Keys are unique over phases and initiatives together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

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
class Mode:
    """One of several ways to do a phase; exactly one is chosen."""

    key: str
    weeks: int
    demand: Mapping[str, int] = field(default_factory=dict)
    cost: int = 0
    uses: Mapping[str, int] = field(default_factory=dict)


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
    uses: Mapping[str, int] = field(default_factory=dict)
    """What it takes from stocks, once."""
    modes: tuple[Mode, ...] = ()
    """Ways to do it; where there are any, its own weeks, demand, cost and uses do not count."""
    mode: str | None = None
    """The way that is decided already."""
    level: str | None = None
    """The level of ambition that it belongs to; without one it belongs to all."""


class End(StrEnum):
    """Which end of a piece of work a link holds."""

    START = "start"
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`after` starts at least `lag` and at most `most` weeks after `before` has finished.

    Either end may be a phase or a whole initiative: its finish, or the start of its phases (of
    the first of them for `most` and as the start of what goes before). `leaves` and `meets` say
    which end of each is meant. A phase that is not in the chosen level keeps its place in the
    order, with no length and no lag.
    """

    before: str
    after: str
    lag: int | None = 0
    """None: only `most` is asked."""
    most: int | None = None
    leaves: End = End.FINISH
    meets: End = End.START


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How far to go with an initiative: its own phases, running cost and benefit."""

    key: str
    yearly_benefit: int = 0
    yearly_cost: int = 0


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
    track: str | None = None
    levels: tuple[Level, ...] = ()
    """Levels of ambition, of which one is chosen; where there are any, their money counts."""
    level: str | None = None
    """The level that is decided already."""

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
class Stock:
    """Something there is a fixed amount of for the whole plan: licences, a grant of a programme."""

    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of people's time a track may take, in percent of all there is in each fiscal year.

    What a track may take at least is kept free of the others: all other work together leaves it.
    Work that already runs counts first and is never in the way of itself.
    """

    track: str
    least: int = 0
    most: int | None = None
    whole: bool = False
    """Reckoned over the whole plan instead of over each fiscal year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two initiatives or phases that touch the same thing.

    `apart` keeps them from running in the same week; else it is only told where they do.
    """

    one: str
    other: str
    apart: bool = True


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
    exclusive: tuple[tuple[str, ...], ...] = ()
    """Groups of initiatives, of each of which at most one is planned."""
    stocks: tuple[Stock, ...] = ()
    shares: tuple[Share, ...] = ()
    together: tuple[Together, ...] = ()
    same_people: bool = False
    """Who begins a phase stays with it to its end, with the same percent in the same role."""

    @property
    def phases(self) -> tuple[Phase, ...]:
        """All phases, initiative by initiative."""
        return tuple(phase for initiative in self.initiatives for phase in initiative.phases)

    def of_only(self, kept: tuple[Initiative, ...]) -> Problem:
        """Give the problem with these initiatives alone, without what held them to others."""
        known = {i.key for i in kept} | {phase.key for i in kept for phase in i.phases}
        return replace(
            self,
            initiatives=kept,
            links=tuple(link for link in self.links if {link.before, link.after} <= known),
            exclusive=tuple(tuple(k for k in group if k in known) for group in self.exclusive),
            together=tuple(pair for pair in self.together if {pair.one, pair.other} <= known),
        )
