"""Who stands outside the organisation and sends or receives information."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.answer import country
from samsyn.kernel.tenancy.owned import Noun


class OutsideParty(Noun):
    """An authority, a company, the inhabitants: an end of information flows."""

    class Kind(models.TextChoices):
        """What sort of party."""

        INHABITANTS = "inhabitants", _("Inhabitants")
        AUTHORITY = "authority", _("Authority")
        REGION = "region", _("Region or health service")
        MUNICIPALITY = "municipality", _("Another municipality")
        COMPANY = "company", _("Company")
        ASSOCIATION = "association", _("Association")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "notes")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where the party is one of our suppliers."),
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
    country = country(_("country"))
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("outside party")
        verbose_name_plural = _("outside parties")

    def __str__(self) -> str:
        return self.name
