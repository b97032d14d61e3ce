"""Need: what somebody cannot do today, kept apart from what might be bought to mend it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.public import narrowest
from samsyn.domain.needs.course import NeedState, Outcome
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun, Owned


class Need(Noun):
    """Who feels it, what happens today and what follows from that; never the solution."""

    class State(models.TextChoices):
        """How far it has come."""

        COLLECTED = NeedState.COLLECTED.value, _("Collected")
        TRIAGED = NeedState.TRIAGED.value, _("To be taken up")
        TAKEN_UP = NeedState.TAKEN_UP.value, _("Taken up by an initiative")
        SOLVED = NeedState.SOLVED.value, _("Solved with what we have")
        NOT_NOW = NeedState.NOT_NOW.value, _("Not now")

    class Category(models.TextChoices):
        """Where the need comes from."""

        MANDATE = "mandate", _("Mandate: somebody has ordered it")
        LAW = "law", _("Law: we must")
        STRATEGY = "strategy", _("Strategy: we have decided to")
        IMPROVEMENT = "improvement", _("Improvement: it should work better")
        INNOVATION = "innovation", _("Innovation: it could be done in a new way")

    class Frequency(models.TextChoices):
        """How often it is felt."""

        HOURLY = "hourly", _("Several times a day")
        DAILY = "daily", _("Daily")
        WEEKLY = "weekly", _("Weekly")
        MONTHLY = "monthly", _("Monthly")
        YEARLY = "yearly", _("Now and then in a year")
        ONCE = "once", _("Once")

    class Cynefin(models.TextChoices):
        """What kind of problem it is, which says how to work."""

        CLEAR = "clear", _("Clear: use best practice")
        COMPLICATED = "complicated", _("Complicated: let experts analyse")
        COMPLEX = "complex", _("Complex: probe in short rounds")
        CHAOTIC = "chaotic", _("Chaotic: act first")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "felt_by", "today", "consequence")

    name = models.CharField(
        _("need"),
        max_length=200,
        help_text=_("What somebody must be able to do. Not the system, app or supplier for it."),
    )
    felt_by = models.CharField(_("who feels it"), max_length=200, blank=True)
    today = MarkdownField(
        _("what happens today"), blank=True, help_text=_("As it is. Not what might be bought.")
    )
    consequence = MarkdownField(_("what follows from that"), blank=True)
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency, blank=True)
    evidence = MarkdownField(
        _("how we know"), blank=True, help_text=_("Figures, interviews, complaints, inspections.")
    )
    category = models.CharField(_("category"), max_length=12, choices=Category, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    owner = ResponsibleField(_("owner"), help_text=_("Who in the business answers for it."))
    cynefin = models.CharField(_("kind of problem"), max_length=12, choices=Cynefin, blank=True)
    goal = models.CharField(
        _("goal it serves"), max_length=200, blank=True, help_text=_("As the goal is worded.")
    )
    clause = models.ForeignKey(
        "policy.Clause",
        models.PROTECT,
        verbose_name=_("clause it serves"),
        null=True,
        blank=True,
        related_name="needs",
    )
    frictions = models.ManyToManyField(
        "needs.FrictionReport",
        verbose_name=_("frictions it rests on"),
        through="needs.NeedFriction",
        related_name="needs",
        blank=True,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.COLLECTED, editable=False
    )
    collected_on = models.DateField(_("collected on"), null=True, editable=False)
    triaged_on = models.DateField(_("triaged on"), null=True, editable=False)

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [
            models.Index(fields=["organisation", "sort_key"], name="need_order"),
            models.Index(fields=["organisation", "state"], name="need_state"),
        ]

    def __str__(self) -> str:
        return self.name


class NeedFriction(Owned):
    """A need rests on a friction."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="rests_on")
    friction = models.ForeignKey("needs.FrictionReport", models.CASCADE, related_name="lifted_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "need", "friction"], name="need_rests_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} - {self.friction_id}"


class TriageDecision(Noun):
    """What was decided about a need, by whom, when and why; one of three, and never rewritten."""

    class Kind(models.TextChoices):
        """The three outcomes."""

        LIFT = Outcome.LIFT.value, _("Lift to an initiative")
        SOLVE = Outcome.SOLVE.value, _("Solve with what we have")
        NOT_NOW = Outcome.NOT_NOW.value, _("Not now")

    class Means(models.TextChoices):
        """What we have that solves it."""

        ROUTINE = "routine", _("A routine")
        TRAINING = "training", _("Training")
        SETTING = "setting", _("A setting in what we have")
        OTHER = "other", _("Something else")

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=360, blank=True, editable=False)
    need = models.ForeignKey(
        Need, models.CASCADE, verbose_name=_("need"), related_name="decisions", editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Kind, editable=False)
    means = models.CharField(
        _("solved by"), max_length=8, choices=Means, blank=True, editable=False
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), editable=False)
    decided_by = models.CharField(_("decided by"), max_length=150, editable=False)
    again_on = models.DateField(_("look again on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("triage decision")
        verbose_name_plural = _("triage decisions")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it by the need and the day; it is seen no further than the need."""
        self.visibility = narrowest(self.visibility, self.need)
        self.name = f"{self.need.name} · {self.decided_on:%Y-%m-%d}"
        super().save(*args, **options)
