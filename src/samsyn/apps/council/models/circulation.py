"""Who answered what when a decision was made between meetings, by circulation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import OfForum, forum_wall
from samsyn.apps.council.models.decision import Decision, Vote
from samsyn.apps.council.models.forum import ForumMember


class CirculationAnswer(OfForum):
    """What one member answered to a decision that was sent round. Kept as it was said."""

    hangs_on = "decision"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="answers")
    member = models.ForeignKey(
        ForumMember, models.SET_NULL, null=True, blank=True, related_name="circulated"
    )
    who = models.CharField(_("name"), max_length=150)
    represents = models.CharField(_("represents"), max_length=150, blank=True)
    choice = models.CharField(_("answer"), max_length=8, choices=Vote.Choice)
    note = models.CharField(_("what was said"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("answer by circulation")
        verbose_name_plural = _("answers by circulation")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "decision", "member"], name="circulated_once"
            ),
            forum_wall("circulationanswer"),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.choice}"
