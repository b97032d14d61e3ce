"""The capability map: what a digitalisation function must be able to, and how able each is."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models.belonging import told_unless_closed
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Catalogue
from samsyn.kernel.tenancy.part import Part

MOST = 5


class CapabilityMap(Catalogue):
    """One map: a tree of capabilities of the catalogue, areas first, that members compare on."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name"), max_length=150, unique=True)
    description = MarkdownField(_("description"), blank=True)
    root = models.OneToOneField(
        "register.Capability", models.PROTECT, verbose_name=_("capability"), related_name="map"
    )

    class Meta:
        verbose_name = _("capability map")
        verbose_name_plural = _("capability maps")

    def __str__(self) -> str:
        return self.name


class CapabilityLevel(Catalogue):
    """What a level from 0 to 5 means for one capability."""

    title_field: ClassVar[str] = "text"

    capability = models.ForeignKey(
        "register.Capability", models.CASCADE, verbose_name=_("capability"), related_name="levels"
    )
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(MOST)])
    text = models.CharField(_("what it means"), max_length=500)

    class Meta:
        verbose_name = _("level of a capability")
        verbose_name_plural = _("levels of capabilities")
        constraints = [
            models.UniqueConstraint(fields=["capability", "level"], name="level_described_once")
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"


class CapabilityRole(Catalogue):
    """A role that a capability rests on."""

    title_field: ClassVar[str] = "note"

    capability = models.ForeignKey(
        "register.Capability", models.CASCADE, verbose_name=_("capability"), related_name="roles"
    )
    role = models.ForeignKey(
        "organisation.Role", models.CASCADE, verbose_name=_("role"), related_name="+"
    )
    note = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("role behind a capability")
        verbose_name_plural = _("roles behind capabilities")
        constraints = [
            models.UniqueConstraint(fields=["capability", "role"], name="role_carries_once")
        ]

    def __str__(self) -> str:
        return f"{self.capability} · {self.role}"


class CapabilityAssessment(Part):
    """How able one organisation was on a day, how we know, and how able it means to be.

    Earlier days are kept: maturity over time is read from them.
    """

    visibility = told_unless_closed()
    capability = models.ForeignKey(
        "register.Capability",
        models.PROTECT,
        verbose_name=_("capability"),
        related_name="assessments",
    )
    assessed_on = models.DateField(_("assessed on"))
    level = models.PositiveSmallIntegerField(
        _("level"), validators=[MaxValueValidator(MOST)], help_text=_("From 0 to 5.")
    )
    evidence = MarkdownField(_("how we know"), blank=True)
    target = models.PositiveSmallIntegerField(
        _("target level"), null=True, blank=True, validators=[MaxValueValidator(MOST)]
    )
    target_by = models.DateField(_("target to be reached by"), null=True, blank=True)
    initiative = models.ForeignKey(
        "portfolio.Initiative",
        models.SET_NULL,
        verbose_name=_("initiative that closes the gap"),
        null=True,
        blank=True,
        related_name="raises",
    )
    assessed_by = ResponsibleField(_("assessed by"))

    class Meta:
        verbose_name = _("assessment of a capability")
        verbose_name_plural = _("assessments of capabilities")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "capability", "assessed_on"],
                name="capability_assessed_once_a_day",
                violation_error_message=_("This capability was assessed that day already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by capability and day."""
        return f"{self.capability.name} · {self.assessed_on.isoformat()}"


class RoleShown(Part):
    """How many of us hold a role, told to the federation: a count and whom to ask, and no names."""

    visibility = told_unless_closed()
    role = models.ForeignKey(
        "organisation.Role", models.PROTECT, verbose_name=_("role"), related_name="+"
    )
    people = models.PositiveSmallIntegerField(_("how many hold it"))
    contact = models.CharField(
        _("whom to ask"),
        max_length=200,
        blank=True,
        help_text=_("A function rather than a person: the switchboard, a shared mailbox."),
    )
    told_on = models.DateField(_("told on"))

    class Meta:
        verbose_name = _("role that we show")
        verbose_name_plural = _("roles that we show")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role"],
                name="role_shown_once",
                violation_error_message=_("This role is shown already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by role and count."""
        return f"{self.role.name}: {self.people}"
