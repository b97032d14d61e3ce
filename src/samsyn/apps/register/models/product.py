"""What is delivered: one product, recorded once, so that neighbours can compare."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.normal_name import NormalNameField, normal_name
from samsyn.kernel.tenancy.owned import Catalogue


class Product(Catalogue):
    """A supplier's product; a system is one organisation's use of it."""

    class Type(models.TextChoices):
        """What sort of product it is."""

        BUSINESS = "business", _("Business system")
        SUPPORT = "support", _("Common support system")
        PLATFORM = "platform", _("Platform or infrastructure")
        APP = "app", _("App or tool")
        SERVICE = "service", _("Digital service")

    class Licence(models.TextChoices):
        """On what terms it may be used."""

        PROPRIETARY = "proprietary", _("Proprietary")
        OPEN_SOURCE = "open_source", _("Open source")
        FREEWARE = "freeware", _("Free of charge, not open")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "former_names", "purpose")

    name = models.CharField(_("name"), max_length=200)
    normal_name = NormalNameField()
    former_names = models.CharField(_("former names"), max_length=300, blank=True)
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        null=True,
        blank=True,
        related_name="products",
    )
    capability = models.ForeignKey(
        "register.Capability",
        models.PROTECT,
        verbose_name=_("capability"),
        null=True,
        blank=True,
        related_name="products",
        help_text=_("What it makes an organisation able to do."),
    )
    purpose = models.TextField(_("purpose in plain words"), blank=True)
    type = models.CharField(_("type"), max_length=10, choices=Type, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, blank=True)
    website = models.URLField(_("website"), blank=True)
    code_url = models.URLField(_("source code"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    rights_holder = models.CharField(_("rights holder"), max_length=200, blank=True)
    technology = models.CharField(
        _("technical type"),
        max_length=120,
        blank=True,
        help_text=_("For instance web service, client program or mobile app."),
    )
    interfaces = models.TextField(_("standards and interfaces"), blank=True)
    codes = models.CharField(
        _("classification codes"), max_length=200, blank=True, help_text=_("KLE, VerkSAM.")
    )
    archive_advice = models.TextField(_("advice on archiving"), blank=True)
    withdrawn_on = models.DateField(
        _("support ends"),
        null=True,
        blank=True,
        help_text=_("When the supplier stops supporting it."),
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(
                fields=["normal_name"],
                name="product_named_once",
                violation_error_message=_("A product with this name is in the catalogue."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a second spelling of a name."""
        self.normal_name = normal_name(self.name)
        twins = Product.everything.filter(normal_name=self.normal_name).exclude(pk=self.pk)
        if (twin := twins.first()) is not None:
            told = _now("%(name)s is in the catalogue already.") % {"name": twin.name}
            raise ValidationError({"name": told})
