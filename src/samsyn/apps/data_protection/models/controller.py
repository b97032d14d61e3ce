"""Who answers for personal data and how to reach them: what Article 30 wants first of all."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun


class ControllerDetails(Noun):
    """One controller: the organisation itself, or a board that is a controller of its own."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "dpo_name")

    name = models.CharField(
        _("name"), max_length=200, help_text=_("As it is called in law: Edskog's school board.")
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("board"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the organisation itself."),
    )
    number = models.CharField(_("organisation number"), max_length=20, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    representative = models.CharField(
        _("representative"),
        max_length=200,
        blank=True,
        help_text=_("Only for a controller outside the EU (GDPR 27)."),
    )
    dpo_name = models.CharField(_("data protection officer"), max_length=200, blank=True)
    dpo_email = models.EmailField(_("the officer's e-mail"), blank=True)
    dpo_phone = models.CharField(_("the officer's phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("controller")
        verbose_name_plural = _("controllers")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "unit"],
                nulls_distinct=False,
                name="controller_described_once",
                violation_error_message=_("This controller is described already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
