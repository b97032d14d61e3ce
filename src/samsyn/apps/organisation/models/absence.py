"""When somebody is away, so that plans don't count on them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.fields import PercentField
from samsyn.kernel.tenancy.owned import Noun


class Absence(Noun):
    """One stretch of leave. Health is nobody's business here: there is no kind for illness."""

    class Kind(models.TextChoices):
        """Why, as far as colleagues need to know."""

        LEAVE = "leave", _("Leave")
        PARENTAL = "parental", _("Parental leave")
        STUDIES = "studies", _("Studies")
        OTHER_DUTY = "other_duty", _("Other duty")

    name = models.CharField(_("name"), max_length=300, editable=False)
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, related_name="absences", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.LEAVE)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    share = PercentField(
        _("share"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of the person's working time; 100 is away altogether."),
    )

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(condition=Q(share__range=(1, 100)), name="absence_share"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) | Q(until__isnull=True), name="absence_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say what can't be true of an absence."""
        begins: date | None = self.since  # a form may lack it
        if begins and self.until and self.until < begins:
            raise ValidationError({"until": _("This is before it begins.")})

    def save(self, *args: object, **options: object) -> None:
        """Name it after the person and its first day."""
        self.name = f"{self.person} · {self.since:%Y-%m-%d}"
        super().save(*args, **options)  # type: ignore[arg-type]
