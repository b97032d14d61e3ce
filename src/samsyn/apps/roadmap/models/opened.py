"""Roadmaps that everybody may read: of one published version, only what was chosen for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class OpenedRoadmap(Owned):
    """One version shown to everybody, until it is withdrawn.

    The row is public while it is shown and closed afterwards; it holds nothing but what is shown.
    """

    search_fields: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(
        "roadmap.PublishedRoadmap", models.PROTECT, related_name="opened", verbose_name=_("version")
    )
    words = models.TextField(_("what we want to say about it"), blank=True)
    lines = models.JSONField(default=list)
    """Name, track, and the first days of begin and use, of each initiative that is shown."""
    opened_on = models.DateField(_("shown since"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)

    class Meta:
        verbose_name = _("public roadmap")
        verbose_name_plural = _("public roadmaps")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_roadmap_is_public",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}"
