"""Read the engine's problem out of the register: people's real time, phases, links and money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from samsyn.apps.organisation.public import PersonCapacity, Role, people_capacity
from samsyn.apps.portfolio.public import (
    Fund,
    InitiativeToPlan,
    PhaseToPlan,
    PortfolioToPlan,
    Wait,
    given_by,
    portfolio_to_plan,
)
from samsyn.apps.roadmap.models import ClosedPeriod, Pin, Plan, PlanRun
from samsyn.apps.roadmap.queries.runs import latest_published, touched_since
from samsyn.apps.roadmap.queries.staffing import people_in
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.setting import (
    LEGAL_WEIGHT,
    WISH_WEIGHT,
    About,
    Setting,
    closed_weeks,
    fund_key,
    holder_key,
    initiative_key,
    mondays_in,
    phase_key,
    role_key,
)
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.problem import (
    Budget,
    Initiative,
    Level,
    Link,
    Phase,
    Problem,
    Share,
    Together,
)
from samsyn.kernel.models import Organisation


def build_problem(actor: Actor, plan: Plan, today: date) -> Setting:
    """Return what the engine is asked for one plan; some fifteen queries, however much there is.

    Work that has begun is a fact. What has not begun starts this week at the earliest.
    """
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    calendar = calendar_of(plan, organisation.fiscal_year_start, periods_of(actor, plan))
    portfolio = portfolio_to_plan(actor)
    people = people_capacity(actor, [calendar.date_of(week) for week in range(calendar.weeks)])
    given = given_by(actor, today) if plan.counts_on_given else None
    workers, held = people_in(people, calendar, given)
    pins = dict(Pin.owned_by(actor).filter(plan=plan).values_list("phase_id", "starts_on"))
    first = max(0, calendar.week_of(today))
    problem = Problem(
        calendar=calendar,
        people=workers,
        assignments=held,
        initiatives=tuple(_initiative(one, calendar, pins, first) for one in portfolio.initiatives),
        links=tuple(_links(portfolio)),
        budgets=tuple(
            Budget(
                fund=fund_key(limit.fund),
                fiscal_year=limit.fiscal_year,
                one_off=limit.one_off,
                running=limit.running,
            )
            for limit in portfolio.limits
        ),
        discount_rate=float(plan.discount_rate) / 100,
        published=_published(actor, plan, portfolio, calendar) if plan.keeps_published else {},
        exclusive=tuple(_pair(pair) for pair in portfolio.either),
        shares=tuple(_shares(portfolio)),
        together=tuple(
            Together(one=one, other=other, apart=False)
            for one, other in map(_pair, portfolio.coordinated)
        ),
    )
    return Setting(problem=problem, about=_about(portfolio), names=_names(actor, portfolio, people))


def is_stale(actor: Actor, plan: Plan, run: PlanRun, today: date) -> bool:
    """Tell whether the plan would be asked something else today than when the run was made.

    Costs one query while nothing was touched; else the problem is read again and compared.
    """
    return (
        touched_since(actor, run)
        and build_problem(actor, plan, today).fingerprint != run.fingerprint
    )


def fingerprint_now(actor: Actor, plan: Plan, today: date) -> str:
    """Name what the engine would be asked today."""
    return build_problem(actor, plan, today).fingerprint


def periods_of(actor: Actor, plan: Plan) -> list[tuple[date, date]]:
    """Return the periods in which a plan stands still, as first and last days."""
    rows = ClosedPeriod.owned_by(actor).filter(plan=plan).order_by("since", "pk")
    return list(rows.values_list("since", "until"))


def calendar_of(
    plan: Plan, fiscal_year_month: int, periods: Iterable[tuple[date, date]] = ()
) -> Calendar:
    """Return the weeks of a plan, without those in which no project works."""
    years = range(plan.starts_on.year, plan.starts_on.year + plan.weeks // 40 + 2)
    every_year = closed_weeks(plan.closed_from, plan.closed_until, years=years)
    return Calendar(
        start=plan.starts_on,
        weeks=plan.weeks,
        closed=every_year.union(*(mondays_in(first, last) for first, last in periods)),
        fiscal_year_month=fiscal_year_month,
    )


def _initiative(
    one: InitiativeToPlan, calendar: Calendar, pins: Mapping[int, date], first: int
) -> Initiative:
    weight = one.lateness_weight * (LEGAL_WEIGHT if one.legal_ground else WISH_WEIGHT)
    earliest = first
    if one.earliest_start:
        earliest = max(first, calendar.week_of(one.earliest_start))
    return Initiative(
        key=initiative_key(one.pk),
        phases=tuple(_phase(phase, calendar, pins) for phase in one.phases),
        mandatory=not one.is_optional,
        deadline=None if one.deadline is None else calendar.deadline_week(one.deadline),
        lateness_weight=weight,
        yearly_benefit=one.yearly_benefit,
        yearly_cost=one.yearly_cost,
        earliest=earliest,
        fund=None if one.fund is None else fund_key(one.fund),
        track=one.track,
        levels=tuple(_levels(one)),
        level=_decided_level(one, pins),
    )


def _decided_level(one: InitiativeToPlan, pins: Mapping[int, date]) -> str | None:
    """Return the level that is decided, or that work has begun for, while it is one of several."""
    begun = [p.ambition for p in one.phases if p.ambition and (p.started_on or p.pk in pins)]
    wanted = one.ambition or next(iter(begun), "")
    return wanted if wanted in levels_in(one) else None


def levels_in(one: InitiativeToPlan) -> tuple[str, ...]:
    """Name the levels of ambition that an initiative is described or has work for.

    None where it has no work of its own for any level and at most one is described.
    """
    described = [option.level for option in one.options]
    named = dict.fromkeys([*described, *(p.ambition for p in one.phases if p.ambition)])
    return tuple(named) if len(named) > 1 or any(p.ambition for p in one.phases) else ()


def _levels(one: InitiativeToPlan) -> Iterable[Level]:
    """Yield the levels; one that only phases name has the initiative's own money."""
    known = {option.level: option for option in one.options}
    for level in levels_in(one):
        money = known.get(level, one)
        yield Level(key=level, yearly_benefit=money.yearly_benefit, yearly_cost=money.yearly_cost)


def _shares(portfolio: PortfolioToPlan) -> Iterable[Share]:
    """Yield what each track may take; more is never kept free than there is."""
    left = 100
    for one in portfolio.shares:
        least = min(one.least, left)
        left -= least
        most = None if one.most is None else max(one.most, least)
        yield Share(track=one.track, least=least, most=most)


def _pair(pair: tuple[int, int]) -> tuple[str, str]:
    return initiative_key(pair[0]), initiative_key(pair[1])


def _phase(phase: PhaseToPlan, calendar: Calendar, pins: Mapping[int, date]) -> Phase:
    fixed = phase.started_on or pins.get(phase.pk)
    return Phase(
        key=phase_key(phase.pk),
        weeks=phase.weeks,
        demand={role_key(role): share for role, share in phase.shares.items() if share},
        cost=phase.cost,
        pinned=None if fixed is None else calendar.week_of(fixed),
        # Work that has begun goes on, whatever the level.
        level=None if fixed is not None else phase.ambition or None,
    )


def _links(portfolio: PortfolioToPlan) -> Iterable[Link]:
    """Yield the order inside each initiative, and between initiatives.

    Phases overlap at most by the length of the last one of the earlier initiative.
    """
    last: dict[int, PhaseToPlan] = {}
    ends: dict[int, list[int]] = {}
    for initiative in portfolio.initiatives:
        yield from _inner_links(initiative)
        last[initiative.pk] = initiative.phases[-1]
        ends[initiative.pk] = _last_phases(initiative)
    for wait in portfolio.waits:
        yield _wait(wait, last[wait.before])
        if wait.most is not None:
            # In use may be later than done; what must follow soon follows what is done.
            for phase in ends[wait.before]:
                most, after = max(wait.most, wait.lag), initiative_key(wait.after)
                yield Link(before=phase_key(phase), after=after, lag=None, most=most)


def _inner_links(initiative: InitiativeToPlan) -> Iterable[Link]:
    """Yield the order of the phases at each level of ambition, each pair once."""
    pairs: dict[tuple[int, int], None] = {}
    for level in levels_in(initiative) or ("",):
        mine = [phase.pk for phase in initiative.phases if phase.ambition in ("", level)]
        pairs |= dict.fromkeys(pairwise(mine))
    for before, after in pairs:
        yield Link(before=phase_key(before), after=phase_key(after))


def _last_phases(initiative: InitiativeToPlan) -> list[int]:
    """Return the last phase at each level of ambition."""
    last = {
        level: [phase.pk for phase in initiative.phases if phase.ambition in ("", level)][-1:]
        for level in levels_in(initiative) or ("",)
    }
    return sorted({pk for pks in last.values() for pk in pks})


def _wait(wait: Wait, last: PhaseToPlan) -> Link:
    if wait.lag >= 0:
        before, lag = initiative_key(wait.before), wait.lag
    else:
        before, lag = phase_key(last.pk), max(wait.lag, -last.weeks)
    return Link(before=before, after=initiative_key(wait.after), lag=lag)


def _published(
    actor: Actor, plan: Plan, portfolio: PortfolioToPlan, calendar: Calendar
) -> dict[str, int]:
    version = latest_published(actor, plan)
    if version is None:
        return {}
    known = {phase.pk for one in portfolio.initiatives for phase in one.phases}
    days = version.start_days()
    return {phase_key(pk): max(0, calendar.week_of(day)) for pk, day in days.items() if pk in known}


def _about(portfolio: PortfolioToPlan) -> dict[str, About]:
    waits: dict[int, list[int]] = defaultdict(list)
    for wait in portfolio.waits:
        waits[wait.after].append(wait.before)
    return {
        initiative_key(one.pk): About(
            name=one.name,
            track=one.track,
            deadline=one.deadline,
            legal=one.legal_ground,
            waits_for=tuple(waits[one.pk]),
        )
        for one in portfolio.initiatives
    }


def _names(
    actor: Actor, portfolio: PortfolioToPlan, people: Iterable[PersonCapacity]
) -> dict[str, str]:
    needed = {
        role for one in portfolio.initiatives for phase in one.phases for role in phase.shares
    }
    roles = Role.visible_to(actor).filter(pk__in=needed).order_by("sort_key")
    return {
        **{role_key(pk): name for pk, name in roles.values_list("pk", "name")},
        **{holder_key(one.person_id): one.name for one in people},
        **{fund_key(pk): name for pk, name in Fund.owned_by(actor).values_list("pk", "name")},
        **{initiative_key(one.pk): one.name for one in portfolio.initiatives},
        **{
            phase_key(phase.pk): phase.name for one in portfolio.initiatives for phase in one.phases
        },
    }
