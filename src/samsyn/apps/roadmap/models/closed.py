"""Periods in which no project work is planned: an election, a change of system, a long holiday."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun


class ClosedPeriod(Noun):
    """Days on which nobody works for a plan. Three such weekdays close a week."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(
        "roadmap.Plan", models.CASCADE, verbose_name=_("plan"), related_name="closed_periods"
    )
    name = models.CharField(
        _("name"), max_length=120, help_text=_("An election, a change of systems, a long holiday.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        first: date | None = self.since  # a form may have been left empty
        last: date | None = self.until
        if first and last and last < first:
            raise ValidationError({"until": _("This is before the first day.")})
