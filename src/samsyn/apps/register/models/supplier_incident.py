"""An incident at a supplier: what we know, which clocks run, what we did."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.domain.register.clocks import Clock
from samsyn.kernel.tenancy.owned import Noun, Visibility


class SupplierIncident(Noun):
    """Something has happened at a supplier of ours. Seen by named roles unless somebody says so."""

    class PersonalData(models.TextChoices):
        """Whether it touches personal data we answer for."""

        UNKNOWN = "unknown", _("Nobody can rule it out")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("what has happened"), max_length=200)
    supplier = models.ForeignKey(
        "register.Supplier", models.PROTECT, verbose_name=_("supplier"), related_name="+"
    )
    text = models.TextField(_("what we know"), blank=True)
    aware_at = models.DateTimeField(
        _("we knew of it at"), help_text=_("The statutory clocks run from this moment.")
    )
    significant = models.BooleanField(
        _("it may hit our services hard"),
        default=True,
        help_text=_("Then the cyber security law's clocks run: 24 hours, 72 hours, one month."),
    )
    personal_data = models.CharField(
        _("touches personal data"),
        max_length=7,
        choices=PersonalData,
        default=PersonalData.UNKNOWN,
        help_text=_("Unless it can be ruled out, 72 hours run under the GDPR."),
    )
    over_on = models.DateField(_("over since"), null=True, blank=True)
    notice = models.ForeignKey(
        "register.SupplierNotice",
        models.SET_NULL,
        verbose_name=_("message to neighbours"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.RESTRICTED
    )

    class Meta:
        verbose_name = _("supplier incident")
        verbose_name_plural = _("supplier incidents")

    def __str__(self) -> str:
        return self.name


class IncidentClock(Noun):
    """One clock of one incident: when it is out, and when it was answered."""

    class Kind(models.TextChoices):
        """What must be done."""

        EARLY_WARNING = Clock.EARLY_WARNING, _("Early warning to the authority (24 hours)")
        NOTIFICATION = Clock.NOTIFICATION, _("Incident notification to the authority (72 hours)")
        FINAL_REPORT = Clock.FINAL_REPORT, _("Final report to the authority (one month)")
        GDPR_AUTHORITY = (
            Clock.GDPR_AUTHORITY,
            _("Personal data breach to the supervisory authority (72 hours)"),
        )

    name = models.CharField(_("name"), max_length=300, blank=True, editable=False)
    incident = models.ForeignKey(
        SupplierIncident,
        models.CASCADE,
        verbose_name=_("supplier incident"),
        related_name="clocks",
        editable=False,
    )
    kind = models.CharField(_("what must be done"), max_length=14, choices=Kind, editable=False)
    due_at = models.DateTimeField(_("at the latest"), editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.RESTRICTED
    )

    class Meta:
        verbose_name = _("incident clock")
        verbose_name_plural = _("incident clocks")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "incident", "kind"], name="incident_clock_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name = f"{self.incident.name} · {self.get_kind_display()}"[:300]
        super().save(*args, **options)


class IncidentEntry(Noun):
    """One line of the log: what was done, when, by whom."""

    name = models.CharField(_("what was done"), max_length=300, editable=False)
    incident = models.ForeignKey(
        SupplierIncident,
        models.CASCADE,
        verbose_name=_("supplier incident"),
        related_name="entries",
        editable=False,
    )
    at = models.DateTimeField(_("when"), editable=False)
    by = models.CharField(_("by"), max_length=150, blank=True, editable=False)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.RESTRICTED
    )

    class Meta:
        verbose_name = _("incident log entry")
        verbose_name_plural = _("incident log entries")

    def __str__(self) -> str:
        return self.name
