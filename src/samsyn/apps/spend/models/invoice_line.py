"""One line of an invoice, beside the price that was agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.fields import MoneyField
from samsyn.kernel.tenancy.owned import Noun


class InvoiceLine(Noun):
    """What was bought, how much of it, at what price; never found by the search box.

    Its text comes from strangers and may name people: identity numbers in it are masked before it
    is kept, and `personal_data` says that there were some.
    """

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("what was bought"), max_length=300, editable=False)
    invoice = models.ForeignKey(
        "spend.Invoice",
        models.CASCADE,
        verbose_name=_("invoice"),
        related_name="lines",
        editable=False,
    )
    line_number = models.CharField(_("line"), max_length=60, blank=True, editable=False)
    article = models.CharField(_("article number"), max_length=100, blank=True, editable=False)
    gtin = models.CharField(_("standard number"), max_length=100, blank=True, editable=False)
    description = models.TextField(_("description"), blank=True, editable=False)
    quantity = models.DecimalField(
        _("quantity"), max_digits=20, decimal_places=6, null=True, editable=False
    )
    unit = models.CharField(_("per"), max_length=10, blank=True, editable=False)
    unit_price = models.DecimalField(
        _("price"), max_digits=20, decimal_places=6, null=True, editable=False
    )
    net = MoneyField(_("amount"), default=0, editable=False)
    agreed_price = models.DecimalField(
        _("agreed price"), max_digits=16, decimal_places=4, null=True, blank=True, editable=False
    )
    over_by = MoneyField(_("above agreed price by"), default=0, editable=False)
    personal_data = models.BooleanField(
        _("identity numbers were masked"), default=False, editable=False
    )

    class Meta:
        verbose_name = _("invoice line")
        verbose_name_plural = _("invoice lines")
        indexes = [models.Index(fields=["organisation", "invoice", "id"], name="lines_of_invoice")]

    def __str__(self) -> str:
        return self.name
