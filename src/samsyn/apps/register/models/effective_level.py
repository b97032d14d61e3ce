"""EffectiveLevel: what a system must withstand, worked out from all that reaches it."""

from __future__ import annotations

from django.db import models

from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.tenancy.owned import Owned


class EffectiveLevel(Owned):
    """The levels of one system, kept so that lists can show and sort them; never typed.

    A row that is visible to our organisation counts what everybody here may see; where named
    roles see more, and that changes a level or its reason, they have a restricted row beside it.
    `ways` says by aspect how the level came here, `worked_out` what an override hides.
    """

    recorded = False

    system = models.ForeignKey("register.System", models.CASCADE, related_name="+")
    confidentiality = models.PositiveSmallIntegerField(null=True)
    integrity = models.PositiveSmallIntegerField(null=True)
    availability = models.PositiveSmallIntegerField(null=True)
    traceability = models.PositiveSmallIntegerField(null=True)
    ways = models.JSONField(default=dict)
    worked_out = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "visibility"], name="system_reckoned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system_id}: {[getattr(self, aspect) for aspect in Aspect]}"


class LevelReckoning(Owned):
    """Which state of the register an organisation's levels were worked out from.

    `edition` goes up with every change that may alter a level; when `reckoned` is behind it, the
    levels wait to be worked out again.
    """

    recorded = False

    edition = models.PositiveBigIntegerField(default=1)
    reckoned = models.PositiveBigIntegerField(default=0)
    reckoned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="levels_reckoned_as_one")
        ]

    def __str__(self) -> str:
        return f"{self.reckoned} of {self.edition}"
