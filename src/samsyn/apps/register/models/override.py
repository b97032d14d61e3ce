"""Where people know better than the maximum principle, and must say why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models.effective_level import EffectiveLevel
from samsyn.domain.classification.scales import HIGHEST
from samsyn.domain.impact import overriding
from samsyn.domain.impact.overriding import Contradiction
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest

CONTRADICTIONS: Mapping[Contradiction, StrOrPromise] = {
    Contradiction.NOTHING_WORKED_OUT: _(
        "Nothing that the system has or receives is classified, so there is no level to override."
        " Classify the information first."
    ),
    Contradiction.SAME_LEVEL: _("It is %(level)s already. There is nothing to override."),
    Contradiction.DISTRIBUTION_RAISES: _(
        "Distribution can only lower a level: it is %(worked_out)s. To raise it, the ground is"
        " accumulation."
    ),
    Contradiction.ACCUMULATION_LOWERS: _(
        "Accumulation can only raise a level: it is %(worked_out)s. To lower it, the ground is"
        " distribution."
    ),
    Contradiction.NO_SUCH_LEVEL: _("Levels go from 0 to %(highest)s."),
    Contradiction.NO_REASON: _("Say why: what is only partly here, or gathered here?"),
    Contradiction.REVIEW_PASSED: _("The next review must come after today."),
}


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

    def clean(self) -> None:
        """Refuse a ground that contradicts the direction, as far as the level is worked out."""
        worked_out = self._worked_out()
        if worked_out is None or None in {self.level, self.next_review}:
            return
        decision = overriding.Decision(
            level=self.level,
            worked_out=worked_out,
            ground=overriding.Ground(self.ground),
            reason=self.reason,
            next_review=self.next_review,
        )
        wrong: dict[str, list[str]] = {}
        for objection in overriding.objections_to(decision, clock.today()):
            told = str(CONTRADICTIONS[Contradiction(objection.code)]) % objection.facts
            wrong.setdefault(objection.field, []).append(told)
        if wrong:
            raise ValidationError(wrong)

    def _worked_out(self) -> int | None:
        """Return the level without any override, as it was last worked out with all there is."""
        kept = EffectiveLevel.everything.filter(system_id=self.system_id)
        row = kept.order_by("-visibility").first()  # the restricted one counts more than our own
        if row is None:
            return None
        found: int | None = row.worked_out.get(self.aspect, getattr(row, self.aspect, None))
        return found

    def name_it(self) -> None:
        """Name it by the system and the aspect."""
        self.name = f"{self.system.name} · {self.get_aspect_display()} {self.level}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its system."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.system)
        super().save(*args, **options)
