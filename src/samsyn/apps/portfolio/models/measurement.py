"""What benefits turned out to be, and how an effect was reckoned before anybody could measure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.benefit import Benefit
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class Measurement(Part):
    """A benefit looked at some months after it was to begin: the figure, and what it is worth."""

    benefit = models.ForeignKey(
        Benefit, models.CASCADE, verbose_name=_("benefit"), related_name="measurements"
    )
    months_after = models.PositiveSmallIntegerField(
        _("months after delivery"), null=True, blank=True
    )
    measured_on = models.DateField(_("measured on"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    yearly_value = MoneyField(_("worth per year"), null=True, blank=True)
    measured_by = ResponsibleField(_("measured by whom"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("measurement of a benefit")
        verbose_name_plural = _("measurements of benefits")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "benefit", "measured_on"],
                name="benefit_measured_once_a_day",
                violation_error_message=_("There is a measurement on that day already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by benefit and day."""
        return f"{self.benefit.name} · {self.measured_on:%Y-%m-%d}"


class EffectCalculation(Noun):
    """An effect reckoned from assumptions that are shown, each with a lowest and a highest."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("calculation"), max_length=200)
    benefit = models.ForeignKey(
        Benefit,
        models.CASCADE,
        verbose_name=_("benefit"),
        null=True,
        blank=True,
        related_name="calculations",
    )
    kind = models.CharField(_("kind of effect"), max_length=20)
    note = models.CharField(_("note"), max_length=500, blank=True)
    low = MoneyField(_("lowest per year"), null=True, blank=True, editable=False)
    likely = MoneyField(_("likely per year"), null=True, blank=True, editable=False)
    high = MoneyField(_("highest per year"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("effect calculation")
        verbose_name_plural = _("effect calculations")

    def __str__(self) -> str:
        return self.name


class EffectAssumption(Part):
    """One figure a calculation rests on: lowest, likely, highest, and where it comes from."""

    calculation = models.ForeignKey(
        EffectCalculation,
        models.CASCADE,
        verbose_name=_("calculation"),
        related_name="assumptions",
    )
    factor = models.CharField(_("factor"), max_length=40)
    low = models.DecimalField(_("lowest"), max_digits=16, decimal_places=4)
    likely = models.DecimalField(_("likely"), max_digits=16, decimal_places=4)
    high = models.DecimalField(_("highest"), max_digits=16, decimal_places=4)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "calculation", "factor"],
                name="factor_assumed_once",
                violation_error_message=_("This factor has a figure already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by calculation and factor."""
        return f"{self.calculation.name} · {self.factor}"
