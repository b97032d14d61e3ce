"""Change what an organisation says about itself."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Organisation
from samsyn.kernel.use_case import use_case

CHANGEABLE = (
    "name",
    "org_number",
    "code",
    "country",
    "language",
    "fiscal_year_start",
    "population",
    "employees",
)


@use_case(Permission.ACCESS_MANAGE)
def change_settings(actor: Actor, *, values: Mapping[str, object], reason: str = "") -> None:  # noqa: ARG001 - kept with the act
    """Write the values of the CHANGEABLE fields; its address and its kind are not among them."""
    changes = {name: values[name] for name in CHANGEABLE if name in values}
    Organisation.objects.filter(pk=actor.organisation_id).update(**changes)
