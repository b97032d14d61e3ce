"""Taking: what we took from a neighbour, as it was then, and what we decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun


class Taking(Noun):
    """One neighbour's offer beside one row of ours; the neighbour's decision is not inherited.

    `snapshot` is the offer as we last settled it; `row_id` is our own row, which `made_row` says
    was made by taking. Others learn that it is we who took it only as far as it is visible.
    """

    class State(models.TextChoices):
        """What we have decided."""

        DRAFT = "draft", _("Draft, not decided")
        ADOPTED = "adopted", _("Adopted as ours")
        DECLINED = "declined", _("Declined")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("what was taken"), max_length=300, editable=False)
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    row_id = models.BigIntegerField(null=True, editable=False)
    made_row = models.BooleanField(default=False, editable=False)
    origin = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("from"),
        related_name="+",
    )
    offer_id = models.BigIntegerField(null=True, editable=False)
    snapshot = models.JSONField(default=dict, editable=False)
    #: Whose work theirs was made from: [{"who": ..., "what": ...}], the first first.
    sources = models.JSONField(default=list, editable=False)
    edition = models.PositiveIntegerField(_("edition"), default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.DRAFT, editable=False
    )
    responsible = ResponsibleField(
        _("looks after it"), help_text=_("Decides about it, and is told when the origin changes.")
    )
    taken_on = models.DateField(_("taken on"), editable=False)
    taken_by = models.CharField(_("taken by"), max_length=150, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True, editable=False)
    reason = models.TextField(_("why"), blank=True, editable=False)
    thanked_on = models.DateField(_("thanked on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("taken record")
        verbose_name_plural = _("what we have taken")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "offer_id"], name="offer_taken_once_by_each"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "row_id"], name="takings_of_row"),
            models.Index(fields=["offer_id"], name="takings_of_offer"),
        ]

    def __str__(self) -> str:
        return self.name
