"""What is known of a system beyond its name and owner: protection, the law, its worth."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models.answer import answer
from samsyn.domain.classification.scales import HIGHEST
from samsyn.kernel.fields import MarkdownField


class RiskLevel(models.TextChoices):
    """How large the risk was found to be."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    CRITICAL = "critical", _("Critical")


def _grade(label: StrOrPromise, help_text: StrOrPromise) -> Any:  # noqa: ANN401 - Django's field
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=help_text,
    )


def _assessed(label: StrOrPromise) -> Any:  # noqa: ANN401 - Django's field
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(HIGHEST)]
    )


class SystemProtection(models.Model):
    """What protects it, and what it was last found fit for."""

    encrypted = answer(_("encrypted"), _("Stored data and traffic."))
    pseudonymised = answer(_("pseudonymised"))
    access_controlled = answer(_("access by need"), _("Each sees what the work demands, no more."))
    logged = answer(_("use is logged"))
    assessed_confidentiality = _assessed(_("assessed for confidentiality"))
    assessed_integrity = _assessed(_("assessed for integrity"))
    assessed_availability = _assessed(_("assessed for availability"))
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    risk_assessed_on = models.DateField(_("risks assessed on"), null=True, blank=True)
    risk_level = models.CharField(_("risk level"), max_length=10, choices=RiskLevel, blank=True)
    risk_next_on = models.DateField(_("risks assessed next"), null=True, blank=True)

    class Meta:
        abstract = True


class SystemLaw(models.Model):
    """What the law asks of it: personal data, archives, access for all, artificial intelligence."""

    class DpaNeed(models.TextChoices):
        """Whether a data-processing agreement is needed."""

        NO = "no", _("No processor is involved")
        YES = "yes", _("Needed")
        BY_LAW = "by_law", _("Settled by a law or decision instead")

    class Dpia(models.TextChoices):
        """Where the impact assessment (GDPR 35) stands."""

        NOT_NEEDED = "not_needed", _("Not needed")
        NEEDED = "needed", _("Needed, not made")
        MADE = "made", _("Made")

    class Archiving(models.TextChoices):
        """What becomes of the information in the end."""

        KEEP = "keep", _("Kept for ever")
        DESTROY = "destroy", _("Destroyed after its time")
        PARTLY = "partly", _("Some is kept, some destroyed")
        UNDECIDED = "undecided", _("Not settled")

    class AiUse(models.TextChoices):
        """Whether it uses artificial intelligence, and for what."""

        NONE = "none", _("No artificial intelligence")
        SUPPORT = "support", _("It helps people")
        DECIDES = "decides", _("It decides about people")

    class AiClass(models.TextChoices):
        """Class of risk under the EU's AI act."""

        MINIMAL = "minimal", _("Minimal risk")
        LIMITED = "limited", _("Limited risk")
        HIGH = "high", _("High risk")
        PROHIBITED = "prohibited", _("Prohibited")

    dpa_need = models.CharField(
        _("data-processing agreement"), max_length=6, choices=DpaNeed, blank=True
    )
    dpia = models.CharField(_("impact assessment"), max_length=10, choices=Dpia, blank=True)
    dpia_on = models.DateField(_("impact assessment made"), null=True, blank=True)
    dpia_reason = models.CharField(_("why that impact assessment"), max_length=300, blank=True)
    retention = models.CharField(_("rule for deletion"), max_length=300, blank=True)
    deletion_due_on = models.DateField(_("next deletion"), null=True, blank=True)
    archiving = models.CharField(_("in the end"), max_length=10, choices=Archiving, blank=True)
    archive_period = models.CharField(_("archived how often"), max_length=120, blank=True)
    archive_service = models.CharField(_("archived where"), max_length=200, blank=True)
    accessible = answer(
        _("accessible to all"), _("By the law on accessibility of digital services.")
    )
    accessible_on = models.DateField(_("accessibility tested"), null=True, blank=True)
    ai_use = models.CharField(_("artificial intelligence"), max_length=8, choices=AiUse, blank=True)
    ai_purpose = models.CharField(_("what it is used for"), max_length=300, blank=True)
    ai_class = models.CharField(
        _("class under the AI act"), max_length=10, choices=AiClass, blank=True
    )
    cleared_on = models.DateField(_("cleared for use on"), null=True, blank=True)
    cleared_until = models.DateField(_("cleared until"), null=True, blank=True)
    clearance_note = models.CharField(_("terms of the clearance"), max_length=300, blank=True)

    class Meta:
        abstract = True


class SystemWorth(models.Model):
    """How well it serves, and what should become of it."""

    class Verdict(models.TextChoices):
        """What to do with it (the TIME model)."""

        TOLERATE = "tolerate", _("Tolerate: leave it as it is")
        INVEST = "invest", _("Invest: build on it")
        MIGRATE = "migrate", _("Migrate: move to something else")
        ELIMINATE = "eliminate", _("Eliminate: end it")

    functional_fit = _grade(_("fits the work"), _("1 (badly) to 5 (very well)."))
    technical_fit = _grade(_("technically sound"), _("1 (badly) to 5 (very well)."))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    verdict_reason = MarkdownField(_("why that verdict"), blank=True)

    class Meta:
        abstract = True
