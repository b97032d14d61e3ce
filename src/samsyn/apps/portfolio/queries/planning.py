"""Everything the roadmap needs about initiatives, in six queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from samsyn.apps.portfolio.models import (
    Allocation,
    AmbitionOption,
    Dependency,
    Effort,
    Initiative,
    Phase,
    TrackPolicy,
)
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
    ambition: str = ""
    """The only level of ambition that has it; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbitionToPlan:
    """One level that an initiative could be done at; money in whole units."""

    level: str
    one_off_cost: int
    yearly_cost: int
    yearly_benefit: int


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
    ambition: str = ""
    """The level that is decided; empty while it is open."""
    options: tuple[AmbitionToPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """`after` starts at least `lag`, at most `most` weeks after `before` has finished."""

    before: int
    after: int
    lag: int
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackShare:
    """How much of people's time a track takes at least and at most in a year, in per cent."""

    track: str
    least: int
    most: int | None


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
    either: tuple[tuple[int, int], ...] = ()
    """Pairs of which only one is done."""
    coordinated: tuple[tuple[int, int], ...] = ()
    shares: tuple[TrackShare, ...] = ()


def portfolio_to_plan(actor: Actor) -> PortfolioToPlan:
    """Return all initiatives that have phases and are proposed, decided or running."""
    phases = _phases(actor)
    rows = with_figures(
        actor, Initiative.owned_by(actor).filter(state__in=PLANNABLE).order_by("pk")
    )
    options = _options(actor)
    initiatives = tuple(
        _initiative(row, phases[row.pk], options.get(row.pk, ())) for row in rows if phases[row.pk]
    )
    known = {initiative.pk for initiative in initiatives}
    kinds = {
        kind: tuple(wait for wait in waits if {wait.before, wait.after} <= known)
        for kind, waits in _waits(actor).items()
    }
    return PortfolioToPlan(
        initiatives=initiatives,
        waits=kinds[Dependency.Kind.FINISH_TO_START],
        limits=_limits(actor),
        either=tuple((w.before, w.after) for w in kinds[Dependency.Kind.EITHER]),
        coordinated=tuple((w.before, w.after) for w in kinds[Dependency.Kind.COORDINATE]),
        shares=_shares(actor),
    )


def _options(actor: Actor) -> Mapping[int, tuple[AmbitionToPlan, ...]]:
    """Return the described levels by initiative, the lowest first."""
    order = list(Initiative.Ambition.values)
    rows = AmbitionOption.owned_by(actor).filter(initiative__state__in=PLANNABLE)
    found: dict[int, list[AmbitionToPlan]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.initiative_id, order.index(row.level))):
        found[row.initiative_id].append(
            AmbitionToPlan(
                level=row.level,
                one_off_cost=whole(row.one_off_cost),
                yearly_cost=whole(row.yearly_cost),
                yearly_benefit=whole(row.yearly_benefit),
            )
        )
    return {initiative: tuple(options) for initiative, options in found.items()}


def _shares(actor: Actor) -> tuple[TrackShare, ...]:
    rows = TrackPolicy.owned_by(actor).order_by("track")
    return tuple(
        TrackShare(
            track=row.track,
            least=row.least_share or 0,
            most=row.most_share,
        )
        for row in rows
        if row.least_share or row.most_share is not None
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
                ambition=row.ambition,
            )
        )
    return found


def _initiative(
    row: Any,  # noqa: ANN401 - annotated row
    phases: list[PhaseToPlan],
    options: tuple[AmbitionToPlan, ...],
) -> InitiativeToPlan:
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
        phases=_with_option_costs(phases, options, whole(row.one_off_cost)),
        ambition=row.ambition,
        options=options,
    )


def _with_option_costs(
    phases: list[PhaseToPlan], options: tuple[AmbitionToPlan, ...], estimate: int
) -> tuple[PhaseToPlan, ...]:
    """Spread each level's estimate over its own phases, and the initiative's over the others."""
    known = {option.level: option.one_off_cost for option in options}
    spread: dict[int, PhaseToPlan] = {}
    for level in dict.fromkeys(phase.ambition for phase in phases):
        mine = [phase for phase in phases if phase.ambition == level]
        amount = known.get(level, 0) if level else estimate
        spread |= {phase.pk: phase for phase in _with_costs(mine, amount)}
    return tuple(spread[phase.pk] for phase in phases)


def _with_costs(phases: list[PhaseToPlan], estimate: int) -> tuple[PhaseToPlan, ...]:
    """Spread the initiative's estimate over its weeks while no phase says what it costs."""
    weeks = sum(phase.weeks for phase in phases)
    if not estimate or not weeks or any(phase.cost for phase in phases):
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
                ambition=phase.ambition,
            )
        )
    return tuple(spread)


def _waits(actor: Actor) -> dict[str, list[Wait]]:
    """Return what binds two initiatives, by kind."""
    found: dict[str, list[Wait]] = {kind: [] for kind in Dependency.Kind}
    rows = Dependency.owned_by(actor).order_by("pk")
    for kind, before, after, lag, most in rows.values_list(
        "kind", "before", "after", "lag_weeks", "most_weeks"
    ):
        found[kind].append(Wait(before=before, after=after, lag=lag, most=most))
    return found


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
