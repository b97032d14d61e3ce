"""What a plan is made from: the engine's problem, and what everything in it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from samsyn.domain.roadmap.picture import Beside, Lane, Missing, Picture, Piece, Placed, Verdict
from samsyn.domain.roadmap.spending import purses_of
from samsyn.domain.scheduling.columns import together_in
from samsyn.domain.scheduling.explain import Explanation, explain
from samsyn.domain.scheduling.genes import decided
from samsyn.domain.scheduling.outcome import Progress, Result, Schedule, Status
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem
from samsyn.domain.scheduling.staffing import capacity, roles_of

WISH_WEIGHT, LEGAL_WEIGHT = 1, 10
_WORKDAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What people know about an initiative, and the engine need not."""

    name: str
    track: str
    deadline: date | None
    legal: str
    waits_for: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A problem, what is known about its initiatives, and all names by key."""

    problem: Problem
    about: Mapping[str, About] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Name the problem, but for what was published: two that are alike can be planned alike."""
        return hashlib.sha256(repr(replace(self.problem, published={})).encode()).hexdigest()


def initiative_key(pk: int) -> str:
    """Name an initiative in the engine."""
    return f"i{pk}"


def phase_key(pk: int) -> str:
    """Name a phase in the engine."""
    return f"p{pk}"


def role_key(pk: int) -> str:
    """Name a role in the engine."""
    return f"r{pk}"


def holder_key(pk: int) -> str:
    """Name a person in the engine."""
    return f"h{pk}"


def fund_key(pk: int) -> str:
    """Name a fund in the engine."""
    return f"f{pk}"


def number_of(key: str) -> int:
    """Return the row behind a name in the engine."""
    return int(key[1:])


def closed_weeks(first: int | None, last: int | None, *, years: range) -> frozenset[date]:
    """Return the Mondays of the ISO weeks from first to last in each of these years."""
    if first is None or last is None:
        return frozenset()
    mondays = set()
    for year in years:
        for week in range(first, min(last, 52) + 1):
            mondays.add(date.fromisocalendar(year, week, 1))
    return frozenset(mondays)


def mondays_in(first: date, last: date) -> frozenset[date]:
    """Return the Mondays of the weeks of which a period covers three weekdays or more."""
    monday = first - timedelta(days=first.weekday())
    mondays = set()
    while monday <= last:
        days = (monday + timedelta(days=n) for n in range(_WORKDAYS))
        if sum(first <= day <= last for day in days) > _WORKDAYS // 2:
            mondays.add(monday)
        monday += timedelta(days=7)
    return frozenset(mondays)


def picture_of(setting: Setting, result: Result | Progress, *, first_seconds: float) -> Picture:
    """Put a result into a picture, with the reason for every date."""
    schedule = result.schedule
    problem = decided(setting.problem, schedule.chosen)
    why = explain(problem, schedule)
    setting = replace(setting, problem=problem)
    status = result.status if isinstance(result, Result) else Status.FEASIBLE
    calendar = problem.calendar
    return Picture(
        start=calendar.date_of(0).isoformat(),
        weeks=calendar.weeks,
        closed=tuple(sorted(day.isoformat() for day in calendar.closed)),
        fiscal_year_month=calendar.fiscal_year_month,
        placed=tuple(_placed(setting, schedule, why)),
        missing=tuple(
            Missing(
                key=number_of(str(objection.facts["initiative"])),
                name=setting.about[str(objection.facts["initiative"])].name,
                code=objection.code.value,
                facts=dict(objection.facts),
                legal=setting.about[str(objection.facts["initiative"])].legal,
                deadline=_iso(setting.about[str(objection.facts["initiative"])].deadline),
            )
            for objection in result.left_out
        ),
        lanes=tuple(_lanes(setting, schedule)),
        purses=tuple(purses_of(problem, schedule)),
        together=tuple(_beside(problem, schedule)),
        verdict=Verdict(
            status=status.value,
            gap=result.gap,
            seconds=result.seconds,
            first_seconds=first_seconds,
            objective=tuple(result.objective),
            bound=tuple(result.bound),
        ),
        names=setting.names,
    )


def schedule_in(picture: Picture) -> Schedule:
    """Return the plan that a picture shows, as the engine names things."""
    return Schedule(
        starts={phase_key(p.key): p.start for one in picture.placed for p in one.pieces},
        finishes={
            initiative_key(one.key): one.finish for one in picture.placed if one.finish is not None
        },
        chosen={initiative_key(one.key): one.ambition for one in picture.placed if one.ambition},
    )


def _beside(problem: Problem, schedule: Schedule) -> Iterable[Beside]:
    weeks = {phase.key: phase.weeks for phase in problem.phases}
    for pair, first, last in together_in(problem, schedule.starts, weeks):
        one, other = number_of(pair.one), number_of(pair.other)
        yield Beside(one=one, other=other, first=first, last=last)


def _placed(
    setting: Setting, schedule: Schedule, why: Mapping[str, Explanation]
) -> Iterable[Placed]:
    calendar = setting.problem.calendar
    for initiative in setting.problem.initiatives:
        pieces = tuple(_pieces(setting, initiative, schedule, why))
        if not pieces:
            continue
        about = setting.about[initiative.key]
        yield Placed(
            key=number_of(initiative.key),
            name=about.name,
            track=about.track,
            optional=not initiative.mandatory,
            deadline=_iso(about.deadline),
            due=None if about.deadline is None else calendar.deadline_week(about.deadline),
            legal=about.legal,
            finish=schedule.finishes.get(initiative.key),
            pieces=pieces,
            waits_for=about.waits_for,
            ambition=schedule.chosen.get(initiative.key, ""),
        )


def _pieces(
    setting: Setting,
    initiative: Initiative,
    schedule: Schedule,
    why: Mapping[str, Explanation],
) -> Iterable[Piece]:
    for phase in initiative.phases:
        start = schedule.starts.get(phase.key)
        if start is not None:
            yield Piece(
                key=number_of(phase.key),
                name=setting.names.get(phase.key, ""),
                start=start,
                weeks=phase.weeks,
                shares=dict(phase.demand),
                pinned=phase.pinned is not None,
                bindings=tuple(
                    {"code": b.code.value, "facts": dict(b.facts), "cause": b.cause}
                    for b in why[phase.key].bindings
                ),
            )


def _lanes(setting: Setting, schedule: Schedule) -> Iterable[Lane]:
    problem = setting.problem
    roles = roles_of(problem)
    has = capacity(problem, roles)
    for column, role in enumerate(roles):
        takes = load(problem.phases, schedule.starts, role, problem.calendar.weeks)
        if any(takes):
            yield Lane(
                key=role,
                name=setting.names.get(role, role),
                has=tuple(int(share) for share in has[:, column]),
                takes=takes,
            )


def load(
    phases: Iterable[Phase], starts: Mapping[str, int], role: str, weeks: int
) -> tuple[int, ...]:
    """Add up what phases take of a role in each week of the horizon."""
    taken = [0] * weeks
    for phase in phases:
        share, start = phase.demand.get(role, 0), starts.get(phase.key)
        if share and start is not None:
            for week in range(max(start, 0), min(start + phase.weeks, weeks)):
                taken[week] += share
    return tuple(taken)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
