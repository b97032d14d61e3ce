"""Divide a system's cost: who bears how much, in each dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from samsyn.apps.register.models import CostShare, System
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.cost_shares import objections_to_shares
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.use_case import use_case

#: A unit's id or None, the name of who bears it, per cent.
Share = tuple[int | None, str, Decimal]


@use_case(Permission.REGISTER_WRITE)
def divide_cost(actor: Actor, *, system_id: int, shares: Mapping[str, Sequence[Share]]) -> None:
    """Let these shares and no others hold for the dimensions named; none means undivided.

    Raises Refused unless each dimension adds up to the whole. What stays the same isn't touched.
    """
    system = System.owned_by(actor).select_for_update().get(pk=system_id)
    refuse_if(
        objections_to_shares(
            {d: [(name, percent) for _unit, name, percent in borne] for d, borne in shares.items()}
        )
    )
    saved = CostShare.owned_by(actor).filter(system=system, dimension__in=list(shares))
    kept: dict[tuple[str, int | None, str], CostShare] = {
        (one.dimension, one.unit_id, one.label): one for one in saved
    }
    for dimension, borne in shares.items():
        for unit_id, name, percent in borne:
            label = "" if unit_id else name
            share = kept.pop((dimension, unit_id, label), None)
            is_new = share is None
            if share is None:
                share = CostShare(
                    organisation_id=actor.organisation_id,
                    visibility=system.visibility,
                    system=system,
                    dimension=dimension,
                    unit_id=unit_id,
                    label=label,
                )
            if is_new or share.percent != percent:
                share.percent = percent
                share.save()
    CostShare.owned_by(actor).filter(pk__in=[one.pk for one in kept.values()]).delete()
