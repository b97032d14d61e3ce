"""Where systems stand: a server room, a supplier's data centre, a cloud region."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.answer import country
from samsyn.kernel.tenancy.owned import Noun


class Site(Noun):
    """One place; what stands there stops with it."""

    class Kind(models.TextChoices):
        """What sort of place."""

        OWN_ROOM = "own_room", _("Our own server room")
        DATA_CENTRE = "data_centre", _("Data centre")
        CLOUD = "cloud", _("Cloud region")
        WORKPLACE = "workplace", _("Workplace")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "address")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    country = country(_("country"))
    operator = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("run by"),
        null=True,
        blank=True,
        related_name="+",
    )
    keeper = ResponsibleField(_("who answers for it"))
    phone = models.CharField(_("phone at any hour"), max_length=40, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")

    def __str__(self) -> str:
        return self.name
