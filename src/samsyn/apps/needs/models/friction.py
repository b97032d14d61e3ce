"""Friction: what is in people's way every week, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Person, ResponsibleField
from samsyn.apps.register.public import narrowest
from samsyn.domain.needs import pricing
from samsyn.domain.needs.course import FrictionState
from samsyn.kernel.tenancy.owned import Noun

_NONCE = 32
WORKING_WEEK = 40 * 60  # minutes; nobody loses more than there are
MOST_PEOPLE = 100_000


def new_nonce() -> str:
    """Return something nobody can guess; a poster's address is made from it."""
    return get_random_string(_NONCE)


def minutes_field(**options: Any) -> models.PositiveSmallIntegerField[Any, Any]:  # noqa: ANN401 - Django's
    """Return a field for what one person loses in a week."""
    return models.PositiveSmallIntegerField(
        _("minutes lost a week"),
        validators=[MinValueValidator(1), MaxValueValidator(WORKING_WEEK)],
        **options,
    )


def _unit(label: Any, **options: Any) -> models.ForeignKey[Any, Any]:  # noqa: ANN401 - Django's
    return models.ForeignKey(
        "organisation.Unit", models.PROTECT, verbose_name=label, null=True, blank=True,
        related_name="+", **options,
    )  # fmt: skip


class FrictionDoor(Noun):
    """An address on a poster by which people without an account report friction.

    The address is signed with the site's secret over `nonce`; what lies here opens nothing.
    """

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(
        _("poster"), max_length=150, help_text=_("Where it hangs: the staff room, the intranet.")
    )
    unit = _unit(_("unit"), help_text=_("Filled in on what is reported from there."))
    closes_on = models.DateField(
        _("open until"), null=True, blank=True, help_text=_("Empty: until the poster is removed.")
    )
    nonce = models.CharField(max_length=_NONCE, default=new_nonce, editable=False)

    class Meta:
        verbose_name = _("friction poster")
        verbose_name_plural = _("friction posters")

    def __str__(self) -> str:
        return self.name


class FrictionReport(Noun):
    """Something in the way, as somebody said it; the minutes of all who say "me too" are in it.

    One that turned out to be the same as another is `merged_into` that one, which then stands for
    all of them; `merged_through` is the one it was merged with, so that it can be undone.
    """

    class State(models.TextChoices):
        """What has become of it."""

        REPORTED = FrictionState.REPORTED.value, _("Reported")
        LOOKED_AT = FrictionState.LOOKED_AT.value, _("Looked at")
        SOLVED = FrictionState.SOLVED.value, _("Solved")
        LIFTED = FrictionState.LIFTED.value, _("Lifted to a need")
        NOT_NOW = FrictionState.NOT_NOW.value, _("Not now")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "text", "spot")

    name = models.CharField(
        _("what is in the way"), max_length=200, help_text=_("One sentence. No names of people.")
    )
    text = models.TextField(_("more about it"), blank=True)
    unit = _unit(_("unit"))
    spot = models.CharField(
        _("place"), max_length=150, blank=True, help_text=_("A room, a school, everywhere.")
    )
    system = models.ForeignKey(
        "register.System",
        models.PROTECT,
        verbose_name=_("system"),
        null=True,
        blank=True,
        related_name="friction",
        help_text=_("Where it is about one. A printer or the network is none."),
    )
    minutes = minutes_field(help_text=_("What one person loses in a usual week."))
    people = models.PositiveIntegerField(
        _("how many people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_("About how many lose as much. 1 if you do not know of others."),
    )

    reported_on = models.DateField(_("reported on"), null=True, editable=False)
    reported_by = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("reported by"),
        null=True,
        editable=False,
        related_name="+",
    )
    account = models.BigIntegerField(null=True, editable=False)  # the user; nobody at a poster
    door = models.ForeignKey(
        FrictionDoor,
        models.SET_NULL,
        verbose_name=_("came in by"),
        null=True,
        editable=False,
        related_name="reports",
    )

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.REPORTED, editable=False
    )
    handler = ResponsibleField(_("looked after by"), help_text=_("Who finds out what can be done."))
    answer = models.TextField(_("what was answered"), blank=True, editable=False)
    settled_on = models.DateField(_("answered on"), null=True, editable=False)
    settled_by = models.CharField(_("answered by"), max_length=150, blank=True, editable=False)

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("merged into"),
        null=True,
        editable=False,
        related_name="merged",
    )
    merged_through = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )
    weekly_minutes = models.PositiveIntegerField(_("minutes a week"), default=0, editable=False)
    voices = models.PositiveIntegerField(_("people who said so"), default=1, editable=False)

    class Meta:
        verbose_name = _("friction")
        verbose_name_plural = _("frictions")
        indexes = [
            models.Index(fields=["organisation", "sort_key"], name="friction_order"),
            models.Index(fields=["organisation", "-weekly_minutes"], name="friction_costliest"),
            models.Index(fields=["organisation", "state"], name="friction_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="friction_not_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 - Django's signature
        """Leave the one it was merged into with its own price."""
        head = self.merged_into
        gone = super().delete(*args, **options)
        if head is not None:
            head.reckon()
        return gone

    def price(self) -> pricing.Price:
        """Return what it costs with all that was merged into it; three queries."""
        group = [self, *self.merged.prefetch_related("me_toos")]
        return self.price_with(group[1:], [said for one in group for said in one.me_toos.all()])

    def price_with(
        self, merged: Iterable[FrictionReport], me_toos: Iterable[MeToo]
    ) -> pricing.Price:
        """Return what it costs with what was merged into it, and all the me-toos to these."""
        claims = [
            pricing.Claim(
                report=one.pk,
                account=one.account,
                place=one.unit_id,
                minutes=one.minutes,
                people=one.people,
            )
            for one in (self, *merged)
        ]
        said = [
            pricing.MeToo(report=one.friction_id, account=one.account, minutes=one.minutes)
            for one in me_toos
        ]
        return pricing.price(claims, said)

    def reckon(self) -> None:
        """Keep what it costs, inside the act that changed it."""
        found = self.price()
        self.weekly_minutes, self.voices = found.minutes, found.voices
        self.save(update_fields=["weekly_minutes", "voices"])


class MeToo(Noun):
    """Somebody else meets the same: one per account and friction, with minutes of their own."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=360, blank=True, editable=False)
    friction = models.ForeignKey(
        FrictionReport, models.CASCADE, verbose_name=_("friction"), related_name="me_toos"
    )
    account = models.BigIntegerField(editable=False)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        null=True,
        editable=False,
        related_name="+",
    )
    minutes = minutes_field()
    words = models.CharField(_("in their own words"), max_length=300, blank=True)
    said_on = models.DateField(_("said on"), editable=False)

    class Meta:
        verbose_name = _("me too")
        verbose_name_plural = _("me toos")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "friction", "account"],
                name="me_too_once",
                violation_error_message=_("You have said so already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it by who said it and about what; it is seen no further than the friction."""
        self.visibility = narrowest(self.visibility, self.friction)
        who = self.person.name if self.person else str(_("Somebody"))
        self.name = f"{who} · {self.friction.name}"
        super().save(*args, **options)
