"""Money from outside, and what was really spent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.apps.portfolio.models.money import Cost, Fund
from samsyn.kernel.fields import MarkdownField, MoneyField, PercentField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class GrantApplication(Noun):
    """Money that is applied for: until when, by which rules, and how it went."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "funder")

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("To be applied for")
        APPLIED = "applied", _("Applied for")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        REPORTED = "reported", _("Reported back")
        GIVEN_UP = "given_up", _("Not applied for")

    name = models.CharField(_("name"), max_length=200)
    funder = models.CharField(_("who gives the money"), max_length=200)
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="grant_applications",
    )
    fund = models.ForeignKey(
        Fund,
        models.PROTECT,
        verbose_name=_("fund it goes into"),
        null=True,
        blank=True,
        related_name="grant_applications",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    owner = ResponsibleField(_("owner"))
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    answer_expected_on = models.DateField(_("answer expected"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    spend_by = models.DateField(_("spend by"), null=True, blank=True)
    report_by = models.DateField(_("report by"), null=True, blank=True)
    asked = MoneyField(_("amount applied for"), null=True, blank=True)
    granted = MoneyField(_("amount granted"), null=True, blank=True)
    own_share = PercentField(_("own share of the cost"), null=True, blank=True)
    rules = MarkdownField(_("rules"), blank=True, help_text=_("What it may be used for."))

    class Meta:
        verbose_name = _("grant application")
        verbose_name_plural = _("grant applications")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="grant_application_named_once",
                violation_error_message=_("There is an application with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Expense(Part):
    """Money that was spent on an initiative, as booked."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="expenses"
    )
    fund = models.ForeignKey(
        Fund,
        models.PROTECT,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="expenses",
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    kind = models.CharField(_("kind"), max_length=8, choices=Cost.Kind, default=Cost.Kind.ONE_OFF)
    booked_on = models.DateField(_("booked on"))
    amount = MoneyField(_("amount"))
    reference = models.CharField(
        _("reference"), max_length=100, blank=True, help_text=_("Its number in the ledger.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"],
                condition=~models.Q(reference=""),
                name="expense_booked_once",
                violation_error_message=_("An expense with this reference is there already."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "fund", "fiscal_year"], name="expense_by_fund")
        ]

    def full_name(self) -> str:
        """Name it by initiative, day and amount."""
        amount = f"{self.amount:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
        return f"{self.initiative.name} {self.booked_on:%Y-%m-%d}: {amount}"
