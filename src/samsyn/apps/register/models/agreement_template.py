"""The template an agreement was written on, and which version of it holds today."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.normal_name import NormalNameField
from samsyn.kernel.tenancy.owned import Catalogue


class AgreementTemplate(Catalogue):
    """A national or local template, for instance of a data-processing agreement."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "published_by")

    name = models.CharField(_("name"), max_length=200)
    normal_name = NormalNameField()
    current_version = models.CharField(_("current version"), max_length=40)
    current_since = models.DateField(_("current since"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("agreement template")
        verbose_name_plural = _("agreement templates")
        constraints = [
            models.UniqueConstraint(fields=["normal_name"], name="agreement_template_named_once")
        ]

    def __str__(self) -> str:
        return self.name
