"""Offer: what an organisation lets others take a copy of, as it was on a day."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.tenancy.owned import Noun, Owned


class Offer(Noun):
    """A picture of one of our rows for neighbours to take; the row stays as closed as it is.

    `about` holds what neighbours recognise it by, as `table:id` of rows of the catalogue.
    """

    search_fields: ClassVar[tuple[str, ...]] = ("name", "about_names", "note", "words")

    name = models.CharField(_("what is offered"), max_length=300, editable=False)
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    row_id = models.BigIntegerField(editable=False)
    about = ArrayField(models.CharField(max_length=80), default=list, editable=False)
    about_names = models.CharField(_("about"), max_length=400, blank=True, editable=False)
    snapshot = models.JSONField(default=dict, editable=False)
    words = models.TextField(blank=True, editable=False)
    #: Whose work it is made from: [{"who": ..., "what": ...}], the first first.
    sources = models.JSONField(default=list, editable=False)
    note = models.TextField(
        _("to those who take it"),
        blank=True,
        help_text=_("How you use it, what you would do differently."),
        editable=False,  # typed where the offer is made, and looked through for personal data
    )
    edition = models.PositiveIntegerField(_("edition"), default=1, editable=False)
    offered_by = ResponsibleField(_("offered by"), editable=False)
    offered_on = models.DateField(_("offered since"), editable=False)
    renewed_on = models.DateField(_("renewed on"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("what we offer")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "row_id"], name="row_offered_once"
            )
        ]
        indexes = [
            GinIndex(fields=["about"], name="offers_about"),
            models.Index(fields=["kind", "organisation"], name="offers_by_kind"),
            models.Index(Upper("name"), "kind", name="offers_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OfferCount(Owned):
    """How many have taken an offer; written by a trigger of the database and by nothing else.

    The application has no right to write here, so nobody can count themselves up.
    """

    recorded: ClassVar[bool] = False

    offer = models.ForeignKey(Offer, models.DO_NOTHING, related_name="counts")
    takings = models.PositiveIntegerField(default=0)
    adoptions = models.PositiveIntegerField(default=0)
    thanks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "offer"], name="offer_counted_once")
        ]
        indexes = [models.Index(fields=["-takings", "-offer"], name="offers_most_used")]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.takings}"
