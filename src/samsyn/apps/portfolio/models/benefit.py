"""Benefits: what an initiative is for, measured against how things were before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun


class Benefit(Noun):
    """One effect that somebody answers for and that can be measured."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "indicator")

    class Kind(models.TextChoices):
        """What it is counted in."""

        ECONOMIC = "economic", _("Economic")
        QUALITY = "quality", _("Quality")

    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("initiative"),
        related_name="benefits",
    )
    name = models.CharField(_("benefit"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.QUALITY)
    owner = ResponsibleField(
        _("owner"), help_text=_("Who sees to it that the benefit is taken home.")
    )
    indicator = models.CharField(
        _("measured by"), max_length=200, blank=True, help_text=_("Hours per case, share done…")
    )
    baseline = models.DecimalField(
        _("value before"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    measured_on = models.DateField(_("value before measured on"), null=True, blank=True)
    expected_from = models.DateField(_("expected from"), null=True, blank=True)
    yearly_value = MoneyField(_("worth per year"), default=0)
    promised_target = models.DecimalField(
        _("promised target"), max_digits=16, decimal_places=4, null=True, blank=True, editable=False
    )
    promised_yearly_value = MoneyField(
        _("promised worth per year"), null=True, blank=True, editable=False
    )
    promised_on = models.DateField(_("promised on"), null=True, blank=True, editable=False)
    goal = models.ForeignKey(
        "policy.Clause",
        models.PROTECT,
        verbose_name=_("goal or clause"),
        null=True,
        blank=True,
        related_name="benefits",
        help_text=_("What the benefit is for in the end."),
    )
    chain = models.TextField(
        _("how one leads to the other"),
        blank=True,
        help_text=_("From what is delivered to the goal, one step a line."),
    )

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self) -> str:
        return self.name
