"""Stop rules and experiments: what must be seen by when, and what was learned."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.part import Part


class StopRule(Part):
    """Evidence by a date, else somebody decides. Nobody can quietly pass it."""

    class Outcome(models.TextChoices):
        """How it ended."""

        WAITING = "waiting", _("Waits for its date")
        SHOWN = "shown", _("The evidence was shown")
        WENT_ON = "went_on", _("Decided to go on without it")
        CHANGED = "changed", _("Decided to change course")
        STOPPED = "stopped", _("Decided to stop")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="stop_rules"
    )
    evidence = models.CharField(
        _("what must be seen"),
        max_length=300,
        help_text=_("So that anybody can tell whether it is there: a figure, a fact."),
    )
    by = models.DateField(_("by"))
    decider = ResponsibleField(_("who decides then"))
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome, default=Outcome.WAITING, editable=False
    )
    shown = MarkdownField(_("what was seen"), blank=True, editable=False)
    reason = MarkdownField(_("reason"), blank=True, editable=False)
    settled_by = models.CharField(_("settled by"), max_length=150, blank=True, editable=False)
    settled_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("stop rule")
        verbose_name_plural = _("stop rules")
        indexes = [models.Index(fields=["organisation", "outcome", "by"], name="stop_rule_due")]

    def full_name(self) -> str:
        """Name it by initiative, evidence and date."""
        return f"{self.initiative.name}: {self.evidence} ({self.by:%Y-%m-%d})"


class Experiment(Part):
    """A hypothesis tried in a short round: measured how, until when, and what came of it."""

    class Outcome(models.TextChoices):
        """What was decided when it was over."""

        GO_ON = "go_on", _("Go on")
        CHANGE = "change", _("Change course")
        STOP = "stop", _("Stop here")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="experiments"
    )
    hypothesis = models.CharField(
        _("hypothesis"), max_length=300, help_text=_("We believe that … leads to … for …")
    )
    measure = models.CharField(_("measured by"), max_length=200)
    succeeds_when = models.CharField(_("holds when"), max_length=200, blank=True)
    begins = models.DateField(_("begins"))
    until = models.DateField(_("until"))
    owner = ResponsibleField(_("owner"))
    result = models.CharField(_("what was measured"), max_length=200, blank=True)
    learned = MarkdownField(_("what we learned"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome, blank=True)
    outcome_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("experiment")
        verbose_name_plural = _("experiments")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("begins")), name="experiment_in_order")
        ]

    def full_name(self) -> str:
        """Name it by its initiative and what is believed."""
        return f"{self.initiative.name}: {self.hypothesis}"

    def clean(self) -> None:
        """Say everything that can't be true of an experiment."""
        wrong = {}
        begins: date | None = self.begins  # a form may lack them
        until: date | None = self.until
        if begins and until and until < begins:
            wrong["until"] = ValidationError(_("This is before it begins."))
        if self.outcome and not self.learned:
            wrong["learned"] = ValidationError(_("Say what you learned before you end it."))
        if wrong:
            raise ValidationError(wrong)
