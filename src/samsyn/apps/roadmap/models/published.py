"""Published roadmaps: what was decided, when, by whom and why. Written once, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned
from samsyn.kernel.tenancy.walls import RowSecurity


class PublishedRoadmap(Owned):
    """One decided version. The database lets it be added and never edited."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey("roadmap.Plan", models.PROTECT, related_name="published")
    version = models.PositiveIntegerField(_("version"))
    decided_by = models.CharField(_("decided by"), max_length=150)
    decided_on = models.DateField(_("decided on"))
    reason = models.TextField(_("why"), blank=True)
    picture = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("published roadmap")
        verbose_name_plural = _("published roadmaps")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="version_published_once"
            ),
            RowSecurity(name="roadmap_publishedroadmap_rls_wall", append_only=True),
        ]

    def __str__(self) -> str:
        return str(self.version)
