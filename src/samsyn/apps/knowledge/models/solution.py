"""Solution: software that others may use, as its publiccode.yml describes it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class Solution(Noun):
    """What it is, under which licence, who maintains it until when, what it leans on."""

    class Status(models.TextChoices):
        """How far it has come, in the words of the standard."""

        CONCEPT = "concept", pgettext_lazy("solution", "Concept")
        DEVELOPMENT = "development", pgettext_lazy("solution", "Being developed")
        BETA = "beta", pgettext_lazy("solution", "Beta")
        STABLE = "stable", pgettext_lazy("solution", "Stable")
        OBSOLETE = "obsolete", pgettext_lazy("solution", "Obsolete")

    class Type(models.TextChoices):
        """What kind of software it is, in the words of the standard."""

        MOBILE = "standalone/mobile", _("App for phones")
        IOT = "standalone/iot", _("For devices and sensors")
        DESKTOP = "standalone/desktop", _("Program for computers")
        WEB = "standalone/web", _("Web application")
        BACKEND = "standalone/backend", _("Server without pages")
        OTHER = "standalone/other", pgettext_lazy("software", "Other software")
        ADDON = "addon", _("Addition to other software")
        LIBRARY = "library", _("Library for developers")
        CONFIGURATION = "configurationFiles", _("Configuration files")

    class Maintenance(models.TextChoices):
        """Who keeps it alive, in the words of the standard."""

        INTERNAL = "internal", _("Its owner's own staff")
        CONTRACT = "contract", _("A supplier under contract")
        COMMUNITY = "community", _("A community")
        NONE = "none", pgettext_lazy("maintenance", "Nobody")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary", "categories", "owner_name")

    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("source code"), max_length=500)
    landing_url = models.URLField(_("website"), max_length=500, blank=True)
    summary = models.CharField(_("in a sentence"), max_length=300, blank=True)
    software_type = models.CharField(
        _("kind of software"), max_length=20, choices=Type, default=Type.WEB
    )
    status = models.CharField(_("state"), max_length=12, choices=Status, default=Status.STABLE)
    version = models.CharField(_("version"), max_length=60, blank=True)
    released_on = models.DateField(_("released on"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=200, help_text=_("As in SPDX: EUPL-1.2."))
    owner_name = models.CharField(_("copyright owner"), max_length=300, blank=True)
    categories = models.CharField(
        _("categories"), max_length=1000, blank=True, help_text=_("Separated by commas.")
    )
    platforms = models.CharField(_("platforms"), max_length=300, blank=True)
    maintenance = models.CharField(
        _("maintained by"), max_length=9, choices=Maintenance, default=Maintenance.INTERNAL
    )
    contractors = models.CharField(_("contracted suppliers"), max_length=500, blank=True)
    maintained_until = models.DateField(_("maintained until"), null=True, blank=True)
    localisation_ready = models.BooleanField(_("can be translated"), default=False)
    languages = models.CharField(_("languages"), max_length=300, blank=True)
    depends_on = models.TextField(_("depends on"), blank=True)
    standard_version = models.CharField(
        _("version of publiccode.yml"), max_length=10, blank=True, editable=False
    )
    read_on = models.DateField(_("read in on"), null=True, blank=True, editable=False)
    responsible = ResponsibleField(_("knows it here"))

    class Meta:
        verbose_name = pgettext_lazy("software", "solution")
        verbose_name_plural = pgettext_lazy("software", "solutions")

    def __str__(self) -> str:
        return self.name


class SolutionText(Part):
    """What a solution is, in one language."""

    solution = models.ForeignKey(
        Solution,
        models.CASCADE,
        verbose_name=pgettext_lazy("software", "solution"),
        related_name="texts",
    )
    language = models.CharField(_("language"), max_length=35)
    local_name = models.CharField(_("name in this language"), max_length=200, blank=True)
    short = models.CharField(_("short description"), max_length=200, blank=True)
    long = models.TextField(_("long description"), blank=True)
    features = models.TextField(_("what it can do"), blank=True, help_text=_("One line each."))
    documentation = models.URLField(_("documentation"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("description of a solution")
        verbose_name_plural = _("descriptions of solutions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "solution", "language"],
                name="solution_described_once",
                violation_error_message=_("It is described in this language already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by its solution and language."""
        return f"{self.solution.name} · {self.language}"
