"""What an organisation must be able to do, whatever product helps it: invoicing, journals."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.normal_name import NormalNameField, normal_name
from samsyn.kernel.tenancy.owned import Catalogue


class Capability(Catalogue):
    """One ability that products support; two systems for the same one are worth a question."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "description")

    name = models.CharField(_("name"), max_length=200)
    normal_name = NormalNameField()
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        constraints = [
            models.UniqueConstraint(fields=["normal_name"], name="capability_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a second spelling of a name."""
        self.normal_name = normal_name(self.name)
        twins = Capability.everything.filter(normal_name=self.normal_name).exclude(pk=self.pk)
        if (twin := twins.first()) is not None:
            told = _now("%(name)s is in the catalogue already.") % {"name": twin.name}
            raise ValidationError({"name": told})
