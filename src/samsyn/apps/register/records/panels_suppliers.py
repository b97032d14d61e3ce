"""What a supplier's page tells of those that became part of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.text import capfirst

from samsyn.apps.register.models import Supplier, SupplierMerge
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.history import history_of


def supplier_merged(actor: Actor, supplier: Supplier) -> Mapping[str, object] | None:
    """Return each that was merged into this one: what was known of it, and its whole history."""
    record = record_of(Supplier)
    rows = list(SupplierMerge.visible_to(actor).filter(survivor=supplier).order_by("-merged_on"))
    if not rows or record is None:
        return None
    return {
        "merged": [
            {
                "name": one.name,
                "on": one.merged_on,
                "facts": [_fact(name, value) for name, value in one.facts.items()],
                "history": history_of(record, Supplier(pk=one.lost_id), actor),
            }
            for one in rows
        ]
    }


def _fact(name: str, value: object) -> dict[str, str]:
    label = Supplier._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return {"label": capfirst(str(label)), "value": str(value)}
