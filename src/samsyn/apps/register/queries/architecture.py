"""What an architecture model tells of a register beside its map, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samsyn.apps.organisation.public import Assignment, Unit
from samsyn.apps.register.models import (
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineRight,
    RoutineSystem,
    Site,
    Supplier,
    System,
    SystemInformation,
    SystemUnit,
)
from samsyn.apps.register.queries.map import register_map
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.map import RegisterMap
from samsyn.kernel import clock

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Architecture:
    """Our own rows that the actor may see, as plain values; links only between those."""

    map: RegisterMap
    systems: list[Row]
    routines: list[Row]
    units: list[Row]
    parties: list[Row]
    assets: list[Row]
    sites: list[Row]
    suppliers: list[Row]
    flows: list[Row]
    uses: list[Row]
    rights: list[Row]
    held: list[tuple[int, int]]
    served: list[tuple[int, int]]
    roles: dict[int | None, str]


def architecture(actor: Actor) -> Architecture:
    """Read everything that the model is made of."""
    systems = list(
        System.owned_by(actor)
        .order_by("pk")
        .values(
            "pk", "name", "purpose", "stage", "criticality", "unit_id", "hosted_on_id", "site_id",
            "local_id", "version", "hosting_country", "rto_hours", "mtpd_hours",
            "owner_id", "product__name", "product__supplier_id",
        )
    )  # fmt: skip
    parties = list(
        OutsideParty.owned_by(actor).order_by("pk").values("pk", "name", "notes", "supplier_id")
    )
    sites = list(
        Site.owned_by(actor)
        .order_by("pk")
        .values("pk", "name", "address", "country", "operator_id")
    )
    suppliers = {row["product__supplier_id"] for row in systems}
    suppliers |= {row["operator_id"] for row in sites}
    return Architecture(
        map=register_map(actor),
        systems=systems,
        routines=list(
            Routine.owned_by(actor)
            .order_by("pk")
            .values("pk", "name", "purpose", "kind", "unit_id", "mtpd_hours", "owner_id")
        ),
        units=list(Unit.owned_by(actor).order_by("pk").values("pk", "name", "parent_id")),
        parties=parties,
        assets=list(
            InformationAsset.owned_by(actor)
            .order_by("pk")
            .values("pk", "name", "description", "personal_data", "owner_id")
        ),
        sites=sites,
        suppliers=list(
            Supplier.visible_to(actor)
            .filter(pk__in=suppliers - {None})
            .order_by("pk")
            .values("pk", "name", "org_number", "country")
        ),
        flows=list(
            InformationFlow.owned_by(actor).order_by("pk").values("pk", "purpose", "frequency")
        ),
        uses=list(
            RoutineSystem.owned_by(actor).order_by("pk").values("pk", "routine_id", "system_id")
        ),
        rights=list(
            RoutineRight.owned_by(actor)
            .filter(asset__isnull=False)
            .order_by("pk")
            .values("pk", "routine_id", "asset_id", "verb")
        ),
        held=list(
            SystemInformation.owned_by(actor).order_by("pk").values_list("system_id", "asset_id")
        ),
        served=list(SystemUnit.owned_by(actor).order_by("pk").values_list("system_id", "unit_id")),
        roles=_roles(actor),
    )


def _roles(actor: Actor) -> dict[int | None, str]:
    """Return what people are, by person: a model names roles, never people."""
    held = Assignment.owned_by(actor).exclude(until__lt=clock.today())
    rows = held.order_by("-share", "pk").values_list("person_id", "role__name")
    found: dict[int | None, str] = {}
    for person, role in rows:
        found.setdefault(person, role)
    return found
