"""What people do, again and again: a routine, whether or not a system helps them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class Routine(Noun):
    """A routine or a service; its information analysis says who may do what, when and why."""

    class Kind(models.TextChoices):
        """For whom it is done."""

        SERVICE = "service", _("Service to inhabitants")
        INTERNAL = "internal", _("Internal routine")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "purpose", "description")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.INTERNAL)
    purpose = MarkdownField(_("purpose"), blank=True)
    description = MarkdownField(_("how it is done"), blank=True)
    unit = belonging_unit(_("unit"))
    owner = ResponsibleField(_("routine owner"), help_text=_("Answers for how it is done."))
    known_by = ResponsibleField(
        _("known best by"), help_text=_("Whom to ask; a routine known by one is a risk.")
    )
    frequency = models.CharField(_("how often"), max_length=120, blank=True)
    legal_ground = models.CharField(_("legal ground"), max_length=300, blank=True)
    mtpd_hours = models.PositiveIntegerField(
        _("harm is serious after (hours)"),
        null=True,
        blank=True,
        help_text=_("The tolerable outage (MTPD)."),
    )
    fallback = MarkdownField(
        _("fallback"), blank=True, help_text=_("How it is done when nothing works.")
    )
    fallback_exercised_on = models.DateField(_("fallback exercised"), null=True, blank=True)
    systems = models.ManyToManyField(
        "register.System",
        verbose_name=_("systems it uses"),
        through="register.RoutineSystem",
        blank=True,
        related_name="routines",
    )
    participants = models.CharField(_("who took part in the analysis"), max_length=500, blank=True)
    analysed_on = models.DateField(_("information analysed on"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        verbose_name = _("routine")
        verbose_name_plural = _("routines")

    def __str__(self) -> str:
        return self.name


class RoutineSystem(Noun):
    """One routine uses one system, and can or cannot do without it."""

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    routine = models.ForeignKey(
        Routine, models.CASCADE, verbose_name=_("routine"), related_name="+"
    )
    system = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("system"), related_name="+"
    )
    needed = models.BooleanField(
        _("stops without it"), default=True, help_text=_("Unless a fallback takes over.")
    )
    tolerance_hours = models.PositiveIntegerField(
        _("manages without for (hours)"), null=True, blank=True
    )
    what_for = models.CharField(_("what for"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("system in a routine")
        verbose_name_plural = _("systems in routines")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "routine", "system"],
                name="routine_uses_system_once",
                violation_error_message=_("The routine has this system already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by its two ends."""
        self.name = f"{self.routine.name} · {self.system.name}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its two ends."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.routine, self.system)
        super().save(*args, **options)


class RoutineRight(Noun):
    """Who may do what with which information in a routine, when and for what purpose."""

    class Verb(models.TextChoices):
        """What somebody may do with the information."""

        READ = "read", _("Read")
        WRITE = "write", _("Write")
        CHANGE = "change", _("Change")
        DELETE = "delete", _("Delete")
        HAND_OUT = "hand_out", _("Hand out")
        APPROVE = "approve", _("Approve")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    routine = models.ForeignKey(
        Routine, models.CASCADE, verbose_name=_("routine"), related_name="rights"
    )
    who = models.CharField(
        _("who"), max_length=200, help_text=_("A role, never a person's name: the ward nurse.")
    )
    verb = models.CharField(_("may"), max_length=8, choices=Verb, default=Verb.READ)
    asset = models.ForeignKey(
        "register.InformationAsset",
        models.PROTECT,
        verbose_name=_("information"),
        null=True,
        blank=True,
        related_name="+",
    )
    what = models.CharField(
        _("which part"), max_length=300, blank=True, help_text=_("Where it is not all of it.")
    )
    when = models.CharField(_("when"), max_length=200, blank=True)
    purpose = models.CharField(_("for what purpose"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("right in a routine")
        verbose_name_plural = _("rights in routines")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Demand that the information is named in one way or the other."""
        if not self.asset_id and not self.what.strip():
            raise ValidationError({"asset": _("Say which information.")})

    def name_it(self) -> None:
        """Name it by what it says."""
        what = self.asset.name if self.asset else self.what
        self.name = f"{self.who} · {self.get_verb_display()} · {what}"[:420]

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than the routine and the information."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.routine, self.asset)
        super().save(*args, **options)


class RoutineRequirement(Noun):
    """What a routine's information demands of people, premises and systems."""

    class Weight(models.TextChoices):
        """How binding it is."""

        MUST = "must", _("Must")
        SHOULD = "should", _("Should")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("requirement"), max_length=400)
    routine = models.ForeignKey(
        Routine, models.CASCADE, verbose_name=_("routine"), related_name="requirements"
    )
    weight = models.CharField(_("weight"), max_length=6, choices=Weight, default=Weight.MUST)
    because = models.CharField(_("because"), max_length=300, blank=True)
    code = models.CharField(
        _("follows from"), max_length=40, blank=True, editable=False
    )  # which rule demanded it; blank when people wrote it themselves
    not_needed_because = models.CharField(
        _("not needed because"),
        max_length=300,
        blank=True,
        help_text=_("A requirement turned down says why, and stays to be read."),
    )

    class Meta:
        verbose_name = _("routine's requirement")
        verbose_name_plural = _("routines' requirements")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Let it be seen no further than the routine."""
        self.visibility = narrowest(self.visibility, self.routine)
        super().save(*args, **options)
