"""Acceptance: somebody lives with a finding, for a reason and until a date."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Acceptance(Owned):
    """Keeps one finding out of the open ones until a date; the day after it is back."""

    finding = models.ForeignKey("checks.Finding", models.CASCADE, related_name="acceptances")
    reason = models.TextField(_("reason"))
    until = models.DateField(_("until"))
    accepted_by = models.CharField(_("accepted by"), max_length=150)
    accepted_on = models.DateField(_("accepted on"))

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "finding"], name="finding_accepted_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding} → {self.until:%Y-%m-%d}"
