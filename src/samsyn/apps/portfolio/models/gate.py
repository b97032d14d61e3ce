"""Gates: what a track asks before an initiative may go on, and what was decided there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.apps.portfolio.models.track import TrackPolicy
from samsyn.domain.portfolio.course import Step
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class Gate(Noun):
    """One gate of a track: at which step it stands, who decides there, and what is asked."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Before(models.TextChoices):
        """The step that may not be taken before the gate has said yes."""

        PROPOSE = Step.PROPOSE.value, _("Before it is proposed")
        DECIDE = Step.DECIDE.value, _("Before it is decided")
        START = Step.START.value, _("Before it starts")
        DELIVER = Step.DELIVER.value, _("Before it is delivered")
        HAND_OVER = Step.HAND_OVER.value, _("Before it is handed over")
        CLOSE = Step.CLOSE.value, _("Before it is closed")

    policy = models.ForeignKey(
        TrackPolicy, models.CASCADE, verbose_name=_("track"), related_name="gates"
    )
    name = models.CharField(_("gate"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    before = models.CharField(_("where it stands"), max_length=10, choices=Before)
    decided_by = models.CharField(_("who decides"), max_length=150, blank=True)
    asks = MarkdownField(
        _("what is asked"), blank=True, help_text=_("One question a line; they are ticked off.")
    )
    needs_checklist = models.BooleanField(
        _("asks for the whole checklist"),
        default=False,
        help_text=_("Need, owner, competence, money to build and to run, long term and fit."),
    )

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        ordering = ["policy_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "policy", "name"],
                name="gate_named_once_in_a_track",
                violation_error_message=_("This track has a gate with that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class GateCheck(Part):
    """One question of the checklist, answered for one initiative."""

    class Question(models.TextChoices):
        """What must be in place for digital work to succeed and to last."""

        NEED = "need", _("The need is verified")
        OWNER = "owner", _("The right owner")
        COMPETENCE = "competence", _("The competence is there")
        MONEY_TO_BUILD = "money_to_build", _("Money to build")
        MONEY_TO_RUN = "money_to_run", _("Money to run")
        LONG_TERM = "long_term", _("Somebody answers in the long term")
        FIT = "fit", _("Fits our goals and our architecture")

    class Answer(models.TextChoices):
        """How it stands."""

        YES = "yes", _("In place")
        PARTLY = "partly", _("Partly in place")
        NO = "no", _("Not in place")
        NOT_NEEDED = "not_needed", _("Not needed here")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="gate_checks"
    )
    question = models.CharField(_("question"), max_length=16, choices=Question)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    answered_by = ResponsibleField(_("answered by"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to the checklist")
        verbose_name_plural = _("answers to the checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "question"],
                name="checklist_answered_once",
                violation_error_message=_("This question is answered already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by initiative and question."""
        return f"{self.initiative.name} · {self.get_question_display()}"


class GateDecision(Part):
    """What was decided at a gate: by whom, when, on what basis. Kept as it was."""

    class Outcome(models.TextChoices):
        """Where it leads."""

        GO_ON = "go_on", _("Go on")
        CHANGE = "change", _("Go on, changed")
        WAIT = "wait", _("Come back")
        STOP = "stop", _("Stop here")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="gate_decisions"
    )
    gate = models.ForeignKey(
        Gate,
        models.PROTECT,
        verbose_name=_("gate"),
        null=True,
        blank=True,
        related_name="decisions",
    )
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome)
    decided_by = models.CharField(_("decided by"), max_length=150)
    decided_on = models.DateField(_("decided on"))
    basis = MarkdownField(
        _("basis"), help_text=_("What the decision rests on: documents, figures, the checklist.")
    )
    reason = MarkdownField(_("reason"), blank=True)
    conditions = MarkdownField(_("conditions"), blank=True)
    come_back_on = models.DateField(_("comes back on"), null=True, blank=True)
    state_then = models.CharField(
        _("state at the time"), max_length=12, blank=True, choices=Initiative.State, editable=False
    )

    class Meta:
        verbose_name = _("decision at a gate")
        verbose_name_plural = _("decisions at gates")
        indexes = [
            models.Index(fields=["organisation", "initiative", "-decided_on"], name="gate_latest")
        ]

    def full_name(self) -> str:
        """Name it by initiative, gate and outcome."""
        gate = f" · {self.gate.name}" if self.gate else ""
        return f"{self.initiative.name}{gate}: {self.get_outcome_display()}"
