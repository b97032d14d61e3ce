"""What acts of the register would object to when a file makes the same change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.systems import retirement_case
from samsyn.apps.register.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.retirement import objections_to_retirement
from samsyn.kernel import clock

_FIELDS = {"on": "retired_on"}


def retiring(actor: Actor, system: System, before: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield why a file may not retire a system: all that the act “Retire” would object to."""
    if system.stage != System.Stage.RETIRED or before["stage"] == System.Stage.RETIRED:
        return
    asked = System(pk=system.pk, stage=before["stage"])
    for name in ("organisation_id", "production_on", "pilot_on", "planned_on"):
        setattr(asked, name, getattr(system, name))
    case = retirement_case(
        actor,
        asked,
        on=system.retired_on or clock.today(),
        successor=system.replaced_by,
        nothing_replaces_it=False,
        information_after=system.information_after,
    )
    for objection in objections_to_retirement(case):
        yield _FIELDS.get(objection.field, objection.field) or "stage", explain(objection)
