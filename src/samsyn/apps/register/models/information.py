"""What is worth protecting: information, whatever system or binder it lies in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.domain.classification.scales import DEFAULT_SCALE, HIGHEST
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class InformationAsset(Noun):
    """A body of information that somebody owns: pupils' records, the map, a narcotics list."""

    class PersonalData(models.TextChoices):
        """Whether it tells about people, in the law's words."""

        NONE = "none", _("No personal data")
        ORDINARY = "ordinary", _("Personal data")
        SENSITIVE = "sensitive", _("Special categories of personal data")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "description", "categories")

    name = models.CharField(_("name"), max_length=200)
    description = MarkdownField(_("description"), blank=True)
    owner = ResponsibleField(_("information owner"), help_text=_("Decides about this information."))
    unit = belonging_unit(_("responsible unit"))
    personal_data = models.CharField(
        _("personal data"), max_length=10, choices=PersonalData, blank=True
    )
    categories = models.CharField(
        _("kinds of personal data"),
        max_length=300,
        blank=True,
        help_text=_("For instance: name, health, grades."),
    )
    special_categories = models.CharField(
        _("special categories"),
        max_length=300,
        blank=True,
        help_text=_("In the words of GDPR 9: health, religion, union membership."),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    data_subjects = models.CharField(
        _("whom it is about"),
        max_length=300,
        blank=True,
        help_text=_("For instance: pupils, guardians, employees."),
    )
    retention = models.CharField(_("kept for"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("information asset")
        verbose_name_plural = _("information assets")

    def __str__(self) -> str:
        return self.name


def level(
    label: StrOrPromise, *, optional: bool = False
) -> models.PositiveSmallIntegerField[Any, Any]:
    """Return a field for one aspect's level, 0 to the highest of any scale."""
    return models.PositiveSmallIntegerField(
        label,
        validators=[MaxValueValidator(HIGHEST)],
        null=optional,
        blank=optional,
    )


class Classification(Noun):
    """How bad it would be if the information leaked, was wrong or was gone: one decision.

    Never changed afterwards: a new decision is a new row, and the latest one counts.
    `consequences`: aspect → perspective → {"level": int, "reason": str}; who would suffer what.
    """

    name = models.CharField(_("name"), max_length=260, blank=True, editable=False)
    asset = models.ForeignKey(
        InformationAsset, models.CASCADE, verbose_name=_("information asset"), related_name="+"
    )
    scale = models.CharField(_("scale"), max_length=20, default=DEFAULT_SCALE)
    confidentiality = level(_("confidentiality"))
    integrity = level(_("integrity"))
    availability = level(_("availability"))
    traceability = level(_("traceability"), optional=True)
    confidentiality_reason = models.TextField(_("why this confidentiality"), blank=True)
    integrity_reason = models.TextField(_("why this integrity"), blank=True)
    availability_reason = models.TextField(_("why this availability"), blank=True)
    traceability_reason = models.TextField(_("why this traceability"), blank=True)
    consequences = models.JSONField(_("consequences"), default=dict, blank=True, editable=False)
    participants = ArrayField(
        models.CharField(max_length=200), verbose_name=_("who took part"), default=list, blank=True
    )
    decided_on = models.DateField(_("decided on"))
    next_review = models.DateField(_("next review"))

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        indexes = [
            models.Index(fields=["asset", "-decided_on", "-id"], name="classification_latest")
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the asset and the day."""
        self.name = f"{self.asset.name} · {self.decided_on:%Y-%m-%d}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its asset."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.asset)
        super().save(*args, **options)
