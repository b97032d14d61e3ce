"""Which initiative waits for which, and which must be run with an eye on each other."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun


class Dependency(Noun):
    """One initiative follows another, or the two have agreed to coordinate."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Kind(models.TextChoices):
        """What binds them."""

        FINISH_TO_START = "finish_to_start", _("Starts when the other is finished")
        COORDINATE = "coordinate", _("Coordinated: same system or same people")
        EITHER = "either", _("One of them, not both")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    before = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("first"),
        related_name="followed_by",
    )
    after = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("then"),
        related_name="waits_for",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.FINISH_TO_START)
    lag_weeks = models.SmallIntegerField(
        _("weeks between"), default=0, help_text=_("A negative number lets them overlap.")
    )
    most_weeks = models.PositiveSmallIntegerField(
        _("at most weeks between"),
        null=True,
        blank=True,
        help_text=_("The second begins no later than this after the first. Empty: no limit."),
    )
    note = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "before", "after"],
                name="dependency_said_once",
                violation_error_message=_("This dependency is there already."),
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="waits_not_for_itself",
                violation_error_message=_("An initiative cannot wait for itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by its two ends."""
        sign = _SIGNS[self.Kind(self.kind)]
        self.name = f"{self.before.name} {sign} {self.after.name}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)


_SIGNS = {
    Dependency.Kind.FINISH_TO_START: "→",
    Dependency.Kind.COORDINATE: "↔",
    Dependency.Kind.EITHER: "≠",
}
