"""The weekly mail: that somebody got it, so that nobody gets two, and who has asked for none."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class DigestSent(Owned):
    """One account got one week's mail from one organisation; `week` is its Monday."""

    recorded: ClassVar[bool] = False

    user_id = models.BigIntegerField()
    week = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user_id", "week"], name="digest_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.week}"


class DigestDeclined(Owned):
    """One account wants no weekly mail from one organisation."""

    recorded: ClassVar[bool] = False

    user_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user_id"], name="digest_declined_once")
        ]

    def __str__(self) -> str:
        return str(self.user_id)
