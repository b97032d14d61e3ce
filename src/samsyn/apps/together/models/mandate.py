"""A change of mandate: somebody leaves, money ends, and what must then be decided."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.domain.together.mandate import Kind
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part

#: What each kind of change is about: the field that must be filled in.
ABOUT = {
    Kind.MEMBER: "member",
    Kind.LEADER: "person",
    Kind.FUNDING: "fund",
    Kind.FORUM: "forum",
}


class MandateChange(Noun):
    """Something that others rest on ends on a day. Its page lists all that it touches."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "reason")

    class What(models.TextChoices):
        """What changes."""

        MEMBER = Kind.MEMBER.value, _("A member leaves")
        LEADER = Kind.LEADER.value, _("A leader leaves")
        FUNDING = Kind.FUNDING.value, _("Funding ends")
        FORUM = Kind.FORUM.value, _("A forum ends or gets another mandate")

    name = models.CharField(_("what changes"), max_length=200)
    what = models.CharField(_("kind"), max_length=8, choices=What)
    ends_on = models.DateField(_("last day"))
    member = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("member"),
        null=True,
        blank=True,
        related_name="+",
    )
    person = ResponsibleField(_("person"))
    fund = models.ForeignKey(
        "portfolio.Fund",
        models.PROTECT,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="ends",
    )
    forum = models.ForeignKey(
        "council.Forum",
        models.PROTECT,
        verbose_name=_("forum"),
        null=True,
        blank=True,
        related_name="changes",
    )
    reason = MarkdownField(_("why"), blank=True)
    responsible = ResponsibleField(_("who sees to it"))
    settled_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("change of mandate")
        verbose_name_plural = _("changes of mandate")
        indexes = [models.Index(fields=["organisation", "ends_on"], name="mandates_by_day")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ask for who or what it is about."""
        field = ABOUT.get(Kind(self.what)) if self.what in set(Kind) else None
        if field and getattr(self, f"{field}_id") is None:
            raise ValidationError({field: _("Say who or what this is about.")})


class MandateMatter(Part):
    """What was decided about one thing that the change touches."""

    change = models.ForeignKey(
        MandateChange, models.CASCADE, verbose_name=_("change of mandate"), related_name="matters"
    )
    table_name = models.CharField(max_length=80, editable=False)
    row_id = models.BigIntegerField(editable=False)
    about = models.CharField(_("about"), max_length=300)
    decision = models.CharField(_("what was decided"), max_length=500)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=150)
    carried_out = models.BooleanField(_("ended by it"), default=False, editable=False)

    class Meta:
        verbose_name = _("matter of a change of mandate")
        verbose_name_plural = _("matters of changes of mandate")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "change", "table_name", "row_id"],
                name="matter_decided_once",
            )
        ]

    def full_name(self) -> str:
        """Name it by what it is about and what was decided."""
        return f"{self.about}: {self.decision}"
