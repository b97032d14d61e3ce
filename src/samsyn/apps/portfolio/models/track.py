"""How an organisation steers one of the three tracks, where that differs from the method."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.kernel.fields import PercentField
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
    owned_by_political = models.BooleanField(_("may be owned by the political level"), default=True)
    owned_by_executive = models.BooleanField(
        _("may be owned by the executive management"), default=True
    )
    owned_by_department = models.BooleanField(_("may be owned by a department"), default=True)
    owned_by_it = models.BooleanField(
        _("may be owned by the IT or digitalisation unit"), default=True
    )
    asks_problem = models.BooleanField(_("asks for the problem"), default=True)
    asks_benefit = models.BooleanField(_("asks for a benefit"), default=True)
    asks_ambition = models.BooleanField(_("asks for a decided ambition"), default=False)
    asks_legal_ground = models.BooleanField(_("asks for a legal ground"), default=False)
    asks_risk = models.BooleanField(_("asks for the risk"), default=False)
    asks_running_cost = models.BooleanField(_("asks for the running cost"), default=False)
    asks_stop_rule = models.BooleanField(_("asks for a stop rule"), default=False)
    status_days = models.PositiveSmallIntegerField(
        _("days between status reports"), default=30, validators=[MinValueValidator(1)]
    )
    least_share = PercentField(
        _("least share of people's time"), null=True, blank=True, help_text=_("Per cent a year.")
    )
    most_share = PercentField(
        _("largest share of people's time"),
        null=True,
        blank=True,
        help_text=_("Per cent a year: so that mandated work cannot eat everything."),
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
