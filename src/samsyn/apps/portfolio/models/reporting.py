"""How initiatives are getting on: status reports, and the hours people gave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.part import Part

HOURS_IN_A_WEEK = 168


class StatusReport(Part):
    """How one initiative stands on one day, in two minutes."""

    class Light(models.TextChoices):
        """How well it goes."""

        GREEN = "green", _("As planned")
        YELLOW = "yellow", _("Needs watching")
        RED = "red", _("Needs a decision")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="status_reports"
    )
    reported_on = models.DateField(_("reported on"))
    reporter = ResponsibleField(_("reported by"))
    overall = models.CharField(_("all in all"), max_length=6, choices=Light)
    time = models.CharField(_("time"), max_length=6, choices=Light, blank=True)
    money = models.CharField(_("money"), max_length=6, choices=Light, blank=True)
    result = models.CharField(_("result"), max_length=6, choices=Light, blank=True)
    done = MarkdownField(_("what has happened"), blank=True)
    coming = MarkdownField(_("what comes next"), blank=True)
    help_needed = MarkdownField(_("what help is needed, and from whom"), blank=True)
    expected_finish = models.DateField(_("expected to be finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "reported_on"],
                name="status_reported_once_a_day",
                violation_error_message=_("There is a report of that day already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by initiative and day."""
        return f"{self.initiative.name} · {self.reported_on:%Y-%m-%d}"


class TimeReport(Part):
    """The hours one person gave one initiative in one week."""

    person = models.ForeignKey(
        "organisation.Person",
        models.PROTECT,
        verbose_name=_("person"),
        related_name="time_reports",
    )
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="time_reports"
    )
    week = models.DateField(_("week"), help_text=_("Any day of it; it is kept as its Monday."))
    hours = models.DecimalField(
        _("hours"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(HOURS_IN_A_WEEK)],
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("time report")
        verbose_name_plural = _("time reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "initiative", "week"],
                name="time_reported_once_a_week",
                violation_error_message=_("This week is reported already."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "initiative", "week"], name="time_by_initiative")
        ]

    def full_name(self) -> str:
        """Name it by person, initiative and week."""
        return f"{self.person} · {self.initiative.name} · {self.week:%G-W%V}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Keep the week as its Monday."""
        self.week -= timedelta(days=self.week.weekday())
        super().save(*args, **options)
