"""Benefits as they were promised, are expected and were measured; and how each was reckoned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from samsyn.apps.portfolio.models import (
    Benefit,
    EffectAssumption,
    EffectCalculation,
    Measurement,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.realisation import Moment, moments_of, progress
from samsyn.kernel.asking import Asking, ready

_TOLD_OF = (State.IDEA, State.STOPPED)


@dataclass(frozen=True, slots=True)
class Realised:
    """One benefit with its measurements, the newest first, and when it is to be measured."""

    benefit: Benefit
    measurements: tuple[Measurement, ...]
    moments: tuple[Moment, ...]

    @property
    def latest(self) -> Measurement | None:
        """What was measured last."""
        return self.measurements[0] if self.measurements else None

    @property
    def measured_worth(self) -> Decimal | None:
        """What it was worth when it was last measured in money."""
        worths = (m.yearly_value for m in self.measurements if m.yearly_value is not None)
        return next(worths, None)

    @property
    def gone(self) -> int | None:
        """How much of the way to its target it has come, in per cent."""
        value = next((m.value for m in self.measurements if m.value is not None), None)
        return progress(self.benefit.baseline, self.benefit.target, value)


def realised(actor: Actor, benefits: Iterable[Benefit]) -> list[Realised]:
    """Return benefits with what was measured; one query. Wants their initiatives at hand."""
    rows = list(benefits)
    found: dict[int, list[Measurement]] = defaultdict(list)
    for row in _measured(actor).filter(benefit__in=[row.pk for row in rows]):
        found[row.benefit_id].append(row)
    return [_realised(benefit, found[benefit.pk]) for benefit in rows]


def realised_of(actor: Actor, benefit: Benefit) -> Asking[Realised]:
    """Ask for what was measured of one benefit. Wants its initiative at hand by then."""
    (found,) = yield [ready(_measured_of, actor, benefit=benefit.pk)]
    return _realised(benefit, found)


def _measured(actor: Actor) -> QuerySet[Measurement]:
    return Measurement.owned_by(actor).select_related("measured_by").order_by("-measured_on")


def _measured_of(actor: Actor, benefit: int) -> QuerySet[Measurement]:
    return _measured(actor).filter(benefit=benefit)


def _realised(benefit: Benefit, found: Sequence[Measurement]) -> Realised:
    moments = moments_of(begins_on(benefit), (m.measured_on for m in found))
    return Realised(benefit, tuple(found), tuple(moments))


def begins_on(benefit: Benefit) -> date | None:
    """Return from when the benefit is to be seen: as said, or from delivery."""
    return benefit.expected_from or benefit.initiative.delivered_on


def whole_portfolio(actor: Actor) -> list[Realised]:
    """Return all benefits of what was not stopped and is more than an idea; two queries."""
    rows = Benefit.owned_by(actor).exclude(initiative__state__in=_TOLD_OF)
    return realised(
        actor,
        rows.select_related("initiative", "owner").order_by(
            "initiative__sort_key", "initiative_id", "sort_key", "pk"
        ),
    )


def calculations_of(
    actor: Actor, benefit: Benefit
) -> Asking[list[tuple[EffectCalculation, list[EffectAssumption]]]]:
    """Ask for how a benefit was reckoned, each calculation with its assumptions."""
    rows, assumed = yield [
        ready(_calculations, actor, benefit=benefit.pk),
        ready(_assumptions, actor, benefit=benefit.pk),
    ]
    return [(row, [one for one in assumed if one.calculation_id == row.pk]) for row in rows]


def _calculations(actor: Actor, benefit: int) -> QuerySet[EffectCalculation]:
    return EffectCalculation.owned_by(actor).filter(benefit=benefit).order_by("kind")


def _assumptions(actor: Actor, benefit: int) -> QuerySet[EffectAssumption]:
    rows = EffectAssumption.owned_by(actor).filter(calculation__benefit=benefit)
    return rows.order_by("pk")
