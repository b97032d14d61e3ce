"""AgreementText: wording of our own for an agreement, to be used again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun


class AgreementText(Noun):
    """A clause or a whole agreement; national templates are in the catalogue that all share."""

    class Kind(models.TextChoices):
        """What the text is."""

        WHOLE = "whole", _("A whole agreement")
        CLAUSE = "clause", _("A clause to put in")
        ANNEX = "annex", pgettext_lazy("agreement", "An annex")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "what_for", "text")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.CLAUSE)
    what_for = models.CharField(_("in which agreements"), max_length=300, blank=True)
    text = MarkdownField(_("text"))
    why = models.TextField(_("why it says so"), blank=True)
    built_on = models.CharField(
        _("built on"), max_length=300, blank=True, help_text=_("A law, a standard, a framework.")
    )
    owner = ResponsibleField(_("owner of the text"), help_text=_("Keeps it true."))
    next_review = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement text")
        verbose_name_plural = _("agreement texts")

    def __str__(self) -> str:
        return self.name
