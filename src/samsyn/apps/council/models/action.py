"""Actions: who does what by when; and whom an initiative has promised to tell."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.agenda import AgendaItem
from samsyn.apps.council.models.belonging import NounOfForum, forum_wall
from samsyn.apps.council.models.decision import Decision
from samsyn.apps.council.models.meeting import Meeting
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun, Visibility


class Action(NounOfForum):
    """Somebody has promised something until a day; the next agenda opens with what is open."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "note")

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("To do")
        DOING = "doing", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    name = models.CharField(_("what is to be done"), max_length=500)
    responsible = ResponsibleField(_("who"))
    who = models.CharField(
        _("who, from elsewhere"),
        max_length=150,
        blank=True,
        help_text=_("A name or a municipality."),
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    note = models.TextField(_("what came of it"), blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="actions",
        editable=False,
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        related_name="actions",
        editable=False,
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        verbose_name=_("decision"),
        null=True,
        blank=True,
        related_name="actions",
        editable=False,
    )
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="actions",
    )
    client_id = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "forum", "client_id"],
                condition=~models.Q(client_id=""),
                name="action_sent_once",
            ),
            forum_wall("action"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="actions_due"),
            models.Index(fields=["organisation", "responsible"], name="actions_of_person"),
            models.Index(fields=["organisation", "meeting"], name="actions_of_meeting"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Be seen as far as the forum, and as what it came of behind closed doors."""
        closed = any(one.closed_doors for one in (self.item, self.decision) if one)
        self.visibility = Visibility.RESTRICTED if closed else self.forum.visibility
        super().save(*args, **options)


class CommunicationActivity(Noun):
    """A line of an initiative's communication plan: whom to tell what, how and when."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.CASCADE,
        verbose_name=_("initiative"),
        related_name="communication",
    )
    name = models.CharField(_("message"), max_length=300)
    audience = models.CharField(_("to whom"), max_length=200)
    channel = models.CharField(_("how"), max_length=150, blank=True)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    responsible = ResponsibleField(_("who"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("communication")
        verbose_name_plural = _("communication plan")
        indexes = [
            models.Index(fields=["organisation", "initiative"], name="communication_of"),
        ]

    def __str__(self) -> str:
        return self.name
