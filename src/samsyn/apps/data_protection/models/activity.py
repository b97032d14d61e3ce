"""What is done with personal data: one line of the register that Article 30 demands."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.activity_facts import (
    Answerable,
    Consequences,
    Fairness,
    Keeping,
    Origin,
    Reach,
    Upkeep,
)
from samsyn.domain.data_protection.grounds import read_grounds
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun, Owned


class ProcessingActivity(Answerable, Reach, Keeping, Fairness, Consequences, Upkeep, Origin, Noun):
    """One processing activity; legal grounds belong to its purposes, not to itself."""

    class Kind(models.TextChoices):
        """In which capacity we do it."""

        CONTROLLER = "30_1", _("As controller (Art. 30(1))")
        PROCESSOR = "30_2", _("As processor for others (Art. 30(2))")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "description", "public_summary")

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.CONTROLLER)
    description = MarkdownField(_("description"), blank=True)
    systems = models.ManyToManyField(
        "register.System",
        verbose_name=_("systems"),
        through="data_protection.ActivitySystem",
        blank=True,
        related_name="processing_activities",
    )
    assets = models.ManyToManyField(
        "register.InformationAsset",
        verbose_name=_("information"),
        through="data_protection.ActivityAsset",
        blank=True,
        related_name="processing_activities",
    )
    agreements = models.ManyToManyField(
        "register.Agreement",
        verbose_name=_("data-processing agreements"),
        through="data_protection.ActivityAgreement",
        blank=True,
        related_name="processing_activities",
    )

    class Meta:
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        indexes = [
            models.Index(fields=["organisation", "kind", "controller"], name="activity_by_kind")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what contradicts itself, and grounds that nobody can read."""
        wrong: dict[str, object] = {}
        if unknown := read_grounds(self.grounds_given).unknown:
            told = _("Not understood: %(codes)s. Write an article, a law, or a code of KL's list.")
            wrong["grounds_given"] = ValidationError(told, params={"codes": ", ".join(unknown)})
        if self.third_country == "no" and (self.third_countries or self.transfer_basis):
            wrong["third_country"] = _("There are countries or a basis of the transfer.")
        if self.reviewed_on and self.next_review and self.next_review < self.reviewed_on:
            wrong["next_review"] = _("This is before the last review.")
        if wrong:
            raise ValidationError(wrong)


def _unique(other: str, name: str) -> list[models.BaseConstraint]:
    return [models.UniqueConstraint(fields=["organisation", "activity", other], name=name)]


class ActivitySystem(Owned):
    """One system is used in one activity."""

    activity = models.ForeignKey(ProcessingActivity, models.CASCADE, related_name="+")
    system = models.ForeignKey("register.System", models.CASCADE, related_name="+")

    class Meta:
        constraints = _unique("system", "activity_uses_once")

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.system_id}"


class ActivityAsset(Owned):
    """One body of information is processed in one activity."""

    activity = models.ForeignKey(ProcessingActivity, models.CASCADE, related_name="+")
    asset = models.ForeignKey("register.InformationAsset", models.CASCADE, related_name="+")

    class Meta:
        constraints = _unique("asset", "activity_processes_once")

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.asset_id}"


class ActivityAgreement(Owned):
    """One data-processing agreement covers one activity."""

    activity = models.ForeignKey(ProcessingActivity, models.CASCADE, related_name="+")
    agreement = models.ForeignKey("register.Agreement", models.CASCADE, related_name="+")

    class Meta:
        constraints = _unique("agreement", "activity_covered_once")

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.agreement_id}"
