"""A roadmap as it is kept and shown: what lies when, who is loaded how much, what was left out.

A picture stands by itself: it needs no register to be read, and no later edit changes it. Weeks
are numbers in its calendar, money is whole units, shares are percent of full time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from samsyn.domain.scheduling.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One phase in its place: it takes the weeks [start, start + weeks)."""

    key: int
    name: str
    start: int
    weeks: int
    shares: Mapping[str, int] = field(default_factory=dict)
    pinned: bool = False
    bindings: tuple[Mapping[str, Any], ...] = ()
    """What binds it, the most telling first: {code, facts, cause}."""

    @property
    def end(self) -> int:
        """The first week after it."""
        return self.start + self.weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One initiative in the plan; `finish` is the first week in which it is in use."""

    key: int
    name: str
    track: str
    optional: bool
    deadline: str
    """ISO date, or nothing."""
    due: int | None
    """The last finish that meets the deadline."""
    legal: str
    finish: int | None
    pieces: tuple[Piece, ...]
    waits_for: tuple[int, ...] = ()
    ambition: str = ""
    """The level of ambition that it is planned at; empty where there is but one."""

    @property
    def start(self) -> int:
        """The week in which its first phase starts."""
        return min(piece.start for piece in self.pieces)

    @property
    def late(self) -> int:
        """Weeks after the deadline; 0 where it is met, or there is none."""
        if self.due is None or self.finish is None:
            return 0
        return max(0, self.finish - self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two initiatives that are to be coordinated, and from which week to which both are at work."""

    one: int
    other: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One initiative that is not in the plan, and why."""

    key: int
    name: str
    code: str
    facts: Mapping[str, int | str] = field(default_factory=dict)
    legal: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One role: what its holders have and what the plan takes, in each week."""

    key: str
    name: str
    has: tuple[int, ...]
    takes: tuple[int, ...]

    @property
    def over(self) -> tuple[int, ...]:
        """The weeks in which the plan takes more than there is."""
        pairs = enumerate(zip(self.takes, self.has, strict=True))
        return tuple(week for week, (takes, has) in pairs if takes > has)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What the plan takes of one fund in one fiscal year, and what the fund may spend, if said."""

    fund: str
    """Its key, or nothing for money of no fund."""
    fiscal_year: int
    one_off: int
    running: int
    one_off_limit: int | None = None
    running_limit: int | None = None

    @property
    def one_off_left(self) -> int | None:
        """What the plan leaves of the year's money; None without a limit."""
        return None if self.one_off_limit is None else self.one_off_limit - self.one_off

    @property
    def running_left(self) -> int | None:
        """What the plan leaves of the year's running money; None without a limit."""
        return None if self.running_limit is None else self.running_limit - self.running


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How good the plan is: levels as the engine counts them, and how far from the best."""

    status: str
    gap: float
    seconds: float
    first_seconds: float
    objective: tuple[int, ...]
    bound: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole roadmap."""

    start: str
    weeks: int
    closed: tuple[str, ...]
    fiscal_year_month: int
    placed: tuple[Placed, ...]
    missing: tuple[Missing, ...]
    lanes: tuple[Lane, ...]
    verdict: Verdict
    purses: tuple[Purse, ...] = ()
    together: tuple[Beside, ...] = ()
    """Coordinated pairs that are at work in the same weeks."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What roles (r1), people (h1), funds (f1), phases (p1) and initiatives (i1) are called."""

    @property
    def calendar(self) -> Calendar:
        """The weeks it counts in."""
        return Calendar(
            start=date.fromisoformat(self.start),
            weeks=self.weeks,
            closed=frozenset(date.fromisoformat(day) for day in self.closed),
            fiscal_year_month=self.fiscal_year_month,
        )

    def last_day(self, end: int) -> date:
        """Return the Friday of the last week that is worked before an end, whatever is closed."""
        return self.calendar.date_of(end - 1) + timedelta(days=4)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)

    def without_people(self) -> Picture:
        """Return it as it may be published: nobody's name, also in the reasons for the dates."""
        placed = tuple(
            Placed(
                **{
                    **_fields(initiative),
                    "pieces": tuple(
                        Piece(**{**_fields(piece), "bindings": _nameless(piece)})
                        for piece in initiative.pieces
                    ),
                }
            )
            for initiative in self.placed
        )
        names = {key: name for key, name in self.names.items() if not key.startswith("h")}
        return Picture(**{**_fields(self), "placed": placed, "names": names})


def _nameless(piece: Piece) -> tuple[Mapping[str, Any], ...]:
    """Return what binds a phase without who holds the roles."""
    return tuple(
        {**binding, "facts": {**binding["facts"], "holders": ()}}
        if "holders" in binding["facts"]
        else binding
        for binding in piece.bindings
    )


def read_picture(told: Mapping[str, Any]) -> Picture:
    """Return the picture that was kept as JSON."""
    return Picture(
        **{
            **told,
            "closed": tuple(told["closed"]),
            "placed": tuple(_placed(one) for one in told["placed"]),
            "missing": tuple(Missing(**one) for one in told["missing"]),
            "lanes": tuple(
                Lane(**{**one, "has": tuple(one["has"]), "takes": tuple(one["takes"])})
                for one in told["lanes"]
            ),
            "purses": tuple(Purse(**one) for one in told.get("purses", ())),
            "together": tuple(Beside(**one) for one in told.get("together", ())),
            "verdict": Verdict(
                **{
                    **told["verdict"],
                    "objective": tuple(told["verdict"]["objective"]),
                    "bound": tuple(told["verdict"]["bound"]),
                }
            ),
        }
    )


def _placed(told: Mapping[str, Any]) -> Placed:
    pieces = tuple(
        Piece(**{**piece, "bindings": tuple(piece["bindings"])}) for piece in told["pieces"]
    )
    return Placed(**{**told, "pieces": pieces, "waits_for": tuple(told["waits_for"])})


def _fields(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the above
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}
