"""One e-invoice or credit note: who asked for how much, and under which agreement."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.domain.invoices import document, matching
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun

_LONGEST = 300


class Invoice(Noun):
    """An invoice as it was read. What it says is never changed; where it belongs may be.

    `spent` is the net amount with its sign: a credit note takes away. `seller` is how the sender
    named itself, kept so that it can be recognised again; `candidates` are agreements to choose
    among. `identity` tells the same invoice, however often and however packed it comes.
    """

    class Kind(models.TextChoices):
        """Whether money is asked for or given back."""

        INVOICE = document.Kind.INVOICE, _("Invoice")
        CREDIT_NOTE = document.Kind.CREDIT_NOTE, _("Credit note")

    class Standing(models.TextChoices):
        """How it stands to our agreements."""

        WITHIN = matching.Standing.WITHIN, _("Within an agreement")
        SEVERAL = matching.Standing.SEVERAL, _("Several agreements possible")
        OUTSIDE = matching.Standing.OUTSIDE, _("Outside agreements")

    class Ground(models.TextChoices):
        """Why it stands so."""

        CONTRACT_REFERENCE = (
            matching.AgreementGround.CONTRACT_REFERENCE,
            _("The invoice names the agreement"),
        )
        ORDER_REFERENCE = (
            matching.AgreementGround.ORDER_REFERENCE,
            _("Its order number is the agreement's"),
        )
        ARTICLES = matching.AgreementGround.ARTICLES, _("Its articles are in the price list")
        ONLY_ONE = (
            matching.AgreementGround.ONLY_ONE,
            _("The only agreement with the supplier in force that day"),
        )
        MANY = (
            matching.AgreementGround.MANY,
            _("More than one agreement was in force, and it names none"),
        )
        NOT_IN_FORCE = (
            matching.AgreementGround.NOT_IN_FORCE,
            _("The agreement was not in force that day"),
        )
        NO_AGREEMENT = (
            matching.AgreementGround.NO_AGREEMENT,
            _("There is no agreement with the supplier"),
        )
        UNKNOWN_SUPPLIER = (
            matching.AgreementGround.UNKNOWN_SUPPLIER,
            _("The supplier is not in the register"),
        )
        HAND = matching.AgreementGround.HAND, _("Somebody chose it")

    class SupplierGround(models.TextChoices):
        """By what the supplier was recognised."""

        LEGAL_NUMBER = matching.SupplierGround.LEGAL_NUMBER, _("Organisation number")
        VAT_NUMBER = matching.SupplierGround.VAT_NUMBER, _("VAT number")
        ENDPOINT = matching.SupplierGround.ENDPOINT, _("Electronic address")
        NAME = matching.SupplierGround.NAME, _("Exactly the same name")
        HAND = matching.SupplierGround.HAND, _("Chosen by somebody")
        NONE = matching.SupplierGround.NONE, _("Not recognised")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "number", "contract_reference")

    name = models.CharField(_("name"), max_length=_LONGEST, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, editable=False)
    number = models.CharField(_("invoice number"), max_length=200, editable=False)
    issued_on = models.DateField(_("invoice date"), editable=False)
    due_on = models.DateField(_("due date"), null=True, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("fiscal year"), default=0, editable=False)
    quarter = models.PositiveSmallIntegerField(_("quarter"), default=0, editable=False)

    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    supplier_ground = models.CharField(
        _("supplier recognised by"),
        max_length=12,
        choices=SupplierGround,
        default=SupplierGround.NONE,
        editable=False,
    )
    supplier_name = models.CharField(_("sender"), max_length=200, blank=True, editable=False)
    supplier_number = models.CharField(
        _("sender's number"), max_length=60, blank=True, editable=False
    )
    sender_key = models.CharField(max_length=250, blank=True, editable=False)
    seller = models.JSONField(default=dict, editable=False)
    buyer_name = models.CharField(_("addressed to"), max_length=200, blank=True, editable=False)

    currency = models.CharField(_("currency"), max_length=3, editable=False)
    net = MoneyField(_("amount without VAT"), editable=False)
    tax = MoneyField(_("VAT"), default=0, editable=False)
    payable = MoneyField(_("to be paid"), editable=False)
    spent = MoneyField(_("counts as spend"), editable=False)

    buyer_reference = models.CharField(
        _("our reference"), max_length=200, blank=True, editable=False
    )
    order_reference = models.CharField(
        _("order number"), max_length=200, blank=True, editable=False
    )
    contract_reference = models.CharField(
        _("agreement it names"), max_length=200, blank=True, editable=False
    )
    cost_centre = models.CharField(_("cost centre"), max_length=200, blank=True, editable=False)
    credits_number = models.CharField(
        _("credits the invoice"), max_length=200, blank=True, editable=False
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="+",
    )

    agreement = models.ForeignKey(
        "register.Agreement",
        models.PROTECT,
        verbose_name=_("agreement"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    standing = models.CharField(
        _("standing"), max_length=8, choices=Standing, default=Standing.OUTSIDE, editable=False
    )
    ground = models.CharField(
        _("ground"),
        max_length=18,
        choices=Ground,
        default=Ground.UNKNOWN_SUPPLIER,
        editable=False,
    )
    candidates = models.JSONField(default=list, editable=False)
    over_agreed = MoneyField(_("above agreed price"), default=0, editable=False)

    remarks = models.JSONField(_("remarks"), default=list, editable=False)
    personal_data = models.BooleanField(
        _("identity numbers were masked"), default=False, editable=False
    )
    reading = models.ForeignKey(
        "spend.InvoiceReading",
        models.PROTECT,
        verbose_name=_("reading of invoices"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    source_name = models.CharField(_("file"), max_length=_LONGEST, blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    identity = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "identity"],
                name="invoice_read_once",
                violation_error_message=_("This invoice is there already."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "sort_key", "id"], name="invoice_in_order"),
            models.Index(
                fields=["organisation", "currency", "year", "supplier"], name="invoice_by_year"
            ),
            models.Index(fields=["organisation", "source_hash"], name="invoice_by_source"),
            models.Index(
                fields=["organisation", "standing"],
                name="invoice_to_settle",
                condition=Q(standing="several"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by its sender and its number."""
        self.name = f"{self.supplier_name} · {self.number}"[:_LONGEST]

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
