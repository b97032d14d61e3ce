"""Pooled time: a share of a role that one lends and another borrows, agreed by both."""

from __future__ import annotations

import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models.belonging import told_unless_closed
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MarkdownField, MoneyField, PercentField
from samsyn.kernel.tenancy.owned import readable_by
from samsyn.kernel.tenancy.part import Part
from samsyn.kernel.tenancy.walls import RowSecurity

_PARTNERS = "partner_id = (SELECT tenancy_me())"
_SHARE = [MinValueValidator(1), MaxValueValidator(100)]


class _Time(Part):
    """A share of a role in a period."""

    role = models.ForeignKey(
        "organisation.Role", models.PROTECT, verbose_name=_("role"), related_name="+"
    )
    share = PercentField(_("share"), validators=_SHARE, help_text=_("Per cent of full time."))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    price = MoneyField(_("price per hour"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        first, last = getattr(self, "since", None), getattr(self, "until", None)
        if first is not None and last is not None and last < first:
            raise ValidationError({"until": _("The last day is before the first.")})


class _Wanted(_Time):
    """What is told to the federation: an offer or a request."""

    class State(models.TextChoices):
        """Whether it still stands."""

        STANDING = "standing", _("Stands")
        FILLED = "filled", _("Agreed in full")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    visibility = told_unless_closed()
    place = models.CharField(_("place"), max_length=150, blank=True)
    remote = models.BooleanField(_("at a distance works"), default=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    note = MarkdownField(_("more about it"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.STANDING, editable=False
    )

    class Meta:
        abstract = True


class TimeOffer(_Wanted):
    """Time that we can spare."""

    class Meta:
        verbose_name = _("offer of time")
        verbose_name_plural = _("offers of time")

    def full_name(self) -> str:
        """Name it by role, share and period."""
        return f"{self.role.name} {self.share} % · {self.since} - {self.until}"


class TimeRequest(_Wanted):
    """Time that we need."""

    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.SET_NULL,
        verbose_name=_("for our initiative"),
        null=True,
        blank=True,
        related_name="asks_for_time",
    )

    class Meta:
        verbose_name = _("request for time")
        verbose_name_plural = _("requests for time")

    def full_name(self) -> str:
        """Name it by role, share and period."""
        return f"{self.role.name} {self.share} % · {self.since} - {self.until}"


class TimeAgreement(_Time):
    """One side's copy of an agreement; it holds when both copies say the same and are agreed.

    `key` is the same in both copies. `holds` is set by the database alone, in both, when the
    second side has agreed to the terms that the first agreed to.
    """

    class Side(models.TextChoices):
        """Which side we are."""

        LENDS = "lends", _("We lend")
        BORROWS = "borrows", _("We borrow")

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    side = models.CharField(_("side"), max_length=8, choices=Side, editable=False)
    partner = models.ForeignKey(
        "kernel.Organisation", models.PROTECT, verbose_name=_("with"), related_name="+"
    )
    person = ResponsibleField(_("whose time"))
    offer_id = models.BigIntegerField(null=True, editable=False)
    request_id = models.BigIntegerField(null=True, editable=False)
    terms = models.CharField(max_length=64, editable=False)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True, editable=False)
    agreed_by = models.CharField(_("agreed by"), max_length=150, blank=True, editable=False)
    said_at = models.DateTimeField(auto_now=True, null=True)
    holds = models.BooleanField(_("holds"), default=False, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    ended_because = models.CharField(_("ended because"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("agreement on time")
        verbose_name_plural = _("agreements on time")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="time_agreed_once"),
            RowSecurity(name="federation_timeagreement_rls_wall", also=_PARTNERS),
        ]

    def full_name(self) -> str:
        """Name it by role, share and partner."""
        return f"{self.role.name} {self.share} % · {self.partner.name}"

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return our own copies, and those of partners."""
        return cls.everything.filter(readable_by(actor) | Q(partner_id=actor.organisation_id))


class TimeGiven(Part):
    """The hours that were given under an agreement in one month, as the lender wrote them down."""

    agreement = models.ForeignKey(
        TimeAgreement, models.CASCADE, verbose_name=_("agreement"), related_name="given"
    )
    partner = models.ForeignKey(
        "kernel.Organisation", models.PROTECT, editable=False, related_name="+"
    )
    month = models.DateField(_("month"), help_text=_("Any day of it."))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("time that was given")
        verbose_name_plural = _("time that was given")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "agreement", "month"], name="month_given_once"
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="given_is_not_negative"),
            RowSecurity(name="federation_timegiven_rls_wall", also=_PARTNERS),
        ]

    def full_name(self) -> str:
        """Name it by agreement and month."""
        return f"{self.agreement.name} · {self.month:%Y-%m}"

    def save(self, *args: object, **options: object) -> None:
        """Count by months, and let the borrower read it."""
        self.month = self.month.replace(day=1)
        self.partner_id = self.agreement.partner_id
        super().save(*args, **options)

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return what we gave, and what was given us."""
        return cls.everything.filter(readable_by(actor) | Q(partner_id=actor.organisation_id))
