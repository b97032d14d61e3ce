"""What a supplier's page tells of those that became part of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.text import capfirst

from samsyn.apps.register.models import Supplier, SupplierMerge
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, ready, several
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.history import history_of


def supplier_merged(actor: Actor, supplier: Supplier) -> Asking[Mapping[str, object] | None]:
    """Ask for each that was merged into this one: what was known of it, and its whole history."""
    record = record_of(Supplier)
    (rows,) = yield [ready(_merges, actor, survivor=supplier.pk)]
    if not rows or record is None:
        return None
    pasts = yield from several(history_of(record, Supplier(pk=one.lost_id), actor) for one in rows)
    return {
        "merged": [
            {
                "name": one.name,
                "on": one.merged_on,
                "facts": [_fact(name, value) for name, value in one.facts.items()],
                "history": past,
            }
            for one, past in zip(rows, pasts, strict=True)
        ]
    }


def _merges(actor: Actor, survivor: int) -> QuerySet[SupplierMerge]:
    return SupplierMerge.visible_to(actor).filter(survivor=survivor).order_by("-merged_on")


def _fact(name: str, value: object) -> dict[str, str]:
    label = Supplier._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return {"label": capfirst(str(label)), "value": str(value)}
