"""Who holds which role, for how much of full time, and who steps in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.models.responsible import ResponsibleField
from samsyn.kernel.fields import PercentField
from samsyn.kernel.tenancy.owned import Noun


class Assignment(Noun):
    """One person in one role, for a time. `share` is per cent of full time, never of part time."""

    name = models.CharField(_("name"), max_length=300, editable=False)
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, related_name="assignments", verbose_name=_("person")
    )
    role = models.ForeignKey(
        "organisation.Role", models.PROTECT, related_name="assignments", verbose_name=_("role")
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("unit"),
    )
    share = PercentField(
        _("share"),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of full time."),
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    deputy = ResponsibleField(_("deputy"), related_name="deputises")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(condition=Q(share__range=(1, 100)), name="assignment_share"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) | Q(until__isnull=True) | Q(since__isnull=True),
                name="assignment_in_order",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("person")),
                name="assignment_deputy_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say everything that can't be true of an assignment."""
        wrong = {}
        if self.since and self.until and self.until < self.since:
            wrong["until"] = ValidationError(_("This is before it begins."))
        if self.deputy_id is not None and self.deputy_id == self.person_id:
            wrong["deputy"] = ValidationError(_("Nobody can be their own deputy."))
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args: object, **options: object) -> None:
        """Name it after the person and the role."""
        self.name = f"{self.person} · {self.role}"
        super().save(*args, **options)  # type: ignore[arg-type]
