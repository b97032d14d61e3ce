"""SteeringDocument: what the organisation has decided about how things shall be done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel import clock
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun


class SteeringDocument(Noun):
    """A policy, strategy, guideline or plan, and how far it has come on its way to a decision."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "text", "decided_by")

    class Kind(models.TextChoices):
        """What sort of document it is."""

        POLICY = "policy", _("Policy")
        STRATEGY = "strategy", _("Strategy")
        AGENDA = "agenda", _("Agenda")
        GUIDELINE = "guideline", _("Guideline")
        PLAN = "plan", _("Plan")
        PRINCIPLES = "principles", _("Set of principles")

    class Status(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("Planned")
        IN_PROGRESS = "in_progress", _("In progress")
        NEARLY_DONE = "nearly_done", _("Nearly done")
        DECIDED = "decided", _("Decided")
        REPLACED = "replaced", _("Replaced")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.POLICY)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    status_since = models.DateField(_("status since"), default=clock.today)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("under"),
        related_name="children",
        help_text=_("The document that this one carries out."),
    )
    owner = ResponsibleField(_("owner"))
    text = MarkdownField(_("text"), blank=True)

    class Meta:
        verbose_name = _("steering document")
        verbose_name_plural = _("steering documents")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="steering_document_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remember the status as it was, to know when it changes."""
        document = super().from_db(db, field_names, values)
        document.__dict__["_was"] = (
            document.__dict__.get("status"),
            document.__dict__.get("status_since"),
        )
        return document

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Date a new status today, unless somebody said since when."""
        status, since = self.__dict__.get("_was", (self.status, self.status_since))
        if status != self.status and since == self.status_since:
            self.status_since = clock.today()
        super().save(*args, **options)
        self.__dict__["_was"] = (self.status, self.status_since)
