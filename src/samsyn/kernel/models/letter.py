"""The letter of the day: that an account got it, and what it told, so that nobody gets two."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.models.user import User


class DailyLetter(models.Model):
    """The last letter to one account, about all the organisations it may act for.

    `told` holds the day on which each thing in it was last asked for, by the thing's key.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    day = models.DateField(null=True)
    told = models.JSONField(default=dict)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.user_id} · {self.day}"
