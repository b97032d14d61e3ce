"""What new purchases should follow, and which systems deviate from it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


class TechnologyStandard(Noun):
    """One thing that technology should follow here: sign-in by SAML, open formats."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "text")

    name = models.CharField(_("name"), max_length=200)
    area = models.CharField(
        _("area"), max_length=120, blank=True, help_text=_("For instance sign-in or integration.")
    )
    text = MarkdownField(_("what it demands"), blank=True)
    owner = ResponsibleField(_("standard owner"))
    binding = models.BooleanField(_("must be followed"), default=True)
    since = models.DateField(_("holds from"), null=True, blank=True)
    until = models.DateField(_("holds until"), null=True, blank=True)
    source = models.URLField(_("published at"), blank=True)

    class Meta:
        verbose_name = _("technology standard")
        verbose_name_plural = _("technology standards")

    def __str__(self) -> str:
        return self.name


class StandardFollowing(Noun):
    """Whether one system follows one standard, and why if it doesn't."""

    class Verdict(models.TextChoices):
        """What was found."""

        FOLLOWS = "follows", _("Follows it")
        DEVIATES = "deviates", _("Deviates from it")
        EXEMPT = "exempt", _("Is exempt for a time")
        IRRELEVANT = "irrelevant", _("Does not concern it")

    name = models.CharField(_("name"), max_length=420, blank=True, editable=False)
    system = models.ForeignKey(
        "register.System", models.CASCADE, verbose_name=_("system"), related_name="standards"
    )
    standard = models.ForeignKey(
        TechnologyStandard, models.CASCADE, verbose_name=_("standard"), related_name="systems"
    )
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=Verdict, default=Verdict.FOLLOWS
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    until = models.DateField(_("exempt until"), null=True, blank=True)

    class Meta:
        verbose_name = _("standard in a system")
        verbose_name_plural = _("standards in systems")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "standard"],
                name="system_meets_standard_once",
                violation_error_message=_("This standard is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Demand a reason and an end for an exemption."""
        wrong = {}
        if self.verdict == self.Verdict.EXEMPT and not self.reason.strip():
            wrong["reason"] = _("Say why it is exempt.")
        if self.verdict == self.Verdict.EXEMPT and self.until is None:
            wrong["until"] = _("Say until when it is exempt.")
        if wrong:
            raise ValidationError(wrong)

    def name_it(self) -> None:
        """Name it by its two ends."""
        self.name = f"{self.system.name} · {self.standard.name}"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than its system."""
        self.name_it()
        self.visibility = narrowest(self.visibility, self.system)
        super().save(*args, **options)
