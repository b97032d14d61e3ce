"""Scenarios: the same plan with something changed, to be seen beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.fields import MoneyField, PercentField
from samsyn.kernel.tenancy.owned import Noun

MOST_SHARE = 1000


class Scenario(Noun):
    """A what-if upon a plan: hire a fifth of a security role, leave one initiative out."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    plan = models.ForeignKey(
        "roadmap.Plan", models.CASCADE, verbose_name=_("plan"), related_name="scenarios"
    )
    name = models.CharField(_("scenario"), max_length=120)
    question = models.CharField(_("what we want to know"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "name"],
                name="scenario_named_once",
                violation_error_message=_("This plan has a scenario with that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioChange(Noun):
    """One thing that is otherwise in a scenario."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Kind(models.TextChoices):
        """What is changed."""

        ADD_TIME = "add_time", _("More time in a role")
        TAKE_TIME = "take_time", _("Less time in a role")
        LEAVE_OUT = "leave_out", _("Leave an initiative out")
        TAKE_IN = "take_in", _("Take an initiative in")
        DEADLINE = "deadline", _("Another deadline")
        EARLIEST = "earliest", _("Another earliest start")
        AMBITION = "ambition", _("Another ambition")
        MONEY = "money", _("More or less money in a fund")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    scenario = models.ForeignKey(
        Scenario, models.CASCADE, verbose_name=_("scenario"), related_name="changes"
    )
    kind = models.CharField(_("what is changed"), max_length=10, choices=Kind)
    role = models.ForeignKey(
        "organisation.Role",
        models.CASCADE,
        verbose_name=_("role"),
        null=True,
        blank=True,
        related_name="+",
    )
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="+",
    )
    fund = models.ForeignKey(
        "portfolio.Fund",
        models.CASCADE,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="+",
    )
    share = PercentField(_("share of full time"), highest=MOST_SHARE, null=True, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    ambition = models.CharField(_("level of ambition"), max_length=10, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"), null=True, blank=True)
    amount = MoneyField(_("amount"), null=True, blank=True)

    class Meta:
        verbose_name = _("change in a scenario")
        verbose_name_plural = _("changes in scenarios")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by what is changed, and where."""
        what = self.role or self.initiative or self.fund
        figure = "" if self.share is None else f", {self.share} %"
        if self.amount is not None:
            figure = ", " + f"{self.amount:+,.0f}".replace(",", "\N{NO-BREAK SPACE}")
        day = f", {self.day:%Y-%m-%d}" if self.day else ""
        name = f"{self.get_kind_display()}: {what}" if what else str(self.get_kind_display())
        self.name = f"{name}{figure}{day}"[:420]

    def save(self, *args: object, **options: object) -> None:
        """Name it first."""
        self.name_it()
        super().save(*args, **options)  # type: ignore[arg-type]
