"""How an organisation steers one of the three tracks, where that differs from the method."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.kernel.tenancy.owned import Noun


class TrackPolicy(Noun):
    """Who owns a track, who decides in it, and what is decided next."""

    name = models.CharField(_("name"), max_length=60, blank=True, editable=False)
    track = models.CharField(_("track"), max_length=12, choices=Track)
    owner = ResponsibleField(_("owner of the track"))
    decided_by = models.CharField(_("who decides"), max_length=120, blank=True)
    fixed = models.CharField(
        _("what is fixed"), max_length=300, blank=True, help_text=_("Empty: as the method says.")
    )
    flexible = models.CharField(
        _("what is flexible"), max_length=300, blank=True, help_text=_("Empty: as the method says.")
    )
    next_decision = models.CharField(_("next decision"), max_length=200, blank=True)
    next_decision_on = models.DateField(_("next decision on"), null=True, blank=True)

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "track"],
                name="track_described_once",
                violation_error_message=_("This track is described already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it as its track."""
        self.name = str(Track(self.track).label)
        super().save(*args, **options)
