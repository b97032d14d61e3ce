"""That two suppliers were found to be one: what became of the one that is gone."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.tenancy.owned import Catalogue


class SupplierMerge(Catalogue):
    """One supplier became part of another; `facts` are those it had on its last day.

    `lost_id` leads to its history, which is kept.
    """

    name = models.CharField(max_length=200)
    survivor = models.ForeignKey("register.Supplier", models.PROTECT, related_name="+")
    lost_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)
    merged_on = models.DateField()

    def __str__(self) -> str:
        return self.name
