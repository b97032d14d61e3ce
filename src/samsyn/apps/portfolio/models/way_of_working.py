"""Ways of working: templates of phases per kind of problem, which an organisation may edit."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun

MOST_WEEKS = 260


class ProjectModel(Noun):
    """How work of one kind is done here, as steps one can start from."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("project model"), max_length=120)
    cynefin = models.CharField(
        _("for which kind of problem"), max_length=12, choices=Initiative.Cynefin, blank=True
    )
    description = MarkdownField(_("how the work is done"), blank=True)

    class Meta:
        verbose_name = _("project model")
        verbose_name_plural = _("project models")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="project_model_named_once",
                violation_error_message=_("There is a project model with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ModelStep(Noun):
    """One step of a project model; it becomes a phase of the initiatives that follow the model."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    project_model = models.ForeignKey(
        ProjectModel, models.CASCADE, verbose_name=_("project model"), related_name="steps"
    )
    name = models.CharField(_("step"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    weeks = models.PositiveSmallIntegerField(
        _("weeks"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
    )
    guidance = MarkdownField(_("what is done here"), blank=True)

    class Meta:
        verbose_name = _("step of a project model")
        verbose_name_plural = _("steps of project models")
        ordering = ["project_model_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "project_model", "name"],
                name="model_step_named_once",
                violation_error_message=_("This project model has a step with that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
