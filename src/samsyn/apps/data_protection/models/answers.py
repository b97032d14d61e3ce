"""The answers and levels that the room's forms ask for, and the fields that keep them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

HIGHEST_CONSEQUENCE = 4


class YesNo(models.TextChoices):
    """Yes or no; blank means that nobody has answered."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class PeopleBand(models.TextChoices):
    """About how many people."""

    UP_TO_10 = "10", _("Up to 10")
    UP_TO_100 = "100", _("11 to 100")
    UP_TO_1000 = "1000", _("101 to 1,000")
    UP_TO_10000 = "10000", _("1,001 to 10,000")
    MORE = "more", _("More than 10,000")


def yes_no(label: StrOrPromise, help_text: StrOrPromise = "") -> models.CharField[str, str]:
    """Return a field for a yes-or-no question."""
    return models.CharField(
        label, max_length=3, choices=YesNo, blank=True, default="", help_text=help_text
    )


def band(label: StrOrPromise) -> models.CharField[str, str]:
    """Return a field for about how many people."""
    return models.CharField(label, max_length=5, choices=PeopleBand, blank=True, default="")


def consequence(label: StrOrPromise) -> models.PositiveSmallIntegerField[int | None, int | None]:
    """Return a field for how bad it would be, 0 (not at all) to 4 (disastrous)."""
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(HIGHEST_CONSEQUENCE)],
        help_text=_("0 (none) to 4 (disastrous), if the data leaked, was wrong or was gone."),
    )
