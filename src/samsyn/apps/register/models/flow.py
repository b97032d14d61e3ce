"""Where information goes: from whom to whom, what, how and how often."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models.answer import TransferBasis, answer, country
from samsyn.apps.register.models.information import InformationAsset
from samsyn.kernel.tenancy.owned import Noun, Owned
from samsyn.kernel.tenancy.reach import narrowest

ENDS = ("system", "routine", "unit", "party")


def _one_of(side: str) -> Q:
    """Return the condition that exactly one end of this side is named."""
    found = Q()
    for chosen in ENDS:
        one = Q(**{f"{side}_{chosen}__isnull": False})
        for other in ENDS:
            if other != chosen:
                one &= Q(**{f"{side}_{other}__isnull": True})
        found |= one
    return found


def _end(model: str, label: StrOrPromise) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=label, null=True, blank=True, related_name="+"
    )


class Means(models.TextChoices):
    """How information is carried."""

    API = "api", _("Machine to machine (API)")
    FILE = "file", _("File transfer")
    PORTAL = "portal", _("Typed into a portal")
    EMAIL = "email", _("E-mail")
    MANUAL = "manual", _("Typed over by hand")
    PAPER = "paper", _("Paper")
    PHONE = "phone", _("Phone or talk")


class Integration(Noun):
    """A technical connection between two systems; flows may run through it."""

    class State(models.TextChoices):
        """Whether it runs."""

        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        STOPPED = "stopped", _("Taken out of use")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "standard", "notes")

    name = models.CharField(_("name"), max_length=420)
    source = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("from system"), related_name="+"
    )
    target = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("to system"), related_name="+"
    )
    platform = models.ForeignKey(
        "register.System",
        models.SET_NULL,
        verbose_name=_("by way of"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The integration platform it runs through."),
    )
    means = models.CharField(_("how"), max_length=8, choices=Means, blank=True)
    standard = models.CharField(_("standard or interface"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    documentation = models.URLField(_("documentation"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("integration")
        verbose_name_plural = _("integrations")

    def __str__(self) -> str:
        return self.name


class InformationFlow(Noun):
    """Information going from one system, routine, unit or outside party to another."""

    class Frequency(models.TextChoices):
        """How often."""

        CONTINUOUS = "continuous", _("All the time")
        DAILY = "daily", _("Daily")
        WEEKLY = "weekly", _("Weekly")
        MONTHLY = "monthly", _("Monthly")
        YEARLY = "yearly", _("Yearly")
        ON_DEMAND = "on_demand", _("When needed")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "purpose")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    source_system = _end("register.System", _("from system"))
    source_routine = _end("register.Routine", _("from routine"))
    source_unit = _end("organisation.Unit", _("from unit"))
    source_party = _end("register.OutsideParty", _("from outside party"))
    target_system = _end("register.System", _("to system"))
    target_routine = _end("register.Routine", _("to routine"))
    target_unit = _end("organisation.Unit", _("to unit"))
    target_party = _end("register.OutsideParty", _("to outside party"))
    assets = models.ManyToManyField(
        InformationAsset,
        verbose_name=_("information it carries"),
        through="register.FlowAsset",
        blank=True,
        related_name="flows",
        help_text=_("When nothing is chosen, it is taken to carry all that its source has."),
    )
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    means = models.CharField(_("how"), max_length=8, choices=Means, blank=True)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency, blank=True)
    integration = models.ForeignKey(
        Integration,
        models.SET_NULL,
        verbose_name=_("integration"),
        null=True,
        blank=True,
        related_name="flows",
    )
    encrypted = answer(_("encrypted"))
    leaves_eea = answer(_("leaves the EU and EEA"))
    to_country = country(_("to country"))
    transfer_basis = models.CharField(
        _("basis for the transfer"), max_length=14, choices=TransferBasis, blank=True
    )
    needed = models.BooleanField(_("the receiver stops without it"), default=False)
    tolerance_hours = models.PositiveIntegerField(
        _("manages without for (hours)"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("information flow")
        verbose_name_plural = _("information flows")
        constraints = [
            models.CheckConstraint(
                condition=_one_of("source"),
                name="flow_from_one",
                violation_error_message=_("Say where it comes from: one place, not several."),
            ),
            models.CheckConstraint(
                condition=_one_of("target"),
                name="flow_to_one",
                violation_error_message=_("Say where it goes: one place, not several."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "source_system"], name="flow_from_system"),
            models.Index(fields=["organisation", "target_system"], name="flow_to_system"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a flow without two ends, or from a thing to itself."""
        wrong: dict[str, object] = {}
        ends: dict[str, object] = {}
        for side, told in (
            ("source", _("Say where it comes from: one place, not several.")),
            ("target", _("Say where it goes: one place, not several.")),
        ):
            named = [end for end in ENDS if getattr(self, f"{side}_{end}_id") is not None]
            if len(named) != 1:
                wrong[f"{side}_{named[1] if named[1:] else 'system'}"] = told
            else:
                ends[side] = (named[0], getattr(self, f"{side}_{named[0]}_id"))
        if not wrong and ends["source"] == ends["target"]:
            wrong["target_system"] = _("It cannot go to where it comes from.")
        if wrong:
            raise ValidationError(wrong)

    def end(self, side: str) -> models.Model | None:
        """Return what stands at this side: "source" or "target"."""
        for end in ENDS:
            if getattr(self, f"{side}_{end}_id") is not None:
                found: models.Model | None = getattr(self, f"{side}_{end}")
                return found
        return None

    def name_it(self) -> None:
        """Name it by its two ends."""
        self.name = f"{self.end('source')} → {self.end('target')}"[:420]

    def hide_with_ends(self) -> None:
        """Let its name, which holds theirs, reach no further than they do."""
        ends = [end for side in ("source", "target") if (end := self.end(side)) is not None]
        self.visibility = narrowest(
            self.visibility, *(end for end in ends if isinstance(end, Owned))
        )

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        self.hide_with_ends()
        super().save(*args, **options)


class FlowAsset(Owned):
    """One flow carries one information asset."""

    flow = models.ForeignKey(InformationFlow, models.CASCADE, related_name="+")
    asset = models.ForeignKey(InformationAsset, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "flow", "asset"], name="flow_carries_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.flow_id} · {self.asset_id}"
