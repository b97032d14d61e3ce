"""Moves between tracks, goals that are served, and meetings that were looked at and let be."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative, Track
from samsyn.kernel.tenancy.part import Part


class TrackMove(Part):
    """An initiative was moved to another track: when, and why."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="track_moves"
    )
    from_track = models.CharField(_("from track"), max_length=12, choices=Track)
    to_track = models.CharField(_("to track"), max_length=12, choices=Track)
    moved_on = models.DateField(_("moved on"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("move between tracks")
        verbose_name_plural = _("moves between tracks")

    def full_name(self) -> str:
        """Name it by initiative and the two tracks."""
        tracks = f"{self.get_from_track_display()} → {self.get_to_track_display()}"
        return f"{self.initiative.name}: {tracks}"


class InitiativeGoal(Part):
    """An initiative serves a goal or a clause of a steering document, and shifts it how far."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="goals"
    )
    clause = models.ForeignKey(
        "policy.Clause",
        models.PROTECT,
        verbose_name=_("goal or clause"),
        related_name="served_by",
    )
    expected_shift = models.CharField(_("expected shift"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("goal that is served")
        verbose_name_plural = _("goals that are served")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "clause"],
                name="goal_served_once",
                violation_error_message=_("This goal is named already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by its two ends."""
        return f"{self.initiative.name} → {self.clause}"


class MeetingLetBe(Part):
    """Two initiatives meet on a system, a unit or a role, and somebody said why that is fine."""

    first = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("first"), related_name="+")
    second = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("second"), related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500)
    decided_on = models.DateField(_("decided on"))

    class Meta:
        verbose_name = _("meeting that needs no coordination")
        verbose_name_plural = _("meetings that need no coordination")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "first", "second"],
                name="meeting_let_be_once",
                violation_error_message=_("This is said already."),
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="meeting_in_order"),
        ]

    def full_name(self) -> str:
        """Name it by its two ends."""
        return f"{self.first.name} ∥ {self.second.name}"
