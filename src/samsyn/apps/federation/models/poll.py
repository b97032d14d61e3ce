"""Polls: a question to the members, who was asked, and what each answered."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models.belonging import (
    AskedOfUs,
    ToldToFederation,
    told_to_federation,
)
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun, Owned, Visibility
from samsyn.kernel.tenancy.part import Part

_NONCE = 32


def new_nonce() -> str:
    """Return something nobody can guess; the address in a mail is made from it."""
    return get_random_string(_NONCE)


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
    """One question of a federation to its members, until a day; read by those it asks."""

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

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return our own, and of our federations' those that we are asked."""
        ours = Q(organisation_id=actor.organisation_id)
        asked = Q(AskedOfUs(F("pk"))) | Q(visibility=Visibility.PUBLIC)
        return super().visible_to(actor).filter(ours | asked)

    def save(self, *args: object, **options: object) -> None:
        """Let members read a question that is asked."""
        if self.state != self.State.DRAFT and self.visibility == Visibility.OWN:
            self.visibility = Visibility.FEDERATION
        super().save(*args, **options)  # type: ignore[arg-type]


class PollAsked(Part):
    """One member that is asked; and its answer where it came by telephone or at a meeting.

    The member's own `PollAnswer` goes before what the federation wrote down for it.
    """

    class Came(models.TextChoices):
        """How an answer came that the member did not give here itself."""

        TOLD = "told", _("Told to the federation")
        LINK = "link", _("By the address in a mail")
        LIST = "list", _("From a list")

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
    came_by = models.CharField(
        _("how it came"), max_length=4, choices=Came, blank=True, editable=False
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

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return whom we ask, and who else is asked what we are."""
        ours = Q(organisation_id=actor.organisation_id)
        return super().visible_to(actor).filter(ours | Q(AskedOfUs(F("poll_id"))))


class PollDoor(Owned):
    """The way in for somebody at a member who has no account: one poll, one member, one mail.

    The address is signed with the site's secret over `nonce`; what lies here opens nothing. A new
    mail makes a new nonce, and the address in the former one opens nothing any more.
    """

    asked = models.ForeignKey(PollAsked, models.CASCADE, related_name="doors")
    mail = models.EmailField(_("mail"))
    nonce = models.CharField(max_length=_NONCE, default=new_nonce, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("address to answer at")
        verbose_name_plural = _("addresses to answer at")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "asked"], name="one_door_for_each")
        ]

    def __str__(self) -> str:
        return self.mail


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

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return our own, those told to us, and of the others those to what we are asked."""
        ours = Q(organisation_id=actor.organisation_id) | Q(federation_id=actor.organisation_id)
        return super().visible_to(actor).filter(ours | Q(AskedOfUs(F("poll_id"))))
