"""Shared initiatives: one record of the federation's, and each participant's own part."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models.belonging import AskedOfUs, told_unless_closed
from samsyn.apps.federation.models.poll import Choice, CostKey, Poll
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class SharedInitiative(Noun):
    """An initiative of the federation that members do together; all of them see how it goes."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    visibility = told_unless_closed()
    name = models.CharField(_("name"), max_length=250)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.PROTECT,
        verbose_name=_("initiative"),
        related_name="shared",
    )
    poll = models.ForeignKey(
        Poll,
        models.PROTECT,
        verbose_name=_("poll"),
        null=True,
        blank=True,
        related_name="became",
        editable=False,
    )
    summary = MarkdownField(_("in short"), blank=True)
    directive = MarkdownField(
        _("project directive"), blank=True, help_text=_("What is to be done, by whom, with what.")
    )
    cost_key = models.CharField(
        _("cost is shared"), max_length=12, choices=CostKey, default=CostKey.EQUAL
    )
    cost = MoneyField(_("cost to share"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats in all"), null=True, blank=True)
    seats_each = models.PositiveSmallIntegerField(_("seats for each member"), null=True, blank=True)
    state_now = models.CharField(_("state"), max_length=12, blank=True, editable=False)
    state_text = models.TextField(_("how it goes"), blank=True)
    state_on = models.DateField(_("told on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("shared initiative")
        verbose_name_plural = _("shared initiatives")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative"],
                name="initiative_shared_once",
                violation_error_message=_("This initiative is shared already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Participant(Part):
    """One member in a shared initiative: as what, with how many seats and what part of the cost."""

    shared = models.ForeignKey(
        SharedInitiative,
        models.CASCADE,
        verbose_name=_("shared initiative"),
        related_name="participants",
    )
    member = models.ForeignKey(
        "kernel.Organisation", models.PROTECT, verbose_name=_("member"), related_name="+"
    )
    takes_part = models.CharField(
        _("takes part as"), max_length=8, choices=Choice, default=Choice.JOIN
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=0)
    seats_free = models.PositiveSmallIntegerField(
        _("seats offered on"), default=0, help_text=_("Seats of its own that others may have.")
    )
    cost_share = MoneyField(_("part of the cost"), null=True, blank=True)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    condition = models.CharField(_("on condition that"), max_length=500, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "shared", "member"], name="member_takes_part_once"
            )
        ]

    def full_name(self) -> str:
        """Name it by member and initiative."""
        return f"{self.member.name} · {self.shared.name}"

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return ours, where we take part ourselves, and of the others where we were asked.

        Its hours, money and condition are what it answered those who were asked.
        """
        ours = Q(organisation_id=actor.organisation_id) | Q(member_id=actor.organisation_id)
        asked = Q(AskedOfUs(F("shared__poll_id"))) | Q(shared__poll=None)
        return super().visible_to(actor).filter(ours | asked)


class LocalPart(Noun):
    """What a member does of a shared initiative at home: its own effort and its own decisions.

    The member's own affair: the federation sees none of it unless the member makes it visible.
    """

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    federation = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("federation"),
        related_name="+",
        editable=False,
    )
    shared_id = models.BigIntegerField(editable=False)
    name = models.CharField(_("shared initiative"), max_length=250, editable=False)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.SET_NULL,
        verbose_name=_("our own initiative"),
        null=True,
        blank=True,
        related_name="local_part_of",
        help_text=_("Our effort, in our own portfolio and roadmap."),
    )
    responsible = ResponsibleField(_("who"))
    ambition = MarkdownField(_("what we want of it"), blank=True)
    decided = MarkdownField(_("what we have decided"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("our part of a shared initiative")
        verbose_name_plural = _("our parts of shared initiatives")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "shared_id"], name="local_part_once")
        ]

    def __str__(self) -> str:
        return self.name
