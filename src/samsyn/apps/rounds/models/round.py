"""Round: "is this still true?", asked of everybody who answers for rows of one noun."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Person, ResponsibleField, Unit
from samsyn.kernel.tenancy.owned import Noun

_NONCE = 32


def new_nonce() -> str:
    """Return something nobody can guess; the address in a mail is made from it."""
    return get_random_string(_NONCE)


class Round(Noun):
    """One question to many; `kind` is the noun asked about, `role` the field that names whom."""

    class State(models.TextChoices):
        """Whether answers are still taken."""

        RUNNING = "running", _("Under way")
        ENDED = "ended", _("Ended")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("round"), max_length=200, editable=False)
    kind = models.CharField(max_length=40, editable=False)
    role = models.CharField(max_length=40, editable=False)
    asked = ArrayField(models.CharField(max_length=60), default=list, editable=False)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("unit"),
        related_name="+",
    )
    months = models.PositiveSmallIntegerField(
        _("not confirmed for (months)"), default=0, editable=False
    )
    words = models.TextField(_("words to those asked"), blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.RUNNING, editable=False
    )
    coordinator = ResponsibleField(_("coordinator"), help_text=_("Reviews the answers."))
    started_on = models.DateField(_("started"), editable=False)
    deadline = models.DateField(_("answers wanted by"), editable=False)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("owners' round")
        verbose_name_plural = _("owners' rounds")

    def __str__(self) -> str:
        return self.name


class RoundPerson(Noun):
    """One person asked in one round, with the way in that only this person's mail holds.

    The address is signed with the site's secret over `nonce`; what lies here opens nothing.
    """

    name = models.CharField(_("name"), max_length=360, editable=False)
    round = models.ForeignKey(
        Round, models.CASCADE, verbose_name=_("owners' round"), related_name="people",
        editable=False,
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person asked"), related_name="+", editable=False
    )
    nonce = models.CharField(max_length=_NONCE, default=new_nonce, editable=False)
    mailed_at = models.DateTimeField(_("asked at"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, editable=False)

    class Meta:
        verbose_name = _("person asked in a round")
        verbose_name_plural = _("people asked in rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "person"], name="person_asked_once_in_round"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it by its two ends."""
        self.name = f"{self.person.name} · {self.round.name}"
        super().save(*args, **options)


class RoundAnswer(Noun):
    """One row that somebody is asked about, and what they said; changes wait for a review.

    `proposed` holds what they typed by field, and `before` what stood there.
    """

    class Said(models.TextChoices):
        """What the person said."""

        NOTHING = "nothing", _("Not answered yet")
        STILL_TRUE = "still_true", _("Still true")
        CHANGE = "change", _("To be changed")
        NOT_MINE = "not_mine", _("Not theirs any more")

    class Review(models.TextChoices):
        """What became of it."""

        NOT_NEEDED = "not_needed", _("Nothing to review")
        WAITING = "waiting", _("Waits for review")
        APPLIED = "applied", _("Applied")
        SET_ASIDE = "set_aside", _("Set aside")

    name = models.CharField(_("about"), max_length=300, editable=False)
    round = models.ForeignKey(
        Round, models.CASCADE, verbose_name=_("owners' round"), related_name="answers",
        editable=False,
    )  # fmt: skip
    asked = models.ForeignKey(
        RoundPerson,
        models.CASCADE,
        null=True,
        editable=False,
        verbose_name=_("person asked"),
        related_name="answers",
    )
    nobody_because = models.CharField(_("nobody was asked"), max_length=200, blank=True,
                                      editable=False)  # fmt: skip
    row_id = models.BigIntegerField(editable=False)
    said = models.CharField(
        _("said"), max_length=10, choices=Said, default=Said.NOTHING, editable=False
    )
    before = models.JSONField(default=dict, editable=False)
    proposed = models.JSONField(default=dict, editable=False)
    who_then = models.CharField(_("who then"), max_length=200, blank=True, editable=False)
    comment = models.CharField(_("comment"), max_length=500, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    review = models.CharField(
        _("review"), max_length=10, choices=Review, default=Review.NOT_NEEDED, editable=False
    )
    reviewed_by = models.CharField(_("reviewed by"), max_length=150, blank=True, editable=False)
    reviewed_on = models.DateField(_("reviewed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("answer in a round")
        verbose_name_plural = _("answers in rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "row_id"], name="row_asked_once_in_round"
            )
        ]
        indexes = [models.Index(fields=["organisation", "round", "said"], name="answers_of_round")]

    def __str__(self) -> str:
        return self.name
