"""Polls: a question to the members, who was asked, and what each answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models.belonging import ToldToFederation, told_to_federation
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun, Visibility
from samsyn.kernel.tenancy.part import Part


class CostKey(models.TextChoices):
    """How the cost is shared."""

    EQUAL = "equal", _("The same for each")
    PER_INHABITANT = "inhabitants", _("Per inhabitant")
    OWN = "own", _("Each its own")


class Choice(models.TextChoices):
    """What a member answers."""

    LEAD = "lead", _("Yes, and leads")
    JOIN = "join", _("Yes, takes part")
    FOLLOW = "follow", _("Follows it")
    NO = "no", _("No")


class Poll(Noun):
    """One question of a federation to its members, until a day."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "explanation")

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Asked")
        ENDED = "ended", _("Answering is over")
        SETTLED = "settled", _("Settled")

    name = models.CharField(_("question"), max_length=250)
    explanation = MarkdownField(_("what it is about"), blank=True)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="polls",
    )
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.DRAFT, editable=False
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True, editable=False)
    deadline = models.DateField(_("answer by"))
    contact = ResponsibleField(_("contact"))
    asks_people = models.BooleanField(_("asks for people's time"), default=True)
    asks_money = models.BooleanField(_("asks for money"), default=False)
    cost_key = models.CharField(
        _("cost is shared"), max_length=12, choices=CostKey, default=CostKey.EQUAL
    )
    cost = MoneyField(_("cost to share"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats in all"), null=True, blank=True)
    seats_each = models.PositiveSmallIntegerField(_("seats for each member"), null=True, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)
    settled_by = models.CharField(_("settled by"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        indexes = [
            models.Index(fields=["organisation", "state", "deadline"], name="polls_by_deadline"),
            models.Index(fields=["organisation", "initiative"], name="polls_of_initiative"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        """Let members read a question that is asked."""
        if self.state != self.State.DRAFT and self.visibility == Visibility.OWN:
            self.visibility = Visibility.FEDERATION
        super().save(*args, **options)  # type: ignore[arg-type]


class PollAsked(Part):
    """One member that is asked; and its answer where it came by telephone or at a meeting.

    The member's own `PollAnswer` goes before what the federation wrote down for it.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="asked", verbose_name=_("poll"))
    member = models.ForeignKey(
        "kernel.Organisation", models.PROTECT, verbose_name=_("member"), related_name="+"
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    choice = models.CharField(_("answer"), max_length=8, choices=Choice, blank=True)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    money = MoneyField(_("money"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    condition = models.CharField(_("on condition that"), max_length=500, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    mandate = models.CharField(
        _("on whose mandate"), max_length=200, blank=True, help_text=_("Who may say this for it.")
    )
    written_by = models.CharField(_("written down by"), max_length=150, blank=True)
    written_on = models.DateField(_("written down on"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("member that is asked")
        verbose_name_plural = _("members that are asked")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "poll", "member"], name="member_asked_once"
            )
        ]

    def full_name(self) -> str:
        """Name it by member and question."""
        return f"{self.member.name} · {self.poll.name}"


class PollAnswer(ToldToFederation):
    """A member's own answer to a poll of its federation."""

    poll_id = models.BigIntegerField()
    choice = models.CharField(_("answer"), max_length=8, choices=Choice)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    money = MoneyField(_("money"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    condition = models.CharField(_("on condition that"), max_length=500, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    mandate = models.CharField(
        _("on whose mandate"), max_length=200, help_text=_("Who may say this for us.")
    )
    answered_by = models.CharField(_("answered by"), max_length=150)
    answered_on = models.DateField(_("answered on"))

    class Meta:
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "poll_id"], name="poll_answered_once"),
            told_to_federation("pollanswer"),
        ]
        indexes = [models.Index(fields=["federation", "poll_id"], name="answers_of_poll")]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.choice}"
