"""Meetings: when and where, who is called, who answered and who came."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import NounOfForum, OfForum, forum_wall
from samsyn.kernel.fields import MarkdownField


class Meeting(NounOfForum):
    """One meeting of a forum; its `MeetingPulse` counts every change of what its pages show."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("Being prepared")
        CALLED = "called", _("Called")
        SITTING = "sitting", _("Sitting now")
        ENDED = "ended", _("Held")
        CANCELLED = "cancelled", _("Called off")

    name = models.CharField(_("name"), max_length=250, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveSmallIntegerField(_("number of the year"), editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("is to end"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    to_members = MarkdownField(
        _("to those who are called"), blank=True, help_text=_("Stands above the agenda.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    cancelled_because = models.CharField(
        _("called off because"), max_length=500, blank=True, editable=False
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # What those who are called have been told, as a fingerprint.
    called_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "forum", "year", "number"], name="meeting_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after"
            ),
            forum_wall("meeting"),
        ]
        indexes = [
            models.Index(fields=["organisation", "forum", "-starts_at"], name="meetings_of_forum"),
            models.Index(fields=["organisation", "-starts_at"], name="meetings_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Be seen as far as the forum."""
        self.visibility = self.forum.visibility
        super().save(*args, **options)


class Attendance(OfForum):
    """Somebody at one meeting: called, answered, came, for whom, with which right."""

    hangs_on = "meeting"

    class Part(models.TextChoices):
        """As what the person is there."""

        MEMBER = "member", _("Member")
        SUBSTITUTE = "substitute", _("Substitute")
        PRESENTER = "presenter", _("Presenter")
        SECRETARY = "secretary", _("Secretary")
        GUEST = "guest", _("Guest")

    class Answer(models.TextChoices):
        """What the person answered to the call."""

        WAITING = "waiting", _("Not answered")
        COMES = "comes", _("Comes")
        MAYBE = "maybe", _("Perhaps")
        DECLINES = "declines", _("Declines")

    class Presence(models.TextChoices):
        """Whether the person was there."""

        UNKNOWN = "unknown", _("Not noted")
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(
        "council.ForumMember", models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    person = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    who = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    represents = models.CharField(_("represents"), max_length=150, blank=True)
    part = models.CharField(_("takes part as"), max_length=12, choices=Part, default=Part.MEMBER)
    right = models.CharField(
        _("right"),
        max_length=8,
        choices=[
            ("vote", _("Votes")),
            ("speak", _("Speaks, does not vote")),
            ("observe", _("Observes")),
        ],
        default="vote",
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer_note = models.CharField(_("why"), max_length=300, blank=True)
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence, default=Presence.UNKNOWN
    )
    substitutes = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("substitute for"),
        null=True,
        blank=True,
        related_name="substituted_by",
    )
    came_at = models.DateTimeField(_("came at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    adjusts = models.BooleanField(_("approves the minutes"), default=False)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "meeting", "member"], name="member_attends_once"
            ),
            forum_wall("attendance"),
        ]
        indexes = [models.Index(fields=["organisation", "meeting"], name="attendance_of_meeting")]

    def __str__(self) -> str:
        return self.who


class CallSent(OfForum):
    """One call, change or cancellation as it went to one address: nobody gets it twice."""

    hangs_on = "attendance"

    class Method(models.TextChoices):
        """What the calendar is asked to do."""

        REQUEST = "request", _("Call")
        CANCEL = "cancel", _("Cancellation")

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="calls")
    method = models.CharField(_("kind"), max_length=8, choices=Method)
    sequence = models.PositiveIntegerField()
    agenda_digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("call that was sent")
        verbose_name_plural = _("calls that were sent")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "attendance", "method", "sequence"], name="call_sent_once"
            ),
            forum_wall("callsent"),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id} · {self.sequence}"
