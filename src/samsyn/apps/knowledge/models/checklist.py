"""Checklists: their steps, and each time somebody goes through them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.knowledge.models.article import Article
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part

_LONGEST = 300


class ChecklistStep(Part):
    """One thing to do of a checklist, in order."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        verbose_name=pgettext_lazy("knowledge", "article"),
        related_name="steps",
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    text = models.CharField(_("step"), max_length=_LONGEST, help_text=_("One thing to do."))
    hint = models.TextField(_("how"), blank=True)
    optional = models.BooleanField(_("may be left out"), default=False)

    class Meta:
        verbose_name = _("step of a checklist")
        verbose_name_plural = _("steps of checklists")

    def full_name(self) -> str:
        """Name it by its place and its text."""
        return f"{self.article.name} · {self.order}. {Truncator(self.text).chars(150)}"


class ChecklistRun(Noun):
    """Once through a checklist: started for something, ticked step by step, ended."""

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", pgettext_lazy("checklist", "Under way")
        DONE = "done", pgettext_lazy("checklist", "Gone through")
        STOPPED = "stopped", pgettext_lazy("checklist", "Broken off")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(
        _("what for"), max_length=200, help_text=_("Which upgrade, which new employee's place.")
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        verbose_name=_("checklist"),
        related_name="runs",
        limit_choices_to={"kind": Article.Kind.CHECKLIST},
    )
    edition = models.PositiveIntegerField(_("edition"), default=0, editable=False)
    responsible = ResponsibleField(_("sees it through"))
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=7, choices=State, default=State.OPEN, editable=False
    )
    started_on = models.DateField(_("started on"), editable=False)
    started_by = models.CharField(_("started by"), max_length=150, blank=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True, editable=False)
    outcome = models.TextField(_("what came of it"), blank=True, editable=False)

    class Meta:
        verbose_name = _("run of a checklist")
        verbose_name_plural = _("runs of checklists")
        indexes = [models.Index(fields=["organisation", "article"], name="runs_of_checklist")]

    def __str__(self) -> str:
        return self.name


class RunStep(Part):
    """One step of one run, as the checklist said it when the run began; who ticked it, and when."""

    run = models.ForeignKey(
        ChecklistRun,
        models.CASCADE,
        verbose_name=_("run of a checklist"),
        related_name="steps",
        editable=False,
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1, editable=False)
    text = models.CharField(_("step"), max_length=_LONGEST, editable=False)
    hint = models.TextField(_("how"), blank=True, editable=False)
    optional = models.BooleanField(_("may be left out"), default=False, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = models.CharField(_("done by"), max_length=150, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("step of a run")
        verbose_name_plural = _("steps of runs")

    def full_name(self) -> str:
        """Name it by its place and its text."""
        return f"{self.run.name} · {self.order}. {Truncator(self.text).chars(150)}"
