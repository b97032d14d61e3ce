"""Prize: to whom a federation handed out its prize for a year, for what, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun


class Prize(Noun):
    """A federation's prize; the counts are those of the day it was handed out, and stay."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "what_for", "reasons")

    name = models.CharField(_("prize"), max_length=300, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    winner = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        editable=False,
        verbose_name=_("handed out to"),
        related_name="+",
    )
    what_for = models.CharField(_("for what"), max_length=300)
    reasons = models.TextField(_("reasons"))
    decided_on = models.DateField(_("decided on"))
    adopters = models.PositiveIntegerField(_("adopted by"), default=0, editable=False)
    takers = models.PositiveIntegerField(_("taken up by"), default=0, editable=False)
    thankers = models.PositiveIntegerField(_("thanked by"), default=0, editable=False)

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes handed out")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "winner"], name="prize_handed_out_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
