"""Retire a system: the only way a system's life ends in the register."""

from __future__ import annotations

from datetime import date

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.systems import retirement_case
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.retirement import objections_to_retirement
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.SYSTEM_RETIRE)
def retire_system(  # noqa: PLR0913 - what a retirement must say
    actor: Actor,
    *,
    system_id: int,
    on: date,
    reason: str,  # noqa: ARG001 - kept with the act
    replaced_by_id: int | None = None,
    nothing_replaces_it: bool = False,
    information_after: str = "",
) -> System:
    """Mark one system as retired on a day.

    Raises Refused, with every objection, while anything still leans on it.
    """
    system = System.owned_by(actor).select_for_update().get(pk=system_id)
    successor_id = replaced_by_id or system.replaced_by_id
    successor = System.owned_by(actor).filter(pk=successor_id).first() if successor_id else None
    case = retirement_case(
        actor,
        system,
        on=on,
        successor=successor,
        nothing_replaces_it=nothing_replaces_it,
        information_after=information_after or system.information_after,
    )
    refuse_if(objections_to_retirement(case))
    system.stage, system.retired_on, system.replaced_by = System.Stage.RETIRED, on, successor
    system.information_after = case.information_after
    system.revision += 1
    system.save(
        update_fields=["stage", "retired_on", "replaced_by", "information_after", "revision"]
    )
    return system
