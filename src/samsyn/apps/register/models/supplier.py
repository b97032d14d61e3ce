"""Who delivers: one company, recorded once for everybody."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models.normal_name import NormalNameField, normal_name
from samsyn.domain.register.org_number import OrgNumberFault, national_number
from samsyn.kernel.tenancy.owned import Catalogue


class Supplier(Catalogue):
    """A company or public body that delivers products or services."""

    class Country(models.TextChoices):
        """Where the company is registered."""

        SWEDEN = "SE", _("Sweden")
        NORWAY = "NO", _("Norway")
        DENMARK = "DK", _("Denmark")
        FINLAND = "FI", _("Finland")
        EEA = "EU", _("Another country in the EU or EEA")
        OUTSIDE = "XX", _("A country outside the EU and EEA")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "legal_name", "former_names", "org_number")

    name = models.CharField(_("name"), max_length=200)
    normal_name = NormalNameField()
    legal_name = models.CharField(
        _("registered name"),
        max_length=200,
        blank=True,
        help_text=_("As in the company register, where it is another than the one people use."),
    )
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    org_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    processor_name = models.CharField(
        _("name as processor"),
        max_length=200,
        blank=True,
        help_text=_("The legal person that processes personal data, where it is another."),
    )
    former_names = models.CharField(_("former names"), max_length=500, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    security_email = models.EmailField(
        _("security contact"),
        blank=True,
        help_text=_("Where to report an incident, at any hour."),
    )
    security_phone = models.CharField(_("security phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        constraints = [
            models.UniqueConstraint(
                fields=["normal_name"],
                name="supplier_named_once",
                violation_error_message=_("A supplier with this name is in the catalogue."),
            ),
            models.UniqueConstraint(
                fields=["country", "org_number"],
                condition=~Q(org_number=""),
                name="supplier_numbered_once",
                violation_error_message=_("A supplier with this number is in the catalogue."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a second spelling of a name, and a number its country would not give."""
        self.normal_name = normal_name(self.name)
        twin = Supplier.everything.filter(normal_name=self.normal_name).exclude(pk=self.pk).first()
        wrong: dict[str, StrOrPromise] = {}
        if twin is not None:
            wrong["name"] = _now("%(name)s is in the catalogue already.") % {"name": twin.name}
        if self.org_number and not self.country:
            wrong["country"] = _("Say which country's number it is.")
        elif self.org_number:
            try:
                self.org_number = national_number(self.org_number, self.country)
            except OrgNumberFault:
                wrong["org_number"] = _("This is not an organisation number of that country.")
        if wrong:
            raise ValidationError(wrong)
