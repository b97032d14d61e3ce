"""Finding: what a rule has to say about one row, since when, and who can mend it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.rules import Severity
from samsyn.kernel.tenancy.owned import Owned


class Finding(Owned):
    """One rule about one subject. Opened and closed by the engine alone, never by hand.

    `visibility` is `own`, or `restricted` where the subject is: a title must not leak.
    """

    recorded = False

    class Grade(models.TextChoices):
        """How much it matters, in words."""

        HIGH = Severity.HIGH, _("High")
        MEDIUM = Severity.MEDIUM, _("Medium")
        LOW = Severity.LOW, _("Low")

    class Closing(models.TextChoices):
        """Why it is closed."""

        GONE = "gone", _("The cause is gone")
        OFF = "off", _("The rule was switched off")

    rule_code = models.CharField(_("rule"), max_length=20)
    table_name = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    title = models.TextField(_("about"))
    facts = models.JSONField(default=dict)
    severity = models.CharField(_("severity"), max_length=10, choices=Grade)
    responsible = models.ForeignKey(
        "organisation.Person",
        models.SET_NULL,
        null=True,
        verbose_name=_("who can mend it"),
        related_name="+",
    )
    opened_at = models.DateTimeField(_("since"))
    seen_on = models.DateField(_("last seen"))
    closed_at = models.DateTimeField(_("closed"), null=True)
    closing = models.CharField(max_length=5, choices=Closing, blank=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule_code", "table_name", "subject_id"],
                name="finding_of_a_rule_about_a_row_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "table_name", "subject_id"],
                condition=Q(closed_at__isnull=True),
                name="open_findings_of_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} · {self.title}"
