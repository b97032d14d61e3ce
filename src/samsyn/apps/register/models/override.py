"""Where people know better than the maximum principle, and must say why."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.domain.classification.scales import HIGHEST
from samsyn.kernel.tenancy.owned import Noun


class ClassificationOverride(Noun):
    """One aspect's level at one system, set by hand for one of the two grounds that count."""

    class Aspect(models.TextChoices):
        """What is protected."""

        CONFIDENTIALITY = "confidentiality", _("Confidentiality")
        INTEGRITY = "integrity", _("Integrity")
        AVAILABILITY = "availability", _("Availability")
        TRACEABILITY = "traceability", _("Traceability")

    class Ground(models.TextChoices):
        """Why another level than the highest."""

        DISTRIBUTION = "distribution", _("Distribution: only a part of it is here")
        ACCUMULATION = "accumulation", _("Accumulation: so much of it is here")

    name = models.CharField(_("name"), max_length=300, blank=True, editable=False)
    system = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("system"), related_name="overrides"
    )
    aspect = models.CharField(_("aspect"), max_length=15, choices=Aspect)
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(HIGHEST)])
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    reason = models.TextField(_("reason"))
    decided_on = models.DateField(_("decided on"))
    next_review = models.DateField(_("next review"))

    class Meta:
        verbose_name = _("override of a classification")
        verbose_name_plural = _("overrides of classifications")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "aspect"],
                name="aspect_overridden_once",
                violation_error_message=_("This aspect is overridden already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the system and the aspect."""
        self.name = f"{self.system.name} · {self.get_aspect_display()} {self.level}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
