"""The register as a file that took its time to make, kept for the person who asked."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class RegisterFile(Owned):
    """One PDF of the register or a part of it; thrown away when the next is asked for."""

    recorded = False

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=4, blank=True)
    controller = models.CharField(max_length=20, blank=True)
    task = models.ForeignKey("kernel.Task", models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.controller}"
