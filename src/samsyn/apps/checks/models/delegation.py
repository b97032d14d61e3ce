"""Delegation: a person who was asked to take care of one finding."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Delegation(Owned):
    """One finding, assigned to one person instead of the one the rule names."""

    finding = models.ForeignKey("checks.Finding", models.CASCADE, related_name="delegations")
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, verbose_name=_("person"), related_name="+"
    )

    class Meta:
        verbose_name = _("assignment of a finding")
        verbose_name_plural = _("assignments of findings")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "finding"], name="finding_assigned_to_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding} → {self.person}"
