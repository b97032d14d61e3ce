"""A group's work on a classification, kept until it is decided."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.information import InformationAsset
from samsyn.domain.classification.scales import DEFAULT_SCALE
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class ClassificationWorkshop(Noun):
    """What a group has answered so far about one asset.

    `answers`: aspect → perspective → {"level": int, "reason": str}; the worst one counts.
    """

    name = models.CharField(_("name"), max_length=260, blank=True, editable=False)
    asset = models.ForeignKey(
        InformationAsset, models.CASCADE, verbose_name=_("information asset"), related_name="+"
    )
    scale = models.CharField(_("scale"), max_length=20, default=DEFAULT_SCALE)
    held_on = models.DateField(_("held on"))
    participants = models.TextField(
        _("who takes part"), blank=True, help_text=_("One a line: name and role.")
    )
    next_review = models.DateField(_("next review"), null=True, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True, editable=False)
    decision = models.ForeignKey(
        "register.Classification",
        models.SET_NULL,
        verbose_name=_("became the classification"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("classification workshop")
        verbose_name_plural = _("classification workshops")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the asset and the day."""
        self.name = f"{self.asset.name} · {self.held_on:%Y-%m-%d}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its asset."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.asset)
        super().save(*args, **options)
