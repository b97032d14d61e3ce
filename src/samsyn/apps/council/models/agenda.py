"""Agenda items: from the backlog to a meeting, what is said there, and who stood aside."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import NounOfForum, OfForum, forum_wall
from samsyn.apps.council.models.meeting import Attendance, Meeting
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Visibility


class AgendaItem(NounOfForum):
    """One line of an agenda, or of the backlog while it has no meeting; its time is computed."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "proposal")

    class Type(models.TextChoices):
        """What the meeting is to do with it."""

        INFORMATION = "I", _("Information")
        DISCUSSION = "D", _("Discussion")
        WORK = "A", _("Joint work")
        DECISION = "B", _("Decision")

    class State(models.TextChoices):
        """How far it has come."""

        BACKLOG = "backlog", _("In the backlog")
        PLANNED = "planned", _("On the agenda")
        NOW = "now", _("Being dealt with")
        DONE = "done", _("Dealt with")
        POSTPONED = "postponed", _("Postponed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    name = models.CharField(_("title"), max_length=250)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="items",
        editable=False,
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    number = models.CharField(_("number"), max_length=20, blank=True, editable=False)
    type = models.CharField(_("type"), max_length=1, choices=Type, default=Type.INFORMATION)
    is_break = models.BooleanField(_("a break"), default=False, editable=False)
    consent = models.BooleanField(
        _("taken together with others"),
        default=False,
        help_text=_("Decided without discussion unless somebody asks for one."),
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=10)
    presenter = ResponsibleField(_("presenter"))
    presenter_name = models.CharField(_("presenter from elsewhere"), max_length=150, blank=True)
    description = MarkdownField(_("what it is about"), blank=True)
    proposal = MarkdownField(_("proposal"), blank=True, help_text=_("What is to be decided."))
    basis = MarkdownField(
        _("basis"), blank=True, help_text=_("Law, goal or mandate that it rests on.")
    )
    consequences = MarkdownField(
        _("consequences"),
        blank=True,
        help_text=_("For cost, hours, risk and personal data, and of not deciding."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.BACKLOG, editable=False
    )
    outcome = models.CharField(_("what became of it"), max_length=500, blank=True, editable=False)
    closed_doors = models.BooleanField(
        _("behind closed doors"),
        default=False,
        help_text=_("Its text never leaves the forum; published minutes say that it was there."),
    )
    proposed_by = ResponsibleField(_("proposed by"), editable=False)
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True, editable=False)
    postponed_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("postponed from"),
        null=True,
        blank=True,
        related_name="postponed_to",
        editable=False,
    )
    began_at = models.DateTimeField(_("began at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="on_agendas",
    )
    poll = models.ForeignKey(
        "federation.Poll",
        models.PROTECT,
        verbose_name=_("poll"),
        null=True,
        blank=True,
        related_name="on_agendas",
    )
    plan = models.ForeignKey(
        "roadmap.Plan",
        models.PROTECT,
        verbose_name=_("roadmap"),
        null=True,
        blank=True,
        related_name="on_agendas",
    )
    rule_code = models.CharField(_("check"), max_length=10, blank=True, editable=False)
    finding_id = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [forum_wall("agendaitem")]
        indexes = [
            models.Index(fields=["organisation", "meeting", "order"], name="items_of_meeting"),
            models.Index(fields=["organisation", "forum", "state"], name="items_of_forum"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Be seen as far as the forum; behind closed doors by its members and named roles alone."""
        closed = Visibility.RESTRICTED if self.closed_doors else self.forum.visibility
        self.visibility = closed
        super().save(*args, **options)


class ItemNote(OfForum):
    """One paragraph noted at an item; `edition` tells a second secretary that it was changed."""

    hangs_on = "item"

    class Kind(models.TextChoices):
        """What sort of note it is."""

        NOTE = "note", _("Note")
        RESERVATION = "reservation", _("Reservation")
        STATEMENT = "statement", _("Statement to the minutes")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"))
    place = models.FloatField(default=0)
    edition = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        Attendance, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    written_by = models.CharField(_("written by"), max_length=150, blank=True)
    written_at = models.DateTimeField(_("written at"), auto_now=True)
    # What the page called the note before the server knew it: sent twice, it is written once.
    client_id = models.CharField(max_length=40, blank=True)
    # Two wrote the same words at once: this is the second version, until somebody chooses.
    rival_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="rivals", editable=False
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item", "client_id"],
                condition=~models.Q(client_id=""),
                name="note_sent_once",
            ),
            forum_wall("itemnote"),
        ]
        indexes = [models.Index(fields=["organisation", "item", "place"], name="notes_of_item")]

    def __str__(self) -> str:
        return self.text[:80]


class ConflictOfInterest(OfForum):
    """Somebody stands aside at one item."""

    hangs_on = "item"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item", "attendance"], name="conflict_said_once"
            ),
            forum_wall("conflictofinterest"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.attendance_id}"


class PaperReceipt(OfForum):
    """Who has been sent which version of a paper, and when."""

    hangs_on = "item"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="receipts")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="papers")
    document = models.ForeignKey("kernel.Document", models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper that was sent")
        verbose_name_plural = _("papers that were sent")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "attendance", "document"], name="paper_sent_once"
            ),
            forum_wall("paperreceipt"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} · {self.attendance_id}"
