"""Decisions: what was decided, on what mandate, how people voted, and what it moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.agenda import AgendaItem
from samsyn.apps.council.models.belonging import NounOfForum, OfForum, forum_wall
from samsyn.apps.council.models.meeting import Attendance, Meeting
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Visibility


class Decision(NounOfForum):
    """One line of the register of decisions: made at a meeting, or between two of them."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "text", "number")

    class Outcome(models.TextChoices):
        """What was decided about the proposal."""

        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        REFERRED = "referred", _("Sent back")
        NOTED = "noted", _("Noted")

    name = models.CharField(_("decision in one line"), max_length=250)
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="decisions",
        editable=False,
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        related_name="decisions",
        editable=False,
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.APPROVED
    )
    text = MarkdownField(_("decision"))
    reasoning = MarkdownField(_("reasons"), blank=True)
    alternatives = MarkdownField(_("alternatives"), blank=True)
    basis = MarkdownField(_("basis"), blank=True)
    mandate = MarkdownField(_("mandate"), blank=True)
    consequences = MarkdownField(_("consequences"), blank=True)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    effective_on = models.DateField(_("holds from"), null=True, blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    expires_on = models.DateField(_("holds until"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    closed_doors = models.BooleanField(_("behind closed doors"), default=False)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    client_id = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"],
                condition=~models.Q(number=""),
                name="decision_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "forum", "client_id"],
                condition=~models.Q(client_id=""),
                name="decision_sent_once",
            ),
            forum_wall("decision"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-decided_on"], name="decisions_by_day"),
            models.Index(fields=["organisation", "meeting"], name="decisions_of_meeting"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Be seen as far as the forum; behind closed doors by its members and named roles alone."""
        self.visibility = Visibility.RESTRICTED if self.closed_doors else self.forum.visibility
        super().save(*args, **options)


class Vote(OfForum):
    """How one person voted at one item, while it is dealt with and ever after."""

    hangs_on = "item"

    class Choice(models.TextChoices):
        """For, against or neither."""

        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        ABSTAINS = "abstains", _("Abstains")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="votes")
    choice = models.CharField(_("vote"), max_length=8, choices=Choice)
    voted_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item", "attendance"], name="voted_once"
            ),
            forum_wall("vote"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.attendance_id}: {self.choice}"


class DecisionEffect(OfForum):
    """What a decision moves, in the same step: a gate, a track, a poll, the roadmap, money.

    Written with the item as a plan (`decision` empty) and carried out with the decision. `against`
    is told to who plans it and not kept: what would be refused of the item's plans as things are.
    """

    against: Sequence[Objection] = ()

    class Kind(models.TextChoices):
        """What happens when the decision is made."""

        GATE = "gate", _("Takes an initiative through its gate")
        TRACK = "track", _("Moves an initiative to another track")
        POLL = "poll", _("Settles a poll")
        ROADMAP = "roadmap", _("Publishes the roadmap")
        MONEY = "money", _("Allocates money")

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="effects"
    )
    decision = models.ForeignKey(
        Decision, models.CASCADE, null=True, blank=True, related_name="effects"
    )
    kind = models.CharField(_("what it does"), max_length=8, choices=Kind)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.PROTECT,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        related_name="decided_about",
    )
    poll = models.ForeignKey(
        "federation.Poll",
        models.PROTECT,
        verbose_name=_("poll"),
        null=True,
        blank=True,
        related_name="decided_about",
    )
    plan = models.ForeignKey(
        "roadmap.Plan",
        models.PROTECT,
        verbose_name=_("roadmap"),
        null=True,
        blank=True,
        related_name="decided_about",
    )
    fund = models.ForeignKey(
        "portfolio.Fund",
        models.PROTECT,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="decided_about",
    )
    amount = MoneyField(_("amount"), null=True, blank=True)
    choice = models.CharField(_("to"), max_length=40, blank=True)
    parameters = models.JSONField(default=dict, editable=False)
    carried_out_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=500, blank=True)
    act_id = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("what a decision does")
        verbose_name_plural = _("what decisions do")
        constraints = [forum_wall("decisioneffect")]
        indexes = [
            models.Index(fields=["organisation", "initiative"], name="effects_on_initiative"),
            models.Index(fields=["organisation", "item"], name="effects_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.choice}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Belong to, and be seen as far as, the item that it is planned on or its decision."""
        whole = self.item or self.decision
        if whole is not None:
            self.forum_id, self.visibility = whole.forum_id, whole.visibility
        super().save(*args, **options)
