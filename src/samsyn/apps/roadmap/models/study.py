"""Studies of a plan: what would help, what stands in the way, and how sure the dates are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Study(Owned):
    """One question put to the engine about a plan as it stood; the answer is kept as data."""

    recorded = False

    class Kind(models.TextChoices):
        """What was asked."""

        HELP = "help", _("What would help")
        CONFLICT = "conflict", _("What stands in the way")
        RISK = "risk", _("How sure the dates are")

    plan = models.ForeignKey("roadmap.Plan", models.CASCADE, related_name="studies")
    scenario = models.ForeignKey(
        "roadmap.Scenario", models.CASCADE, null=True, related_name="studies"
    )
    run = models.ForeignKey("roadmap.PlanRun", models.CASCADE, null=True, related_name="studies")
    kind = models.CharField(max_length=10, choices=Kind)
    fingerprint = models.CharField(max_length=64, blank=True)
    task_id = models.BigIntegerField(null=True)
    answer = models.JSONField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        indexes = [
            models.Index(fields=["organisation", "plan", "kind", "-id"], name="study_latest")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}"
