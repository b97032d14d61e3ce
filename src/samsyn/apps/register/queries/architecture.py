"""What an architecture model tells of a register beside its map, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from samsyn.kernel.tenancy.owned import Owned

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Architecture:
    """Our own rows that the actor may see, as plain values; links only between those."""

    map: RegisterMap
    systems: Sequence[Row]
    routines: Sequence[Row]
    units: Sequence[Row]
    parties: Sequence[Row]
    assets: Sequence[Row]
    sites: Sequence[Row]
    suppliers: Sequence[Row]
    flows: Sequence[Row]
    uses: Sequence[Row]
    rights: Sequence[Row]
    held: list[tuple[int, int]]
    served: list[tuple[int, int]]
    roles: dict[int | None, str]


_SYSTEM = (
    "pk", "name", "purpose", "stage", "criticality", "unit_id", "hosted_on_id", "site_id",
    "local_id", "version", "hosting_country", "rto_hours", "mtpd_hours", "owner_id",
    "product__name", "product__supplier_id",
)  # fmt: skip
_ROUTINE = ("pk", "name", "purpose", "kind", "unit_id", "mtpd_hours", "owner_id")
_ASSET = ("pk", "name", "description", "personal_data", "owner_id")
_SITE = ("pk", "name", "address", "country", "operator_id")


def architecture(actor: Actor) -> Architecture:
    """Read everything that the model is made of."""
    systems, sites = _rows(System, actor, *_SYSTEM), _rows(Site, actor, *_SITE)
    delivering = {row["product__supplier_id"] for row in systems}
    delivering |= {row["operator_id"] for row in sites}
    suppliers = Supplier.visible_to(actor).filter(pk__in=delivering - {None}).order_by("pk")
    rights = _rows(RoutineRight, actor, "pk", "routine_id", "asset_id", "verb")
    held = SystemInformation.owned_by(actor).order_by("pk")
    served = SystemUnit.owned_by(actor).order_by("pk")
    return Architecture(
        map=register_map(actor),
        systems=systems,
        routines=_rows(Routine, actor, *_ROUTINE),
        units=_rows(Unit, actor, "pk", "name", "parent_id"),
        parties=_rows(OutsideParty, actor, "pk", "name", "notes", "supplier_id"),
        assets=_rows(InformationAsset, actor, *_ASSET),
        sites=sites,
        suppliers=list(suppliers.values("pk", "name", "org_number", "country")),
        flows=_rows(InformationFlow, actor, "pk", "purpose", "frequency"),
        uses=_rows(RoutineSystem, actor, "pk", "routine_id", "system_id"),
        rights=[row for row in rights if row["asset_id"] is not None],
        held=list(held.values_list("system_id", "asset_id")),
        served=list(served.values_list("system_id", "unit_id")),
        roles=_roles(actor),
    )


def _rows(model: type[Owned], actor: Actor, *columns: str) -> list[Row]:
    return list(model.owned_by(actor).order_by("pk").values(*columns))


def _roles(actor: Actor) -> dict[int | None, str]:
    """Return what people are, by person: a model names roles, never people."""
    held = Assignment.owned_by(actor).exclude(until__lt=clock.today())
    rows = held.order_by("-share", "pk").values_list("person_id", "role__name")
    found: dict[int | None, str] = {}
    for person, role in rows:
        found.setdefault(person, role)
    return found
