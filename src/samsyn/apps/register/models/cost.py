"""What a system costs, and who bears how much of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class CostKind(models.TextChoices):
    """What is paid for."""

    ACQUISITION = "acquisition", _("Acquisition")
    LICENCE = "licence", _("Licences")
    OPERATION = "operation", _("Operation")
    MAINTENANCE = "maintenance", _("Maintenance and support")
    DEVELOPMENT = "development", _("Development")
    OTHER = "other", _("Other costs")


class SystemCost(Noun):
    """One year's cost of one kind for one system."""

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    system = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("system"), related_name="costs"
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CostKind, default=CostKind.OPERATION)
    amount = MoneyField(_("amount"))
    account = models.CharField(_("account"), max_length=60, blank=True)
    agreement = models.ForeignKey(
        "register.Agreement",
        models.SET_NULL,
        verbose_name=_("agreement"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("system's cost")
        verbose_name_plural = _("systems' costs")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by system, year and kind."""
        self.name = f"{self.system.name} · {self.year} · {self.get_kind_display()}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its system."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.system)
        super().save(*args, **options)


class CostShare(Noun):
    """How much of a system's cost one unit, activity or project bears, in one dimension."""

    class Dimension(models.TextChoices):
        """By what the cost is divided; each dimension adds up to the whole."""

        UNIT = "unit", _("Unit")
        ACTIVITY = "activity", _("Activity")
        PROJECT = "project", _("Project")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    system = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("system"), related_name="shares"
    )
    dimension = models.CharField(
        _("dimension"), max_length=8, choices=Dimension, default=Dimension.UNIT
    )
    unit = belonging_unit(_("unit"))
    label = models.CharField(
        _("activity or project"), max_length=200, blank=True, help_text=_("Its name or code.")
    )
    percent = models.DecimalField(
        _("per cent"),
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("share of a cost")
        verbose_name_plural = _("shares of costs")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Demand a unit for the dimension of units, and a label for the others."""
        if self.dimension == self.Dimension.UNIT and not self.unit_id:
            raise ValidationError({"unit": _("Say which unit.")})
        if self.dimension != self.Dimension.UNIT and not self.label.strip():
            raise ValidationError({"label": _("Say which activity or project.")})

    def name_it(self) -> None:
        """Name it by the system and who bears it."""
        bearer = self.unit.name if self.unit else self.label
        self.name = f"{self.system.name} · {bearer}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its system."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.system)
        super().save(*args, **options)
