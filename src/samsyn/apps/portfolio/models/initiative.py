"""Initiatives: what the organisation sets out to do, why, by when, and whose it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.domain.portfolio import course, tracks
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun, Owned


class Track(models.TextChoices):
    """By which logic an initiative is steered."""

    CHALLENGE = tracks.Track.CHALLENGE.value, _("Challenge")
    MANDATED = tracks.Track.MANDATED.value, _("Mandated solution")
    PREREQUISITE = tracks.Track.PREREQUISITE.value, _("Prerequisite")


class Initiative(Noun):
    """One thing to be done: it begins as an idea and ends in benefits, or is stopped."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "problem", "programme")

    class State(models.TextChoices):
        """How far it has come."""

        IDEA = course.State.IDEA.value, _("Idea")
        PROPOSED = course.State.PROPOSED.value, _("Proposed")
        DECIDED = course.State.DECIDED.value, _("Decided")
        RUNNING = course.State.RUNNING.value, _("Running")
        DELIVERED = course.State.DELIVERED.value, _("Delivered")
        HANDED_OVER = course.State.HANDED_OVER.value, _("Handed over")
        REALISING = course.State.REALISING.value, _("Realising benefits")
        CLOSED = course.State.CLOSED.value, _("Closed")
        STOPPED = course.State.STOPPED.value, _("Stopped")

    class Origin(models.TextChoices):
        """Where it comes from."""

        LOCAL = "local", _("Our own")
        JOINT = "joint", _("Joint with neighbours")
        NATIONAL = "national", _("National programme")

    class OwnerLevel(models.TextChoices):
        """At which level it is owned."""

        POLITICAL = tracks.OwnerLevel.POLITICAL.value, _("Political level")
        EXECUTIVE = tracks.OwnerLevel.EXECUTIVE.value, _("Executive management")
        DEPARTMENT = tracks.OwnerLevel.DEPARTMENT.value, _("Department")
        IT = tracks.OwnerLevel.IT.value, _("IT or digitalisation unit")

    class Cynefin(models.TextChoices):
        """What kind of problem it is, which says how to work."""

        CLEAR = "clear", _("Clear: use best practice")
        COMPLICATED = "complicated", _("Complicated: let experts analyse")
        COMPLEX = "complex", _("Complex: probe in short rounds")
        CHAOTIC = "chaotic", _("Chaotic: act first")

    class Ambition(models.TextChoices):
        """How far to go."""

        LOWEST = "lowest", _("As little as the law asks")
        STANDARD = "standard", _("As most do")
        HIGH = "high", _("Among the best")

    class Risk(models.TextChoices):
        """How likely it is to go wrong, and how badly."""

        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    name = models.CharField(_("name"), max_length=200)
    problem = MarkdownField(
        _("problem"), blank=True, help_text=_("What is wrong today and for whom. Not the solution.")
    )
    track = models.CharField(_("track"), max_length=12, choices=Track)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IDEA)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.LOCAL)
    programme = models.CharField(
        _("programme"), max_length=150, blank=True, help_text=_("The larger undertaking it is in.")
    )
    cynefin = models.CharField(_("kind of problem"), max_length=12, choices=Cynefin, blank=True)
    evidence = MarkdownField(
        _("how we know"), blank=True, help_text=_("How often it happens, to whom, and who says so.")
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of the answer to"),
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The challenge that this helps to meet."),
    )
    project_model = models.ForeignKey(
        "portfolio.ProjectModel",
        models.PROTECT,
        verbose_name=_("project model"),
        null=True,
        blank=True,
        related_name="initiatives",
    )

    owner = ResponsibleField(_("owner"), help_text=_("Who in the business answers for it."))
    owner_level = models.CharField(_("owned at"), max_length=10, choices=OwnerLevel, blank=True)
    sponsor = ResponsibleField(_("sponsor"), help_text=_("Who pays, and clears the way."))
    line_owner = ResponsibleField(
        _("taken over by"),
        help_text=_("Who answers for the result once it is delivered."),
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="+",
    )

    ambition = models.CharField(_("ambition"), max_length=10, choices=Ambition, blank=True)
    ambition_decided_on = models.DateField(_("ambition decided on"), null=True, blank=True)
    ambition_decided_by = models.CharField(_("ambition decided by"), max_length=150, blank=True)
    is_optional = models.BooleanField(
        _("may be left out"),
        default=False,
        help_text=_("The roadmap takes it in only where time and money suffice."),
    )
    earliest_start = models.DateField(_("earliest start"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    legal_ground = models.CharField(
        _("legal ground of the deadline"),
        max_length=200,
        blank=True,
        help_text=_("The law that sets the date. Empty for a wish of our own."),
    )
    lateness_weight = models.PositiveSmallIntegerField(
        _("weight of a week's delay"),
        default=1,
        help_text=_("A week late with 3 is as bad as three weeks late with 1."),
    )
    started_on = models.DateField(_("started on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    accepted_yearly_cost = MoneyField(
        _("running cost that was accepted"), null=True, blank=True, editable=False
    )

    one_off_cost = MoneyField(
        _("one-off cost"),
        default=0,
        help_text=_("An estimate, used until the phases say what they cost."),
    )
    yearly_cost = MoneyField(_("yearly running cost"), default=0)
    yearly_benefit = MoneyField(
        _("yearly benefit, estimated"),
        default=0,
        help_text=_("An estimate, used until the benefits say what they are worth."),
    )
    fund = models.ForeignKey(
        "portfolio.Fund",
        models.PROTECT,
        verbose_name=_("fund"),
        null=True,
        blank=True,
        related_name="initiatives",
    )
    risk = models.CharField(_("risk"), max_length=6, choices=Risk, blank=True)
    risk_text = MarkdownField(_("what may go wrong"), blank=True)
    units = models.ManyToManyField(
        "organisation.Unit",
        verbose_name=_("affected units"),
        through="portfolio.InitiativeUnit",
        related_name="affected_by",
        blank=True,
    )
    systems = models.ManyToManyField(
        "register.System",
        verbose_name=_("affected systems"),
        through="portfolio.InitiativeSystem",
        related_name="initiatives",
        blank=True,
    )

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        indexes = [
            models.Index(fields=["organisation", "sort_key"], name="initiative_order"),
            models.Index(fields=["organisation", "state"], name="initiative_state"),
        ]

    def __str__(self) -> str:
        return self.name


class InitiativeSystem(Owned):
    """An initiative touches a system."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="touches")
    system = models.ForeignKey("register.System", models.CASCADE, related_name="touched_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "system"], name="initiative_touches_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} - {self.system_id}"


class InitiativeUnit(Owned):
    """An initiative changes how a unit works."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="concerns")
    unit = models.ForeignKey("organisation.Unit", models.CASCADE, related_name="concerned_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "unit"], name="initiative_concerns_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} - {self.unit_id}"
