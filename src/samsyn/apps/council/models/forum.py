"""Forums: who meets, on whose mandate, and who sits there with which right."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import NounOfForum, forum_wall, seen_in_forums
from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun


class Forum(Noun):
    """A council, a steering group or a network: people who meet, and what they may decide."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "purpose")

    class Kind(models.TextChoices):
        """What sort of forum it is."""

        E_COUNCIL = "e_council", _("E-council")
        DIGITALISATION = "digitalisation", _("Digitalisation council")
        IT_COUNCIL = "it_council", _("IT council")
        STEERING = "steering", _("Steering group")
        PROGRAMME = "programme", _("Programme board")
        NETWORK = "network", _("Network")
        OTHER = "other", _("Other forum")

    class Quorum(models.TextChoices):
        """How many must be there for a decision to count."""

        NONE = "none", _("No quorum")
        HALF = "half", _("More than half of the votes")
        NUMBER = "number", _("A number of votes")

    class DecidesBy(models.TextChoices):
        """How a decision is made."""

        CONSENSUS = "consensus", _("Consensus")
        MAJORITY = "majority", _("Majority; the chair has the casting vote")
        CHAIR = "chair", _("The chair decides")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(
        _("short name"), max_length=20, blank=True, help_text=_("Begins the numbers of decisions.")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.E_COUNCIL)
    purpose = MarkdownField(_("purpose"), blank=True)
    mandate = MarkdownField(
        _("mandate"), blank=True, help_text=_("What it may decide, and who gave it that right.")
    )
    asks_above = MarkdownField(
        _("above what it must ask"), blank=True, help_text=_("What somebody else decides.")
    )
    decides_up_to = MoneyField(
        _("decides about money up to"), null=True, blank=True, help_text=_("Empty for no limit.")
    )
    reports_to = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("asks"),
        null=True,
        blank=True,
        related_name="answers_for",
    )
    quorum = models.CharField(_("quorum"), max_length=8, choices=Quorum, default=Quorum.HALF)
    quorum_number = models.PositiveSmallIntegerField(_("votes needed"), null=True, blank=True)
    decides_by = models.CharField(
        _("decides by"), max_length=10, choices=DecidesBy, default=DecidesBy.MAJORITY
    )
    adjusters = models.PositiveSmallIntegerField(
        _("adjusters"), default=1, help_text=_("How many approve the minutes beside the chair.")
    )
    call_days = models.PositiveSmallIntegerField(_("days between call and meeting"), default=7)
    minutes_days = models.PositiveSmallIntegerField(
        _("days until the minutes are published"), default=14
    )
    usual_place = models.CharField(_("usual place"), max_length=200, blank=True)
    usual_link = models.URLField(_("usual link"), max_length=500, blank=True)
    usual_start = models.TimeField(_("usually begins at"), null=True, blank=True)
    usual_minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=120)
    funded_by = models.CharField(_("funded by"), max_length=200, blank=True)
    funded_until = models.DateField(_("funded until"), null=True, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="forum_named_once",
                violation_error_message=_("There is a forum with that name already."),
            ),
            forum_wall("forum", "id"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return the forums the person sits on, or all a reader sees."""
        return cls.everything.filter(seen_in_forums(actor, "id"))

    def clean(self) -> None:
        """Ask for the number where a quorum is a number."""
        if self.quorum == self.Quorum.NUMBER and not self.quorum_number:
            raise ValidationError({"quorum_number": _("Say how many votes are needed.")})


class ForumMember(NounOfForum):
    """Somebody's seat on a forum: for whom, with which right, from when to when."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Seat(models.TextChoices):
        """What the person is on the forum."""

        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")
        SUBSTITUTE = "substitute", _("Substitute")
        ADJOINED = "adjoined", _("Adjoined")

    class Right(models.TextChoices):
        """What the person may do at a meeting."""

        VOTE = "vote", _("Votes")
        SPEAK = "speak", _("Speaks, does not vote")
        OBSERVE = "observe", _("Observes")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, verbose_name=_("person"), related_name="seats"
    )
    represents = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("represents"),
        null=True,
        blank=True,
        related_name="+",
    )
    seat = models.CharField(_("seat"), max_length=12, choices=Seat, default=Seat.MEMBER)
    right = models.CharField(_("right"), max_length=8, choices=Right, default=Right.VOTE)
    substitute_for = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("substitute for"),
        null=True,
        blank=True,
        related_name="substitutes",
        help_text=_("Empty for a substitute of anybody from the same organisation."),
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a forum")
        verbose_name_plural = _("members of forums")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) | Q(until__isnull=True) | Q(since__isnull=True),
                name="seat_in_order",
            ),
            forum_wall("forummember"),
        ]
        indexes = [models.Index(fields=["organisation", "forum", "person"], name="seat_of_forum")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say everything that can't be true of a seat."""
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("This is before it begins.")})

    def save(self, *args: object, **options: object) -> None:
        """Name it by person and forum; be seen as far as the forum."""
        self.name = f"{self.person.name} · {self.forum.name}"
        self.visibility = self.forum.visibility
        super().save(*args, **options)
