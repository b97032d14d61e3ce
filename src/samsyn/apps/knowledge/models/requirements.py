"""Requirements that are written once, and used in every purchase that needs them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part

_LONGEST_NAME = 120


class RequirementSet(Noun):
    """Requirements that belong together: accessibility, logging, exit."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "purpose", "source")

    name = models.CharField(_("name"), max_length=200)
    purpose = MarkdownField(_("what it is for"), blank=True)
    applies_when = models.CharField(
        _("applies when"), max_length=300, blank=True, help_text=_("Personal data, a cloud, AI.")
    )
    source = models.CharField(
        _("built on"), max_length=300, blank=True, help_text=_("A law, a standard, a framework.")
    )
    owner = ResponsibleField(_("owner of the set"), help_text=_("Keeps it true."))
    next_review = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        verbose_name = _("requirement set")
        verbose_name_plural = _("requirement sets")

    def __str__(self) -> str:
        return self.name


class Requirement(Part):
    """One thing a supplier must or should do, why, and how it is seen to be so."""

    class Weight(models.TextChoices):
        """How binding it is."""

        MUST = "must", _("Must")
        SHOULD = "should", _("Should")

    class Verification(models.TextChoices):
        """How the answer is tried."""

        DOCUMENT = "document", pgettext_lazy("verification", "Document")
        DEMONSTRATION = "demonstration", _("Demonstration")
        TEST = "test", pgettext_lazy("verification", "Test")
        REFERENCE = "reference", pgettext_lazy("verification", "Reference")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "text", "why")

    requirement_set = models.ForeignKey(
        RequirementSet,
        models.CASCADE,
        verbose_name=_("requirement set"),
        related_name="requirements",
    )
    number = models.CharField(_("number"), max_length=20)
    name = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("requirement"))
    weight = models.CharField(_("weight"), max_length=6, choices=Weight, default=Weight.MUST)
    why = models.TextField(_("why"), blank=True)
    verification = models.CharField(
        _("is shown by"), max_length=13, choices=Verification, default=Verification.DOCUMENT
    )

    class Meta:
        verbose_name = _("requirement in a set")
        verbose_name_plural = _("requirements in sets")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "requirement_set", "number"],
                name="requirement_numbered_once",
                violation_error_message=_("The set has this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def full_name(self) -> str:
        """Name one without a heading by how its text begins."""
        return self.name or Truncator(" ".join(self.text.split())).chars(_LONGEST_NAME)
