"""Plans: over which weeks the portfolio is laid out, and what is fixed beforehand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Noun, Owned

TWO_YEARS = 104
LAST_ISO_WEEK = 52


def this_monday() -> date:
    """Return the Monday of this week."""
    today = clock.today()
    return today - timedelta(days=today.weekday())


class Plan(Noun):
    """What the engine is asked: the horizon, the calendar and how money is counted over time."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first week"), default=this_monday)
    weeks = models.PositiveSmallIntegerField(
        _("weeks"),
        default=TWO_YEARS,
        validators=[MinValueValidator(4), MaxValueValidator(260)],
    )
    discount_rate = models.DecimalField(
        _("discount rate"),
        max_digits=4,
        decimal_places=1,
        default=Decimal("3.5"),
        validators=[MinValueValidator(0), MaxValueValidator(20)],
        help_text=_("Per cent a year: a benefit next year is worth this much less than today."),
    )
    closed_from = models.PositiveSmallIntegerField(
        _("closed from week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_ISO_WEEK)],
        help_text=_("Weeks in which no project works, every year: 28 to 31."),
    )
    closed_until = models.PositiveSmallIntegerField(
        _("closed until week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_ISO_WEEK)],
    )
    keeps_published = models.BooleanField(
        _("stays close to what was published"),
        default=True,
        help_text=_("Among equally good plans, take the one that moves least."),
    )
    counts_on_given = models.BooleanField(
        _("counts on the time people really gave"),
        default=False,
        help_text=_("Whoever has reported less than they promised is planned with that."),
    )
    improve_seconds = models.PositiveSmallIntegerField(
        _("seconds to improve"),
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(3600)],
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="plan_named_once",
                violation_error_message=_("There is a plan with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say what cannot be: one end of the closed weeks without the other, or turned round."""
        first, last = self.closed_from, self.closed_until
        if (first is None) != (last is None):
            place = "closed_until" if last is None else "closed_from"
            raise ValidationError({place: _("Give both weeks, or none.")})
        if first is not None and last is not None and last < first:
            raise ValidationError({"closed_until": _("This is before the first closed week.")})

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Begin on a Monday, as the engine's weeks do."""
        self.starts_on -= timedelta(days=self.starts_on.weekday())
        super().save(*args, **options)


class Pin(Owned):
    """Somebody has fixed a phase to a week of a plan, whatever else the engine would like."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pins")
    phase = models.ForeignKey("portfolio.Phase", models.CASCADE, related_name="pins")
    starts_on = models.DateField(_("starts on"))

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("pins")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "phase"], name="phase_pinned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.phase_id} {self.starts_on}"
