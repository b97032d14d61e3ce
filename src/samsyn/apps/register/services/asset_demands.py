"""What one body of information demands, by its levels and by where it is."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.apps.register.models import InformationAsset, System
from samsyn.apps.register.wording.demands import because_in_words, demand_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.demands import Circumstances, Weight, demands
from samsyn.domain.classification.scales import Aspect

_ROUTINES_OWN = {"fallback_described", "fallback_exercised", "more_than_one", "locked_away_too"}


def demands_on(
    actor: Actor, asset: InformationAsset, levels: Mapping[Aspect, int]
) -> list[dict[str, object]]:
    """Return what these levels demand wherever the information lies; nothing of none. One query.

    What depends on how people work is a matter of each routine's own analysis.
    """
    held = System.owned_by(actor).filter(assets=asset).order_by("sort_key", "pk")
    kinds = InformationAsset.PersonalData
    found = Circumstances(
        levels=levels,
        personal=asset.personal_data in (kinds.ORDINARY, kinds.SENSITIVE),
        sensitive=asset.personal_data == kinds.SENSITIVE,
        systems=tuple(held.values_list("name", flat=True)[:20]),
    )
    return [
        {
            "text": demand_in_words(demand.code),
            "must": demand.weight is Weight.MUST,
            "because": because_in_words(demand),
        }
        for demand in (demands(found) if levels else ())
        if demand.code not in _ROUTINES_OWN
    ]
