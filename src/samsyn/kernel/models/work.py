"""Work that takes longer than a page may, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Task(Owned):
    """One piece of background work; a page shows its progress, a person may stop it."""

    recorded = False

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")

    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    user_id = models.BigIntegerField()
    about_id = models.BigIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    stop_wanted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "-id"], name="task_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SavedView(Owned):
    """A list as somebody likes it: its filters, order and columns, under a name."""

    recorded = False

    user_id = models.BigIntegerField()
    slug = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user_id", "slug", "name"], name="view_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
