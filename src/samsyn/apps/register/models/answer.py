"""The answer to a yes-or-no question that nobody may have answered yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Answer(models.TextChoices):
    """Yes, no, or something between; blank means that nobody knows."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


def answer(label: StrOrPromise, help_text: StrOrPromise = "") -> models.CharField[str, str]:
    """Return a field for such an answer."""
    return models.CharField(
        label, max_length=6, choices=Answer, blank=True, default="", help_text=help_text
    )


def country(label: StrOrPromise, help_text: StrOrPromise = "") -> models.CharField[str, str]:
    """Return a field for a country's two letters."""
    return models.CharField(
        label,
        max_length=2,
        blank=True,
        default="",
        help_text=help_text or _("Two letters, for instance SE or US."),
    )


class TransferBasis(models.TextChoices):
    """What lets personal data leave the EU and EEA (GDPR chapter V)."""

    ADEQUACY = "adequacy", _("Adequacy decision (Art. 45)")
    CLAUSES = "clauses", _("Standard contractual clauses (Art. 46)")
    BINDING_RULES = "binding_rules", _("Binding corporate rules (Art. 47)")
    DEROGATION = "derogation", _("Derogation for a specific situation (Art. 49)")
