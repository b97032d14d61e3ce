"""TouchedTable: a table that has changed since the rules watching it were last asked."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class TouchedTable(Owned):
    """Waits for the queued job, which takes all that wait at once: many edits, one asking."""

    recorded = False

    table_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "table_name"], name="touched_table_waits_once"
            )
        ]

    def __str__(self) -> str:
        return self.table_name
