"""Reckon a benefit's worth from assumptions that are kept and shown."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.apps.portfolio.models import Benefit, EffectAssumption, EffectCalculation
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.effects import FACTORS, Assumed, Effect, Factor, flaws_of, reckon
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def reckon_effect(
    actor: Actor,
    *,
    benefit_id: int,
    effect: Effect,
    assumed: Mapping[Factor, Assumed],
    take_over: bool = False,
) -> EffectCalculation:
    """Keep a benefit's calculation of one kind; `take_over` makes the likely effect its worth.

    Raises Refused with everything that is wrong with the assumptions.
    """
    benefit = Benefit.owned_by(actor).select_for_update(of=("self",)).get(pk=benefit_id)
    refuse_if(flaws_of(effect, assumed))
    told = reckon(effect, assumed)
    kept, is_new = EffectCalculation.owned_by(actor).get_or_create(
        benefit=benefit,
        kind=effect.value,
        defaults={"name": benefit.name, "visibility": benefit.visibility},
    )
    kept.name, kept.low, kept.likely, kept.high = benefit.name, told.low, told.likely, told.high
    kept.revision += 0 if is_new else 1
    kept.save()
    EffectAssumption.owned_by(actor).filter(calculation=kept).delete()
    for factor in FACTORS[effect]:
        said = assumed[factor]
        EffectAssumption(
            calculation=kept,
            factor=factor.value,
            low=said.low,
            likely=said.likely,
            high=said.high,
            source=said.source[:300],
            visibility=benefit.visibility,
        ).save()
    if take_over and benefit.yearly_value != told.likely:
        benefit.yearly_value = told.likely
        benefit.revision += 1
        benefit.save(update_fields=["yearly_value", "revision"])
    return kept
