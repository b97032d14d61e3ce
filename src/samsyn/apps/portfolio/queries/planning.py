"""Everything the roadmap needs about initiatives, in six queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from samsyn.apps.portfolio.models import Allocation, Dependency, Effort, Initiative, Phase
from samsyn.apps.portfolio.queries.figures import with_figures
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import State

#: What a roadmap places: what is proposed may be planned before it is decided.
PLANNABLE = (State.PROPOSED, State.DECIDED, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseToPlan:
    """One phase; money is what it costs once, in whole units."""

    pk: int
    name: str
    weeks: int
    cost: int
    started_on: date | None
    shares: Mapping[int, int] = field(default_factory=dict)
    """Percent of full time by role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeToPlan:
    """One initiative with its phases in order."""

    pk: int
    name: str
    track: str
    state: str
    is_optional: bool
    deadline: date | None
    legal_ground: str
    lateness_weight: int
    earliest_start: date | None
    yearly_benefit: int
    yearly_cost: int
    fund: int | None
    owner: int | None
    phases: tuple[PhaseToPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """`after` starts at least `lag` weeks after `before` has finished."""

    before: int
    after: int
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLimit:
    """What a fund may spend in a fiscal year; None is no limit."""

    fund: int
    fiscal_year: int
    one_off: int | None
    running: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioToPlan:
    """The portfolio as it is to be planned."""

    initiatives: tuple[InitiativeToPlan, ...]
    waits: tuple[Wait, ...]
    limits: tuple[FundLimit, ...]


def portfolio_to_plan(actor: Actor) -> PortfolioToPlan:
    """Return all initiatives that have phases and are proposed, decided or running."""
    phases = _phases(actor)
    rows = with_figures(
        actor, Initiative.owned_by(actor).filter(state__in=PLANNABLE).order_by("pk")
    )
    initiatives = tuple(_initiative(row, phases[row.pk]) for row in rows if phases[row.pk])
    known = {initiative.pk for initiative in initiatives}
    return PortfolioToPlan(
        initiatives=initiatives,
        waits=tuple(wait for wait in _waits(actor) if {wait.before, wait.after} <= known),
        limits=_limits(actor),
    )


def _phases(actor: Actor) -> Mapping[int, list[PhaseToPlan]]:
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    efforts = Effort.owned_by(actor).filter(phase__initiative__state__in=PLANNABLE)
    for phase, role, share in efforts.values_list("phase_id", "role_id", "share"):
        shares[phase][role] = share
    found: dict[int, list[PhaseToPlan]] = defaultdict(list)
    rows = Phase.owned_by(actor).filter(initiative__state__in=PLANNABLE)
    for row in rows.order_by("initiative_id", "order"):
        found[row.initiative_id].append(
            PhaseToPlan(
                pk=row.pk,
                name=row.name,
                weeks=row.weeks,
                cost=whole(row.cost),
                started_on=row.started_on,
                shares=shares[row.pk],
            )
        )
    return found


def _initiative(row: Any, phases: list[PhaseToPlan]) -> InitiativeToPlan:  # noqa: ANN401 - annotated row
    return InitiativeToPlan(
        pk=row.pk,
        name=row.name,
        track=row.track,
        state=row.state,
        is_optional=row.is_optional and row.state != State.RUNNING,
        deadline=row.deadline,
        legal_ground=row.legal_ground,
        lateness_weight=row.lateness_weight,
        earliest_start=row.earliest_start,
        yearly_benefit=whole(row.benefit or row.yearly_benefit),
        yearly_cost=whole(row.yearly_cost),
        fund=row.fund_id,
        owner=row.owner_id,
        phases=_with_costs(phases, whole(row.one_off_cost)),
    )


def _with_costs(phases: list[PhaseToPlan], estimate: int) -> tuple[PhaseToPlan, ...]:
    """Spread the initiative's estimate over its weeks while no phase says what it costs."""
    weeks = sum(phase.weeks for phase in phases)
    if not estimate or any(phase.cost for phase in phases):
        return tuple(phases)
    spread, gone = [], 0
    for phase in phases:
        before, gone = gone, gone + phase.weeks
        part = estimate * gone // weeks - estimate * before // weeks
        spread.append(
            PhaseToPlan(
                pk=phase.pk,
                name=phase.name,
                weeks=phase.weeks,
                cost=part,
                started_on=phase.started_on,
                shares=phase.shares,
            )
        )
    return tuple(spread)


def _waits(actor: Actor) -> Iterable[Wait]:
    rows = Dependency.owned_by(actor).filter(kind=Dependency.Kind.FINISH_TO_START)
    for before, after, lag in rows.order_by("pk").values_list("before", "after", "lag_weeks"):
        yield Wait(before=before, after=after, lag=lag)


def _limits(actor: Actor) -> tuple[FundLimit, ...]:
    return tuple(
        FundLimit(
            fund=row.fund_id,
            fiscal_year=row.fiscal_year,
            one_off=None if row.one_off is None else whole(row.one_off),
            running=None if row.running is None else whole(row.running),
        )
        for row in Allocation.owned_by(actor).order_by("fund_id", "fiscal_year")
    )


def whole(amount: Decimal) -> int:
    """Return an amount in whole units of money, rounded half up."""
    return int(amount + Decimal("0.5")) if amount >= 0 else -int(-amount + Decimal("0.5"))
