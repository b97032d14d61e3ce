"""Which needs an initiative answers: many needs may lead to one initiative."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.tenancy.part import Part


class InitiativeNeed(Part):
    """An initiative is an answer, or a part of the answer, to a need."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="needs"
    )
    need = models.ForeignKey(
        "needs.Need", models.CASCADE, verbose_name=_("need"), related_name="answered_by"
    )
    note = models.CharField(_("which part of it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("need that is answered")
        verbose_name_plural = _("needs that are answered")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "need"],
                name="need_answered_once",
                violation_error_message=_("This need is named already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by its two ends."""
        return f"{self.need.name} → {self.initiative.name}"
