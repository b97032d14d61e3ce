"""What the register knows about suppliers: which may be the same, and which we have to do with."""

from __future__ import annotations

from samsyn.apps.register.models import (
    Agreement,
    AgreementParty,
    OutsideParty,
    Site,
    Supplier,
    System,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.same_supplier import Entry, Pair, pairs


def entry_of(supplier: Supplier) -> Entry:
    """Return a supplier as it is compared with others."""
    former = [name.strip() for name in supplier.former_names.split(",")]
    return Entry(
        pk=supplier.pk,
        name=supplier.name,
        country=supplier.country,
        number=supplier.org_number,
        names=tuple(name for name in (supplier.legal_name, *former) if name),
    )


def alike(actor: Actor) -> list[Pair]:
    """Return every two suppliers of the catalogue that may be one."""
    return pairs([entry_of(one) for one in Supplier.visible_to(actor).order_by("pk")])


def ours(actor: Actor) -> frozenset[int]:
    """Return the suppliers that our own organisation has to do with."""
    found: set[int | None] = set()
    found.update(System.owned_by(actor).values_list("product__supplier_id", flat=True))
    for model, field in (
        (Agreement, "supplier_id"),
        (AgreementParty, "supplier_id"),
        (OutsideParty, "supplier_id"),
        (Site, "operator_id"),
    ):
        found.update(model.owned_by(actor).values_list(field, flat=True))
    return frozenset(pk for pk in found if pk)
