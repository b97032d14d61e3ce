"""The lines of an agreement: parties, prices, money by year, and follow-ups."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.agreement import Agreement
from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.apps.register.models.cost import CostKind
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class AgreementParty(Noun):
    """One more party: a neighbour under the same agreement, a second supplier."""

    class Part(models.TextChoices):
        """As what it takes part."""

        BUYER = "buyer", _("Buyer")
        SUPPLIER = "supplier", _("Supplier")
        CONTROLLER = "controller", _("Controller of personal data")
        OTHER = "other", _("Other part")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name"), max_length=200)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="parties"
    )
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.BUYER)
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="+",
    )
    neighbour = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("neighbour"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Let it be seen no further than its agreement."""
        self.visibility = narrowest(self.visibility, self.agreement)
        super().save(*args, **options)


class PriceLine(Noun):
    """What one article or service costs under an agreement, for a time.

    The database lets it be seen no further than its agreement (`price_reach`): lists are long.
    """

    search_fields: ClassVar[tuple[str, ...]] = ("name", "article_number")

    name = models.CharField(_("description"), max_length=300)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="prices"
    )
    article_number = models.CharField(_("article number"), max_length=80, blank=True)
    unit = models.CharField(
        _("per"), max_length=40, blank=True, help_text=_("Piece, hour, month, user.")
    )
    price = models.DecimalField(
        _("price"), max_digits=16, decimal_places=4, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreed price")
        verbose_name_plural = _("agreed prices")
        indexes = [
            models.Index(
                fields=["organisation", "agreement", "article_number"], name="price_by_article"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a price that ends before it begins."""
        self.currency = self.currency.strip().upper()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("It cannot end before it begins.")})


class AgreementCost(Noun):
    """What an agreement was planned to cost, or did cost, one year."""

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="costs"
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CostKind, default=CostKind.OPERATION)
    unit = belonging_unit(_("paid by unit"))
    account = models.CharField(_("account"), max_length=60, blank=True)
    planned = MoneyField(_("planned"), null=True, blank=True)
    actual = MoneyField(_("actual"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement's cost")
        verbose_name_plural = _("agreements' costs")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by agreement, year and kind."""
        self.name = f"{self.agreement.name} · {self.year} · {self.get_kind_display()}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its agreement."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.agreement)
        super().save(*args, **options)


class FollowUp(Noun):
    """One look at whether an agreement gives what it promised: planned, then done."""

    class Result(models.TextChoices):
        """What was found."""

        KEPT = "kept", _("Kept")
        REMARKS = "remarks", _("Kept, with remarks")
        BROKEN = "broken", _("Not kept")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "conclusion")

    name = models.CharField(_("what is followed up"), max_length=300)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="follow_ups"
    )
    planned_on = models.DateField(_("planned for"))
    responsible = ResponsibleField(_("who does it"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=8, choices=Result, blank=True)
    conclusion = MarkdownField(_("conclusion"), blank=True)
    report = models.URLField(_("report"), blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Demand a result of what was done."""
        if self.done_on and not self.result:
            raise ValidationError({"result": _("Say what was found.")})

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Let it be seen no further than its agreement."""
        self.visibility = narrowest(self.visibility, self.agreement)
        super().save(*args, **options)
