"""A message to neighbours about a supplier's incident, and what each of them answers."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.owned import Noun, Owned
from samsyn.kernel.tenancy.walls import RowSecurity


class SupplierNotice(Noun):
    """What neighbours are to know: typed by a person, never taken from the register."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("subject"), max_length=200, editable=False)
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("supplier"),
        related_name="+",
        editable=False,
    )
    text = models.TextField(_("message"), editable=False)
    sent_at = models.DateTimeField(_("sent at"), editable=False)

    class Meta:
        verbose_name = _("supplier notice")
        verbose_name_plural = _("supplier notices")

    def __str__(self) -> str:
        return self.name


class NoticeAnswer(Owned):
    """How one organisation answers a neighbour's notice: read by itself and by who asked, only.

    It points at the notice by number: a foreign key may not leave the organisation.
    """

    class Answer(models.TextChoices):
        """Whether it is hit."""

        LOOKING = "looking", _("We are looking into it")
        HIT = "hit", _("We are hit")
        NOT_HIT = "not_hit", _("We are not hit")

    notice_number = models.BigIntegerField()
    asked_by = models.BigIntegerField()
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "notice_number"], name="notice_answered_once"
            ),
            RowSecurity(
                name="register_noticeanswer_rls_wall", also="asked_by = (SELECT tenancy_me())"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_number} · {self.get_answer_display()}"

    @classmethod
    def to_us(cls, actor: Actor) -> QuerySet[Self]:
        """Return what others answered to our own notices."""
        return cls.everything.filter(asked_by=actor.organisation_id)
