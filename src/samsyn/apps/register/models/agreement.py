"""What is agreed with a supplier, for how long, and which systems it covers."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.agreement_terms import (
    AgreementPayment,
    AgreementPeriod,
    AgreementPurchase,
    AgreementUse,
)
from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.apps.register.models.system import System
from samsyn.domain.register import validity
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun, Owned


class Agreement(AgreementPurchase, AgreementUse, AgreementPeriod, AgreementPayment, Noun):
    """One agreement with one supplier; whether it holds today is worked out, never typed."""

    class Kind(models.TextChoices):
        """What is agreed."""

        PURCHASE = "purchase", _("Purchase")
        FRAMEWORK = "framework", _("Framework agreement")
        LICENCE = "licence", _("Licence")
        SERVICE_LEVEL = "service_level", _("Service level")
        DPA = "dpa", _("Data-processing agreement")
        MAINTENANCE = "maintenance", _("Maintenance and support")
        CONSULTANCY = "consultancy", _("Consultancy")
        LEASE = "lease", _("Lease")
        COOPERATION = "cooperation", _("Cooperation between public bodies")
        OTHER = "other", _("Other")

    class Renewal(models.TextChoices):
        """What happens when the period ends and nobody does anything."""

        ENDS = validity.Renewal.ENDS, _("It ends")
        RENEWS = validity.Renewal.RENEWS, _("It renews itself")
        OPTION = validity.Renewal.OPTION, _("It ends, unless we use an option")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "number", "covers", "notes")
    #: In spreadsheets an agreement is pointed at by its number as often as by its name.
    also_known_by: ClassVar[tuple[str, ...]] = ("number",)

    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(_("number"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.PURCHASE)
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("under the agreement"),
        null=True,
        blank=True,
        related_name="children",
        help_text=_("For instance the framework agreement; it must hold for this one to hold."),
    )
    systems = models.ManyToManyField(
        System,
        verbose_name=_("systems it covers"),
        through="register.AgreementSystem",
        blank=True,
        related_name="agreements",
    )
    owner = ResponsibleField(
        _("agreement owner"), help_text=_("Follows it up, extends or ends it.")
    )
    unit = belonging_unit(_("responsible unit"))

    signed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=_("When the last party signed.")
    )
    signed_by = models.CharField(_("signed for us by"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day of the present period.")
    )
    ongoing = models.BooleanField(
        _("until further notice"), default=False, help_text=_("It has no last day.")
    )
    renewal = models.CharField(
        _("when the period ends"), max_length=10, choices=Renewal, default=Renewal.ENDS
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("renews for (months)"), null=True, blank=True
    )
    notice_months = models.PositiveSmallIntegerField(_("notice (months)"), null=True, blank=True)
    terminated_on = models.DateField(
        _("terminated as of"),
        null=True,
        blank=True,
        help_text=_("The first day it no longer holds."),
    )
    kept_until = models.DateField(
        _("decided to keep until"),
        null=True,
        blank=True,
        help_text=_("Settles the question of giving notice up to this day."),
    )
    next_follow_up = models.DateField(_("next follow-up"), null=True, blank=True)

    template = models.ForeignKey(
        "register.AgreementTemplate",
        models.PROTECT,
        verbose_name=_("template"),
        null=True,
        blank=True,
        related_name="+",
    )
    template_version = models.CharField(_("template version"), max_length=40, blank=True)
    value = MoneyField(_("value in all"), null=True, blank=True)
    yearly_value = MoneyField(_("value per year"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse dates that contradict each other, and a circle of parents."""
        wrong: dict[str, object] = {}
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            wrong["valid_until"] = _("It cannot end before it begins.")
        if self.ongoing and self.valid_until:
            wrong["ongoing"] = _("Either it has a last day, or it runs until further notice.")
        if self.renewal == self.Renewal.RENEWS and not self.renewal_months:
            wrong["renewal_months"] = _("Say for how long it renews itself.")
        if self._is_under_itself():
            wrong["parent"] = _("An agreement cannot be under itself.")
        if wrong:
            raise ValidationError(wrong)

    def _is_under_itself(self) -> bool:
        seen = {self.pk}
        above = self.parent
        while above is not None:
            if above.pk in seen:
                return True
            seen.add(above.pk)
            above = above.parent
        return False


class AgreementSystem(Owned):
    """One agreement covers one system."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    system = models.ForeignKey(System, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "agreement", "system"], name="agreement_covers_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} · {self.system_id}"
