"""Whom a processor engages in its turn, where, and by what right."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.answers import yes_no
from samsyn.apps.register.public import TransferBasis, country
from samsyn.kernel.tenancy.owned import Noun


class SubProcessor(Noun):
    """One sub-processor under one agreement: a line of its annex (GDPR 28(2) and (4))."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "service")

    name = models.CharField(_("name"), max_length=200)
    agreement = models.ForeignKey(
        "register.Agreement",
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="sub_processors",
    )
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where it is in the register of suppliers: an incident there then shows here."),
    )
    number = models.CharField(_("company number"), max_length=40, blank=True)
    country = country(_("country"))
    service = models.CharField(_("what it does"), max_length=300, blank=True)
    transfer_basis = models.CharField(
        _("basis of the transfer"), max_length=14, choices=TransferBasis, blank=True
    )
    insecure_country = yes_no(
        _("insecure country"),
        _("A country without an adequacy decision, or whose authorities may demand the data."),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("changes told beforehand (days)"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("sub-processor")
        verbose_name_plural = _("sub-processors")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "agreement", "name", "service"],
                name="sub_processor_once",
                violation_error_message=_("This sub-processor is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
