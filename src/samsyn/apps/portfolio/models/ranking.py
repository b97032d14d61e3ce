"""By which published criteria initiatives are compared, and how each was judged."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part

BEST = 5
HEAVIEST = 100


class RankingCriterion(Noun):
    """One criterion and its weight: judged by people, or read from what is known."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    class Source(models.TextChoices):
        """Where the score comes from."""

        JUDGED = "judged", _("People judge it, 0 to 5")
        BENEFIT = "benefit", _("Yearly benefit")
        COST = "cost", _("Cost, the lower the better")
        EFFORT = "effort", _("People's time, the less the better")
        URGENCY = "urgency", _("How near its deadline is")
        RISK = "risk", _("Risk, the lower the better")
        NEEDS = "needs", _("Hours of friction it takes away")
        GOALS = "goals", _("Goals that it serves")

    name = models.CharField(_("criterion"), max_length=120)
    source = models.CharField(
        _("where the score comes from"), max_length=8, choices=Source, default=Source.JUDGED
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=10, validators=[MinValueValidator(0), MaxValueValidator(HEAVIEST)]
    )
    meaning = models.CharField(
        _("what it means"), max_length=500, blank=True, help_text=_("What gets 0, and what gets 5.")
    )

    class Meta:
        verbose_name = _("ranking criterion")
        verbose_name_plural = _("ranking criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="criterion_named_once",
                violation_error_message=_("There is a criterion with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CriterionScore(Part):
    """How one initiative was judged by one criterion, and why."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="scores"
    )
    criterion = models.ForeignKey(
        RankingCriterion, models.CASCADE, verbose_name=_("criterion"), related_name="scores"
    )
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(0), MaxValueValidator(BEST)]
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "criterion"],
                name="initiative_scored_once",
                violation_error_message=_("This is judged already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by its two ends."""
        return f"{self.initiative.name} · {self.criterion.name}"
