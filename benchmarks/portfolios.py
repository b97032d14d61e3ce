"""Makes portfolios by lot that look like a municipality's, to measure the planning engine on.

The same seed and size give the same portfolio. Weeks are numbered from January 2026; four weeks of
July and two around Christmas are closed, and people take leave, work part time and hold one to
three roles each. There is time and money for all that must be done, not for all that would pay:
some initiatives can go further than needed, some phases can be done with fewer people for longer,
and what is mandated may not take all of the people's time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from samsyn.domain.roadmap.setting import closed_weeks
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    Initiative,
    Level,
    Link,
    Mode,
    Person,
    Phase,
    Problem,
    Share,
)
from samsyn.domain.scheduling.staffing import capacity, roles_of

ROLES = (
    "project lead",
    "architect",
    "developer",
    "integration",
    "information security",
    "data protection",
    "procurement",
    "operations",
    "trainer",
    "analyst",
    "service owner",
    "registrar",
)
FUNDS = ("development", "school", "care")
TRACKS = ("challenge", "mandated", "prerequisite")
BEGINS = date(2026, 1, 5)
SCARCE = 4
"""Roles whose load is meant where the load is said."""
MIDDLE = 3
"""Phases of an initiative, more than which it may leave the last one out."""
MANDATED_MOST = 60
"""Percent of people's time in a year that mandated work may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a portfolio is, and how much more work there is than people can do."""

    activities: int = 1_000
    people: int = 40
    weeks: int = 260
    load: float = 0.85
    """Work asked for, as a share of what the people of the scarcest roles can do in all weeks."""


def portfolio(seed: int, size: Size | None = None) -> Problem:
    """Draw one portfolio."""
    asked = size or Size()
    lots = Random(seed)
    years = range(BEGINS.year, BEGINS.year + asked.weeks // 40 + 2)
    closed = closed_weeks(28, 31, years=years) | closed_weeks(52, 52, years=years)
    calendar = Calendar(start=BEGINS, weeks=asked.weeks, closed=closed)
    people, assignments = _people(lots, asked)
    staffed = Problem(calendar=calendar, people=people, assignments=assignments)
    roles = roles_of(staffed)
    there = dict(zip(roles, capacity(staffed, roles).sum(axis=0).tolist(), strict=True))
    initiatives = _initiatives(lots, asked, there)
    return Problem(
        calendar=calendar,
        people=people,
        assignments=assignments,
        initiatives=initiatives,
        links=(*_inside(initiatives, lots), *_between(initiatives, lots)),
        budgets=tuple(_budgets(initiatives, calendar)),
        shares=(Share(track="mandated", most=MANDATED_MOST),),
    )


def _people(lots: Random, size: Size) -> tuple[tuple[Person, ...], tuple[Assignment, ...]]:
    people, assignments = [], []
    for number in range(size.people):
        share = lots.choice((100, 100, 100, 80, 60, 50))
        key = f"person {number + 1}"
        people.append(Person(key=key, working_share=share, presence=_presence(lots, size.weeks)))
        held = [ROLES[number % len(ROLES)]]
        held += lots.sample([role for role in ROLES if role not in held], lots.choice((0, 0, 1, 2)))
        assignments += [
            Assignment(person=key, role=role, share=share // len(held)) for role in held
        ]
    return tuple(people), tuple(assignments)


def _presence(lots: Random, weeks: int) -> tuple[int, ...]:
    """Lay out a person's weeks: two of leave a year, now and then long leave or time lent out."""
    presence = [100] * weeks
    for year in range(0, weeks, 47):
        for _week in range(2):
            presence[min(weeks - 1, year + lots.randrange(47))] = 0
    if lots.random() < 0.2:  # noqa: PLR2004 - one in five
        first, share = lots.randrange(weeks), lots.choice((0, 50))
        for week in range(first, min(weeks, first + 26)):
            presence[week] = min(presence[week], share)
    return tuple(presence)


def _initiatives(lots: Random, size: Size, there: Mapping[str, int]) -> tuple[Initiative, ...]:
    """Draw initiatives of two to six phases; `there` is percent-weeks of each role."""
    lengths: list[int] = []
    while sum(lengths) < size.activities:
        lengths.append(min(lots.randint(2, 6), size.activities - sum(lengths)))
    drawn = [_phases(lots, str(number + 1), length) for number, length in enumerate(lengths)]
    asked = dict.fromkeys(ROLES, 0)
    for phase in (phase for phases in drawn for phase in phases):
        for role, percent in phase.demand.items():
            asked[role] += phase.weeks * percent
    loads = sorted((asked[role] / max(1, there.get(role, 0)) for role in ROLES), reverse=True)
    scale = size.load * SCARCE / sum(loads[:SCARCE])
    made = []
    for number, phases in enumerate(drawn):
        key = str(number + 1)
        scaled = [
            replace(
                phase,
                demand={r: min(60, max(5, round(p * scale))) for r, p in phase.demand.items()},
            )
            for phase in phases
        ]
        ways = [_with_modes(lots, phase) for phase in scaled]
        made.append(_initiative(lots, key, tuple(ways), size.weeks))
    return tuple(made)


def _with_modes(lots: Random, phase: Phase) -> Phase:
    """Let every tenth phase be done with half of the people in twice the time, for less."""
    if lots.random() >= 0.1:  # noqa: PLR2004 - one in ten
        return phase
    slow = {role: max(5, percent // 2) for role, percent in phase.demand.items()}
    return replace(
        phase,
        modes=(
            Mode(key="fast", weeks=phase.weeks, demand=phase.demand, cost=phase.cost),
            Mode(key="slow", weeks=2 * phase.weeks, demand=slow, cost=phase.cost * 3 // 4),
        ),
    )


def _phases(lots: Random, key: str, length: int) -> tuple[Phase, ...]:
    return tuple(
        Phase(
            key=f"{key}.{order + 1}",
            weeks=lots.choice((2, 3, 4, 4, 6, 8, 8, 10, 12, 16)),
            demand={
                role: lots.choice((10, 20, 20, 30, 40))
                for role in lots.sample(ROLES, lots.choice((1, 2, 2, 3)))
            },
            cost=lots.choice((0, 0, 0, 50, 100, 200)) * 1_000,
        )
        for order in range(length)
    )


def _initiative(lots: Random, key: str, phases: tuple[Phase, ...], weeks: int) -> Initiative:
    track = lots.choices(TRACKS, (4, 3, 3))[0]
    mandatory = track == "mandated" or lots.random() < 0.1  # noqa: PLR2004 - one in ten
    effort = sum(phase.weeks * sum(phase.demand.values()) for phase in phases) / 100
    gives = 0 if mandatory else round(effort * lots.choice((5, 10, 20, 40, 80))) * 1_000
    further = len(phases) > MIDDLE and lots.random() < 0.25  # noqa: PLR2004 - every fourth
    if further:
        phases = (*phases[:-1], replace(phases[-1], level="high"))
    return Initiative(
        key=key,
        phases=phases,
        mandatory=mandatory,
        deadline=lots.randrange(weeks // 2, weeks) if mandatory and lots.random() < 0.5 else None,  # noqa: PLR2004
        lateness_weight=lots.choice((1, 10)),
        yearly_benefit=gives,
        yearly_cost=gives // lots.choice((4, 10, 20)),
        earliest=lots.choice((0, 0, 0, lots.randrange(weeks // 2))),
        fund=lots.choice((None, *FUNDS)),
        track=track,
        levels=_levels(gives) if further else (),
    )


def _levels(gives: int) -> tuple[Level, ...]:
    """Make the least that will do, and one that goes further and gives more."""
    return (
        Level(key="low", yearly_benefit=gives, yearly_cost=gives // 10),
        Level(key="high", yearly_benefit=gives * 3 // 2 + 20_000, yearly_cost=gives // 8),
    )


def _inside(initiatives: Sequence[Initiative], lots: Random) -> list[Link]:
    """Order the phases of each initiative, now and then with a wait or an overlap."""
    links = []
    for initiative in initiatives:
        for before, after in zip(initiative.phases, initiative.phases[1:], strict=False):
            lag = lots.choice((0, 0, 0, 0, 2, 4, -1))
            links.append(Link(before=before.key, after=after.key, lag=lag))
    return links


def _between(initiatives: Sequence[Initiative], lots: Random) -> list[Link]:
    """Let every third initiative wait for an earlier one; what must be done, for what must be."""
    links = []
    for number, initiative in enumerate(initiatives):
        if number > 10 and lots.random() < 0.33:  # noqa: PLR2004 - every third
            before = initiatives[lots.randrange(max(0, number - 40), number)]
            lag = lots.choice((0, 0, 4))
            if before.mandatory or not initiative.mandatory:
                links.append(Link(before=before.key, after=initiative.key, lag=lag))
    return links


def _budgets(initiatives: Sequence[Initiative], calendar: Calendar) -> list[Budget]:
    """Give each fund enough for what must be done, and less than what all would take."""
    years = sorted({calendar.fiscal_year_of(week) for week in range(calendar.weeks)})
    budgets = []
    for fund in FUNDS:
        mine = [initiative for initiative in initiatives if initiative.fund == fund]
        must = sum(phase.cost for i in mine if i.mandatory for phase in i.phases)
        may = sum(phase.cost for i in mine if not i.mandatory for phase in i.phases)
        running = sum(initiative.yearly_cost for initiative in mine)
        budgets += [
            Budget(
                fund=fund,
                fiscal_year=year,
                one_off=int((1.5 * must + 0.7 * may) / len(years)),
                running=int(0.7 * running),
            )
            for year in years
        ]
    return budgets
