"""Runs of the engine: how far each has come, how good it is, and what it placed where."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class PlanRun(Owned):
    """One run on one plan; the latest with a picture is the plan as it stands."""

    recorded = False

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")

    plan = models.ForeignKey("roadmap.Plan", models.CASCADE, related_name="runs")
    scenario = models.ForeignKey("roadmap.Scenario", models.CASCADE, null=True, related_name="runs")
    """None: the plan itself."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    wanted_seconds = models.FloatField(default=0)
    task_id = models.BigIntegerField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, blank=True)
    gap = models.FloatField(null=True)
    seconds = models.FloatField(default=0)
    objective = models.JSONField(default=list)
    picture = models.JSONField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        indexes = [models.Index(fields=["organisation", "plan", "-id"], name="run_latest")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.pk}"

    @property
    def is_at_work(self) -> bool:
        """Tell whether it may still find something better."""
        return self.state in {self.State.WAITING, self.State.RUNNING}


class PlannedActivity(Owned):
    """One phase as the latest run of a plan places it."""

    recorded = False

    run = models.ForeignKey(PlanRun, models.CASCADE, related_name="activities")
    initiative = models.ForeignKey(
        "portfolio.Initiative", models.CASCADE, related_name="planned_activities"
    )
    phase = models.ForeignKey("portfolio.Phase", models.CASCADE, related_name="planned_activities")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("planned activity")
        verbose_name_plural = _("planned activities")

    def __str__(self) -> str:
        return f"{self.phase_id} {self.starts_on}"
