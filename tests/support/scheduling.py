"""Small roadmaps to plan in tests: said in few words, drawn by lot, and solved by trying all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import strategies as st

from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.genes import decided
from samsyn.domain.scheduling.money import worth_of_finish
from samsyn.domain.scheduling.outcome import Objective, Schedule
from samsyn.domain.scheduling.problem import (
    Assignment,
    Budget,
    End,
    Initiative,
    Level,
    Link,
    Mode,
    Person,
    Phase,
    Problem,
    Share,
    Stock,
    Together,
)
from samsyn.domain.scheduling.verify import violations

MONDAY = date(2026, 11, 30)


def calendar(weeks: int) -> Calendar:
    """Weeks from the last Monday of November 2026, so that a new year begins in week 5."""
    return Calendar(start=MONDAY, weeks=weeks)


def team(**shares: int) -> dict[str, tuple[Person, ...] | tuple[Assignment, ...]]:
    """One full-time person per role, who gives it a share of the time."""
    return {
        "people": tuple(Person(key=f"{role} person") for role in shares),
        "assignments": tuple(
            Assignment(person=f"{role} person", role=role, share=share)
            for role, share in shares.items()
        ),
    }


@st.composite
def problems(draw: st.DrawFn, *, size: int, weeks: int) -> Problem:
    """Draw a roadmap of up to `size` initiatives with a little of everything."""
    roles = ("architect", "developer")
    people = tuple(
        Person(
            key=f"p{number}",
            working_share=draw(st.sampled_from([50, 80, 100])),
            presence=tuple(draw(st.lists(st.sampled_from([0, 50, 100, 100]), max_size=weeks))),
        )
        for number in range(2)
    )
    assignments = tuple(
        Assignment(person=person.key, role=role, share=draw(st.sampled_from([20, 50, 80, 100])))
        for person in people
        for role in draw(st.sets(st.sampled_from(roles), min_size=1))
    )
    initiatives = tuple(draw(_initiative(str(number), weeks)) for number in range(size))
    keys = [phase.key for initiative in initiatives for phase in initiative.phases]
    links = draw(st.lists(_link(keys, [i.key for i in initiatives]), max_size=2 * size))
    return Problem(
        calendar=calendar(weeks),
        people=people,
        assignments=assignments,
        initiatives=initiatives,
        links=tuple(link for link in links if link is not None),
        budgets=tuple(
            Budget(
                fund="pot",
                fiscal_year=year,
                one_off=draw(st.sampled_from([None, 50, 100])),
                running=draw(st.sampled_from([None, 100, 200])),
            )
            for year in draw(st.sets(st.sampled_from([2026, 2027])))
        ),
        published=draw(
            st.dictionaries(st.sampled_from(keys or ["none"]), st.integers(0, weeks), max_size=2)
        ),
    )


@st.composite
def _initiative(draw: st.DrawFn, key: str, weeks: int) -> Initiative:
    phases = tuple(
        Phase(
            key=f"{key}.{number}",
            weeks=draw(st.sampled_from([0, 1, 2, 2, 3])),
            demand=draw(
                st.dictionaries(
                    st.sampled_from(["architect", "developer"]),
                    st.sampled_from([10, 20, 50, 90]),
                    min_size=draw(st.integers(0, 1)),
                )
            ),
            cost=draw(st.sampled_from([0, 0, 60])),
            earliest=draw(st.sampled_from([0, 0, 2])),
            pinned=draw(st.sampled_from([None, None, None, None, -1, 1])),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    return Initiative(
        key=key,
        phases=phases,
        mandatory=draw(st.booleans()),
        deadline=draw(st.sampled_from([None, 2, weeks // 2])),
        lateness_weight=draw(st.integers(1, 3)),
        yearly_benefit=draw(st.sampled_from([0, 1000, 5000])),
        yearly_cost=draw(st.sampled_from([0, 0, 1500])),
        fund=draw(st.sampled_from([None, "pot"])),
    )


@st.composite
def _link(draw: st.DrawFn, keys: list[str], owners: list[str]) -> Link | None:
    """Draw a link forwards in the list, so that most roadmaps have no circle."""
    before = draw(st.sampled_from(keys + owners))
    after = draw(st.sampled_from(keys + owners))
    if before.split(".")[0] > after.split(".")[0] or before == after:
        return None
    if before.split(".")[0] == after.split(".")[0] and not (before < after and "." in before):
        return None
    return Link(before=before, after=after, lag=draw(st.sampled_from([0, 0, 1])))


@st.composite
def rich_problems(draw: st.DrawFn, *, size: int, weeks: int) -> Problem:
    """Draw a roadmap with levels, modes, most lags, stocks, shares, groups and pairs apart."""
    problem = draw(problems(size=size, weeks=weeks))
    initiatives = tuple(_richer(draw, one) for one in problem.initiatives)
    keys = [i.key for i in initiatives]
    pairs = [(one, other) for one in keys for other in keys if one < other]
    excluded: bool = draw(st.booleans())
    tied: bool = draw(st.booleans())
    apart: bool = draw(st.booleans())
    exclusive = (draw(st.sampled_from(pairs)),) if pairs and excluded else ()
    first = Together(one=pairs[0][0], other=pairs[0][1], apart=apart) if pairs and tied else None
    together = (first,) if first else ()
    return replace(
        problem,
        initiatives=initiatives,
        links=(*problem.links, *_held(draw, [p.key for i in initiatives for p in i.phases])),
        stocks=(Stock(key="licences", amount=draw(st.integers(0, 4))),),
        exclusive=exclusive,
        together=together,
        shares=(
            Share(
                track="mandated",
                least=draw(st.sampled_from([0, 10])),
                most=draw(st.sampled_from([None, 10, 40])),
                whole=draw(st.booleans()),
            ),
        )
        if draw(st.booleans())
        else (),
    )


def _richer(draw: st.DrawFn, initiative: Initiative) -> Initiative:
    """Give an initiative a track, and perhaps levels and modes."""
    levels = (
        Level(key="low", yearly_benefit=500),
        Level(key="high", yearly_benefit=draw(st.sampled_from([400, 9000])), yearly_cost=300),
    )
    open_level = draw(st.booleans())
    phases = []
    for phase in initiative.phases:
        fixed = phase.pinned is not None
        modes = (
            Mode(key="fast", weeks=1, demand={"developer": 50}, cost=40, uses={"licences": 2}),
            Mode(key="slow", weeks=2, demand={"developer": 20}, uses={"licences": 1}),
        )
        phases.append(
            replace(
                phase,
                modes=modes if draw(st.booleans()) and not fixed else (),
                level=draw(st.sampled_from([None, "low", "high"]))
                if open_level and not fixed
                else None,
            )
        )
    return replace(
        initiative,
        phases=tuple(phases),
        levels=levels if open_level else (),
        level=draw(st.sampled_from([None, None, "low"])) if open_level else None,
        track=draw(st.sampled_from(["mandated", "challenge"])),
    )


def _held(draw: st.DrawFn, keys: list[str]) -> list[Link]:
    """Draw a link that says at most, forwards in the list."""
    if len(keys) < 2 or draw(st.booleans()):
        return []
    before, after = sorted(draw(st.permutations(keys))[:2])
    return [
        Link(
            before=before,
            after=after,
            lag=draw(st.sampled_from([None, 0, 1])),
            most=draw(st.sampled_from([1, 2])),
            leaves=draw(st.sampled_from(list(End))),
            meets=draw(st.sampled_from(list(End))),
        )
    ]


def every_plan(problem: Problem) -> Iterator[tuple[Objective, Schedule]]:
    """Try all starts, finishes and choices; yield those that hold. For tiny roadmaps only."""
    owners = {initiative.key for initiative in problem.initiatives}
    for options in product([False, True], repeat=len(problem.initiatives)):
        for chosen in _choices(problem):
            spans: dict[str, list[int]] = {}
            plain = decided(problem, chosen)
            for initiative, planned in zip(plain.initiatives, options, strict=True):
                spans |= _spans(initiative, problem.calendar.weeks, planned=planned)
            for weeks in product(*spans.values()):
                found = dict(zip(spans, weeks, strict=True))
                schedule = Schedule(
                    {key: week for key, week in found.items() if key not in owners},
                    {key: week for key, week in found.items() if key in owners},
                    chosen,
                )
                if not violations(problem, schedule):
                    yield measured(problem, schedule), schedule


def _choices(problem: Problem) -> Iterator[dict[str, str]]:
    """Yield every choice of levels and modes."""
    asked = {
        i.key: [one.key for one in i.levels if i.level in (None, one.key)]
        for i in problem.initiatives
        if i.levels
    }
    asked |= {p.key: [mode.key for mode in p.modes] for p in problem.phases if p.modes}
    for options in product(*asked.values()):
        yield dict(zip(asked, options, strict=True))


def _spans(initiative: Initiative, horizon: int, *, planned: bool) -> dict[str, list[int]]:
    """List the weeks to try for each phase and for the finish."""
    spans = {
        phase.key: list(range(horizon - phase.weeks + 1))
        if phase.pinned is None
        else [phase.pinned]
        for phase in initiative.phases
        if (planned and phase.level in (None, initiative.level)) or phase.pinned is not None
    }
    return spans | ({initiative.key: list(range(horizon + 1))} if planned else {})


def measured(problem: Problem, schedule: Schedule) -> Objective:
    """Measure a plan from the definitions alone."""
    problem = decided(problem, schedule.chosen)
    left = [i for i in problem.initiatives if i.key not in schedule.finishes]
    planned = [i for i in problem.initiatives if i.key in schedule.finishes]
    late = {
        i.key: max(0, schedule.finishes[i.key] - i.deadline) * i.lateness_weight
        for i in planned
        if i.deadline is not None
    }
    free = [phase for phase in problem.phases if phase.pinned is None]
    return Objective(
        unplaced=sum(i.mandatory or i.running for i in left),
        lateness=sum(late.values()),
        cost=-sum(int(worth_of_finish(problem, i)[schedule.finishes[i.key]]) for i in planned),
        moved=sum(
            abs(schedule.starts[phase.key] - problem.published[phase.key])
            if phase.key in schedule.starts
            else problem.calendar.weeks
            for phase in free
            if phase.key in problem.published
        ),
        finish=sum(schedule.finishes.values()),
    )
