"""Minutes: drafted, approved as they stood, locked, added to by dated addenda, published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import NounOfForum, OfForum, forum_wall
from samsyn.apps.council.models.meeting import Attendance, Meeting
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun, Visibility


class MinutesTemplate(Noun):
    """How an organisation's minutes look: what stands at the top, how items are numbered."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class Numbering(models.TextChoices):
        """How items are numbered."""

        PLAIN = "plain", _("1, 2, 3 in every meeting")
        PARAGRAPH = "paragraph", _("§ 1 onwards through the year")
        CASE = "case", _("1/26 onwards through the year")

    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("heading"), max_length=120, blank=True)
    intro = MarkdownField(_("above the agenda"), blank=True)
    closing = MarkdownField(_("at the end"), blank=True)
    header = models.CharField(_("at the top of each page"), max_length=200, blank=True)
    footer = models.CharField(_("at the foot of each page"), max_length=200, blank=True)
    numbering = models.CharField(
        _("numbering"), max_length=10, choices=Numbering, default=Numbering.PLAIN
    )
    show_votes = models.BooleanField(_("names who voted how"), default=True)
    show_times = models.BooleanField(_("says when items began"), default=False)
    is_default = models.BooleanField(_("used unless a forum says otherwise"), default=False)
    forum = models.ForeignKey(
        "council.Forum",
        models.CASCADE,
        verbose_name=_("for the forum"),
        null=True,
        blank=True,
        related_name="templates",
    )

    class Meta:
        verbose_name = _("template for minutes")
        verbose_name_plural = _("templates for minutes")

    def __str__(self) -> str:
        return self.name


class Minutes(OfForum):
    """The minutes of one meeting; `content` is the whole text as data, fixed when sent round.

    `digest` is what was approved: SHA-256 of the content.
    """

    hangs_on = "meeting"

    class State(models.TextChoices):
        """How far they have come."""

        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent to adjusters")
        LOCKED = "locked", _("Approved and locked")
        PUBLISHED = "published", _("Made public")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes_of")
    template = models.ForeignKey(
        MinutesTemplate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    edition = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    public_content = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "meeting"], name="minutes_once_a_meeting"
            ),
            forum_wall("minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"

    def reach(self) -> str:
        """Return who may see them: never anybody outside, and few where doors were closed."""
        closed = any(item.get("closed") for item in self.content.get("items", ()))
        narrow = closed or self.meeting.visibility == Visibility.RESTRICTED
        return str(Visibility.RESTRICTED if narrow else Visibility.OWN)


class Adjustment(OfForum):
    """One adjuster's word about the minutes, and exactly what text it was about."""

    hangs_on = "minutes"

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="adjustments")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="adjustments")
    digest = models.CharField(max_length=64)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    objection = models.TextField(_("objection"), blank=True)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("word of an adjuster")
        verbose_name_plural = _("words of adjusters")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "minutes", "attendance", "digest"], name="adjusted_once"
            ),
            forum_wall("adjustment"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} · {self.attendance_id}"


class Addendum(OfForum):
    """A dated correction of locked minutes; the minutes themselves stay as they were approved."""

    hangs_on = "minutes"

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="addenda")
    text = MarkdownField(_("correction"))
    item_number = models.CharField(_("about item"), max_length=20, blank=True)
    added_on = models.DateField(_("added on"))
    added_by = models.CharField(_("added by"), max_length=150)

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        constraints = [forum_wall("addendum")]

    def __str__(self) -> str:
        return str(self.text)[:80]


class OldMinutes(NounOfForum):
    """Minutes from before Samsyn, as read and as corrected, until they are saved as a meeting."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    class State(models.TextChoices):
        """How far they have come."""

        READING = "reading", _("Being read")
        READ = "read", _("To look through")
        SAVED = "saved", _("Saved as a meeting")
        FAILED = "failed", _("Could not be read")

    name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField(max_length=64, editable=False)
    text = models.TextField(editable=False)
    draft = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.READING, editable=False
    )
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="read_from",
        editable=False,
    )
    read_at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        verbose_name = _("old minutes")
        verbose_name_plural = _("old minutes")
        constraints = [forum_wall("oldminutes")]

    def __str__(self) -> str:
        return self.name
