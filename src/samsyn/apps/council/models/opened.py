"""Minutes as they are shown to others, and the files that are kept as they were made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import OfForum, forum_wall
from samsyn.apps.council.models.minutes import Minutes


class OpenedMinutes(OfForum):
    """One edition shown outside the forum: its own row, so that nothing else is ever shown.

    `content` holds what is left when the secret and the personal is held back; who held it back,
    and why, is told in `Minutes.public_content`. `visibility` is how far it is shown now.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="opened")
    number = models.PositiveSmallIntegerField(_("edition"), default=1)
    title = models.CharField(_("title"), max_length=300)
    forum_name = models.CharField(_("forum"), max_length=200)
    held_on = models.DateField(_("held on"))
    content = models.JSONField(default=dict)
    opened_on = models.DateField(_("shown since"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("published minutes")
        verbose_name_plural = _("published minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "minutes", "number"], name="minutes_opened_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "minutes"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="minutes_open_once_at_a_time",
            ),
            forum_wall("openedminutes"),
        ]
        indexes = [models.Index(fields=["organisation", "-held_on"], name="opened_by_day")]

    def __str__(self) -> str:
        return self.title


class MinutesFile(OfForum):
    """A file of minutes, served for ever as it was made: the locked ones, or one shown edition."""

    recorded = False

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="files")
    opened = models.ForeignKey(
        OpenedMinutes, models.PROTECT, null=True, blank=True, related_name="files"
    )
    form = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file of minutes")
        verbose_name_plural = _("files of minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "minutes", "opened", "form"],
                nulls_distinct=False,
                name="minutes_file_once",
            ),
            forum_wall("minutesfile"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} · {self.form}"
