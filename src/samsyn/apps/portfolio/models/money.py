"""Funds, what each may spend in a fiscal year, and what initiatives cost year by year."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun


class Fund(Noun):
    """A pot of money that initiatives are paid from."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    class Kind(models.TextChoices):
        """Whose money it is."""

        OWN = "own", _("Our own budget")
        INVESTMENT = "investment", _("Investment budget")
        GRANT = "grant", _("Grant from outside")
        JOINT = "joint", _("Joint with neighbours")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OWN)
    owner = ResponsibleField(_("owner"))
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="fund_named_once",
                violation_error_message=_("There is a fund with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Allocation(Noun):
    """What a fund may spend in one fiscal year. An empty limit is no limit."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=140, blank=True, editable=False)
    fund = models.ForeignKey(
        Fund, models.CASCADE, verbose_name=_("fund"), related_name="allocations"
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    one_off = MoneyField(_("one-off money"), null=True, blank=True)
    running = MoneyField(_("running money"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fund", "fiscal_year"],
                name="allocation_once_a_year",
                violation_error_message=_("This fund has an allocation for that year already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by fund and year."""
        self.name = f"{self.fund.name} {self.fiscal_year}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)


class Cost(Noun):
    """What an initiative is expected to cost in one fiscal year, one-off or running."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Kind(models.TextChoices):
        """Whether it comes back every year."""

        ONE_OFF = "one_off", _("One-off")
        RUNNING = "running", _("Running cost")

    name = models.CharField(_("name"), max_length=260, blank=True, editable=False)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("initiative"),
        related_name="costs",
    )
    fund = models.ForeignKey(
        Fund,
        models.PROTECT,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="costs",
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ONE_OFF)
    amount = MoneyField(_("amount"))
    forecast = MoneyField(
        _("forecast"),
        null=True,
        blank=True,
        help_text=_("What we believe today. Empty: as budgeted."),
    )
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by initiative, year and amount, in whole units with spaces between thousands."""
        amount = f"{self.amount:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
        self.name = f"{self.initiative.name} {self.fiscal_year}: {amount}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
