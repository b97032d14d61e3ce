"""Where things stand on the register's map, so that people find them there the next time."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class MapPlaces(Owned):
    """The places of one organisation's map, by the keys of its nodes; names are not kept."""

    recorded = False

    grouping = models.CharField(max_length=10, default="none")
    places = models.JSONField(default=dict)
    #: Of these, those that somebody has moved by hand.
    moved = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "grouping"], name="one_map_a_grouping")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.grouping}"
