"""What one organisation uses: its system, whatever product lies beneath."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.models.answer import answer
from samsyn.apps.register.models.belonging import unit as belonging_unit
from samsyn.apps.register.models.system_facts import SystemLaw, SystemProtection, SystemWorth
from samsyn.domain.register import lifecycle
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.owned import Noun, Owned


class System(SystemProtection, SystemLaw, SystemWorth, Noun):
    """An organisation's own use of a product: what it is called here and who answers for it."""

    class Stage(models.TextChoices):
        """Where it is in its life."""

        PLANNED = lifecycle.Stage.PLANNED, _("Planned")
        PILOT = lifecycle.Stage.PILOT, _("Pilot")
        PRODUCTION = lifecycle.Stage.PRODUCTION, _("In production")
        PHASE_OUT = lifecycle.Stage.PHASE_OUT, _("Being phased out")
        RETIRED = lifecycle.Stage.RETIRED, _("Retired")

    class Criticality(models.TextChoices):
        """What happens to the organisation's work when it stops."""

        LOW = "low", _("Low: work goes on")
        MEDIUM = "medium", _("Medium: work is slowed down")
        HIGH = "high", _("High: important work stops")
        CRITICAL = "critical", _("Critical: life, health or society is at risk")

    class Hosting(models.TextChoices):
        """Who runs it."""

        OWN = "own", _("We run it ourselves")
        SUPPLIER = "supplier", _("The supplier runs it")
        JOINT = "joint", _("Run together with others")
        MIXED = "mixed", _("Partly ourselves, partly the supplier")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "aliases", "local_id", "purpose")

    name = models.CharField(_("name"), max_length=200)
    aliases = models.CharField(
        _("also called"),
        max_length=300,
        blank=True,
        help_text=_("Other and former names, with commas between."),
    )
    local_id = models.CharField(_("local id"), max_length=60, blank=True)
    product = models.ForeignKey(
        "register.Product",
        models.PROTECT,
        verbose_name=_("product"),
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.CharField(_("version"), max_length=60, blank=True)
    purpose = MarkdownField(_("purpose"), blank=True)

    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.PRODUCTION)
    planned_on = models.DateField(_("planned since"), null=True, blank=True)
    pilot_on = models.DateField(_("pilot since"), null=True, blank=True)
    production_on = models.DateField(_("in production since"), null=True, blank=True)
    phase_out_on = models.DateField(_("being phased out since"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        related_name="replaces",
    )

    cut_over_on = models.DateField(
        _("cut-over"),
        null=True,
        blank=True,
        help_text=_("The day its work moves to the system that replaces it."),
    )

    owner = ResponsibleField(
        _("system owner"), help_text=_("Decides about it, pays for it and answers for it.")
    )
    administrator = ResponsibleField(
        _("system administrator"), help_text=_("Looks after it day by day.")
    )
    information_owner = ResponsibleField(
        _("information owner"), help_text=_("Decides about the information in it.")
    )
    operations = ResponsibleField(_("operations"), help_text=_("Keeps it running."))
    security_contact = ResponsibleField(
        _("security contact"), help_text=_("Is called when something has happened.")
    )
    owner_deputy = ResponsibleField(_("system owner's deputy"))
    administrator_deputy = ResponsibleField(_("administrator's deputy"))
    operations_deputy = ResponsibleField(_("operations' deputy"))
    security_deputy = ResponsibleField(_("security contact's deputy"))
    unit = belonging_unit(_("responsible unit"))
    units_served = models.ManyToManyField(
        "organisation.Unit",
        verbose_name=_("units that use it"),
        through="register.SystemUnit",
        blank=True,
        related_name="+",
    )
    users = models.PositiveIntegerField(_("number of users"), null=True, blank=True)

    criticality = models.CharField(_("criticality"), max_length=10, choices=Criticality, blank=True)
    societally_critical = answer(
        _("critical to society"), _("Others than ourselves depend on it in a crisis.")
    )
    criticality_on = models.DateField(_("criticality judged on"), null=True, blank=True)
    criticality_document = models.URLField(_("criticality's basis"), blank=True)
    mtpd_hours = models.PositiveIntegerField(
        _("harm is serious after (hours)"),
        null=True,
        blank=True,
        help_text=_("The tolerable outage (MTPD)."),
    )
    rto_hours = models.PositiveIntegerField(
        _("back within (hours)"),
        null=True,
        blank=True,
        help_text=_("The longest it may be down (RTO)."),
    )
    rpo_hours = models.PositiveIntegerField(
        _("work lost at most (hours)"),
        null=True,
        blank=True,
        help_text=_("How much of the latest work may be lost (RPO)."),
    )
    fallback = MarkdownField(
        _("fallback"), blank=True, help_text=_("How the work is done while it is down.")
    )
    fallback_exercised_on = models.DateField(_("fallback exercised"), null=True, blank=True)
    recovery_plan = models.URLField(_("plan for recovery"), blank=True)

    hosting = models.CharField(_("run by"), max_length=10, choices=Hosting, blank=True)
    hosted_on = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("runs on"),
        null=True,
        blank=True,
        related_name="hosts",
        help_text=_("The platform that it stops with."),
    )
    site = models.ForeignKey(
        "register.Site",
        models.PROTECT,
        verbose_name=_("site"),
        null=True,
        blank=True,
        related_name="systems",
        help_text=_("Where the machines stand."),
    )
    hosting_country = models.CharField(
        _("country of the data"),
        max_length=2,
        blank=True,
        help_text=_("Two letters, for instance SE or US."),
    )
    yearly_cost = MoneyField(_("cost per year"), null=True, blank=True)
    main_agreement = models.ForeignKey(
        "register.Agreement",
        models.SET_NULL,
        verbose_name=_("main agreement"),
        null=True,
        blank=True,
        related_name="+",
    )

    assets = models.ManyToManyField(
        "register.InformationAsset",
        verbose_name=_("information in it"),
        through="register.SystemInformation",
        blank=True,
        related_name="systems",
    )
    information_after = models.CharField(
        _("what became of the information"),
        max_length=300,
        blank=True,
        help_text=_("Said when it is retired: moved, archived or destroyed, and where."),
    )
    no_agreement_because = models.CharField(
        _("no agreement needed, because"),
        max_length=300,
        blank=True,
        help_text=_("Only where there is nothing to agree on: made and run by ourselves."),
    )
    no_dpa_because = models.CharField(
        _("no data-processing agreement needed, because"),
        max_length=300,
        blank=True,
        help_text=_("Only where no supplier processes personal data for us."),
    )

    class Meta:
        verbose_name = _("system")
        verbose_name_plural = _("systems")
        indexes = [
            models.Index(fields=["organisation", "sort_key", "id"], name="system_in_order"),
            models.Index(fields=["organisation", "stage"], name="system_by_stage"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a life whose stages come in the wrong order, and a system replacing itself."""
        self.hosting_country = self.hosting_country.strip().upper()
        wrong: dict[str, object] = {}
        entered = {stage: getattr(self, f"{stage}_on") for stage in lifecycle.Stage}
        for earlier, later in lifecycle.out_of_order(entered):
            told = _now("This is before “%(earlier)s”.")
            wrong[f"{later}_on"] = told % {"earlier": System.Stage(earlier).label}
        if self.pk and self.replaced_by_id == self.pk:
            wrong["replaced_by"] = _("A system cannot replace itself.")
        if self.pk and self.hosted_on_id == self.pk:
            wrong["hosted_on"] = _("A system cannot run on itself.")
        if self.hosting_country and not self.hosting_country.isalpha():
            wrong["hosting_country"] = _("Two letters, for instance SE or US.")
        if wrong:
            raise ValidationError(wrong)


class SystemUnit(Owned):
    """One unit uses one system."""

    system = models.ForeignKey(System, models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "unit"], name="unit_uses_system_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system_id} · {self.unit_id}"


class SystemInformation(Owned):
    """One system holds one information asset."""

    system = models.ForeignKey(System, models.CASCADE, related_name="+")
    asset = models.ForeignKey("register.InformationAsset", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "asset"], name="asset_in_system_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system_id} · {self.asset_id}"
