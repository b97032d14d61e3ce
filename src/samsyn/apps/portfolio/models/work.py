"""The work of an initiative: its phases in order, and how much of each role every phase takes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.fields import MoneyField, PercentField
from samsyn.kernel.tenancy.owned import Owned

MOST_SHARE = 2000


class Phase(Owned):
    """A piece of the work; phases follow each other in order."""

    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("initiative"),
        related_name="phases",
    )
    name = models.CharField(_("phase"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"))
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    weeks_least = models.PositiveSmallIntegerField(_("weeks at best"), null=True, blank=True)
    weeks_most = models.PositiveSmallIntegerField(_("weeks at worst"), null=True, blank=True)
    ambition = models.CharField(
        _("only at this ambition"), max_length=10, choices=Initiative.Ambition, blank=True
    )
    """Empty: the phase is done whatever the ambition."""
    cost = MoneyField(_("one-off cost"), default=0)
    started_on = models.DateField(_("began on"), null=True, blank=True)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["initiative_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "order"],
                name="phase_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.name


class Effort(Owned):
    """A phase needs a share of a role, in percent of full time, in each of its weeks."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="efforts")
    role = models.ForeignKey(
        "organisation.Role", models.PROTECT, verbose_name=_("role"), related_name="+"
    )
    share = PercentField(_("share of full time"), highest=MOST_SHARE)

    class Meta:
        verbose_name = _("effort")
        verbose_name_plural = _("effort")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "phase", "role"], name="effort_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.share} %"
