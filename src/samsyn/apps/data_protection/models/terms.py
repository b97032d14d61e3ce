"""What a data-processing agreement says beyond its period: who is who, and the instruction."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.answers import yes_no
from samsyn.apps.data_protection.models.oversight import Method
from samsyn.apps.register.public import Agreement, TransferBasis
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun


class Conclusion(models.Model):
    """Who is controller, and whether and how it was concluded."""

    class OurPart(models.TextChoices):
        """What we are under the agreement."""

        CONTROLLER = "controller", _("We are the controller")
        PROCESSOR = "processor", _("We are the processor")
        JOINT = "joint", _("Joint controllers")

    class Concluded(models.TextChoices):
        """Whether both have agreed; a blank is read as the agreement's own dates say."""

        YES = "yes", _("Concluded")
        NO = "no", _("Not concluded yet")
        NOT_RELEVANT = "not_relevant", _("Not relevant")

    our_part = models.CharField(
        _("our part"), max_length=10, choices=OurPart, default=OurPart.CONTROLLER
    )
    controller_unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("controller in our organisation"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The board that answers for the data. Empty: the organisation itself."),
    )
    controller_name = models.CharField(
        _("controller's name"),
        max_length=200,
        blank=True,
        help_text=_("As in the agreement; also where the controller is somebody else."),
    )
    concluded = models.CharField(_("concluded"), max_length=12, choices=Concluded, blank=True)
    concluded_note = models.CharField(_("note on the conclusion"), max_length=300, blank=True)
    signed_by = models.CharField(_("signed for the controller by"), max_length=200, blank=True)
    delegation = models.CharField(
        _("by what delegation"),
        max_length=200,
        blank=True,
        help_text=_("The decision or paragraph that lets that person sign."),
    )
    deviates = yes_no(_("departs from the template"))
    deviation = MarkdownField(_("how it departs"), blank=True)

    class Meta:
        abstract = True


class Instruction(models.Model):
    """The controller's instruction (GDPR 28(3)): what becomes the agreement's annex."""

    purpose = MarkdownField(_("purpose of the processing"), blank=True)
    processing_type = MarkdownField(
        _("type of processing"), blank=True, help_text=_("Storage, support, development …")
    )
    data_categories = MarkdownField(_("personal data processed"), blank=True)
    sensitive = yes_no(_("special categories or offences"))
    data_subjects = MarkdownField(_("people it is about"), blank=True)
    place = MarkdownField(_("place of processing"), blank=True)
    retention = MarkdownField(_("storage and deletion"), blank=True)
    logging = MarkdownField(_("logging"), blank=True)
    security = MarkdownField(_("security measures"), blank=True)
    special_conditions = MarkdownField(_("special conditions"), blank=True)

    class Meta:
        abstract = True


class Transfer(models.Model):
    """Whether data leaves the EU and EEA under the agreement, and what allows it."""

    leaves_eea = yes_no(_("data leaves the EU and EEA"))
    countries = models.CharField(
        _("to which countries"), max_length=200, blank=True, help_text=_("For instance: US, IN.")
    )
    transfer_basis = models.CharField(
        _("basis of the transfer"), max_length=14, choices=TransferBasis, blank=True
    )
    transfer_assessed_on = models.DateField(
        _("transfer assessed on"),
        null=True,
        blank=True,
        help_text=_("When the transfer impact assessment was made."),
    )

    class Meta:
        abstract = True


class OversightPlan(models.Model):
    """How the processor is overseen, and what we may demand of it."""

    oversight_months = models.PositiveSmallIntegerField(
        _("overseen every (months)"), null=True, blank=True
    )
    oversight_method = models.CharField(_("overseen by"), max_length=12, choices=Method, blank=True)
    next_oversight_on = models.DateField(_("next oversight"), null=True, blank=True)
    audit_rights = MarkdownField(_("right to audit"), blank=True)
    breach_hours = models.PositiveSmallIntegerField(
        _("reports a breach within (hours)"), null=True, blank=True
    )

    class Meta:
        abstract = True


class Ending(models.Model):
    """What becomes of the data when the processing ends."""

    class AtEnd(models.TextChoices):
        """The controller's choice (GDPR 28(3)(g))."""

        RETURNED = "returned", _("Returned")
        DELETED = "deleted", _("Deleted")
        BOTH = "both", _("Returned, then deleted")

    at_end = models.CharField(_("at the end the data is"), max_length=8, choices=AtEnd, blank=True)
    end_proof = models.CharField(_("proof of it"), max_length=300, blank=True)
    ended_on = models.DateField(_("processing ended on"), null=True, blank=True)

    class Meta:
        abstract = True


class ProcessorTerms(Conclusion, Instruction, Transfer, OversightPlan, Ending, Noun):
    """The data-protection side of one agreement; there is one of them for each."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "purpose", "data_categories")

    name = models.CharField(_("name"), max_length=200, blank=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="processor_terms"
    )

    class Meta:
        verbose_name = _("processor terms")
        verbose_name_plural = _("processor terms")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "agreement"],
                name="processor_terms_once",
                violation_error_message=_("This agreement has its processor terms already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)

    def clean(self) -> None:
        """Refuse what contradicts itself, and agreements that are of another kind."""
        wrong: dict[str, object] = {}
        if self.agreement_id and self.agreement.kind != Agreement.Kind.DPA:
            wrong["agreement"] = _("Choose a data-processing agreement.")
        if self.leaves_eea == "no" and (self.countries or self.transfer_basis):
            wrong["leaves_eea"] = _("There are countries or a basis of the transfer.")
        if self.deviation and self.deviates == "no":
            wrong["deviates"] = _("It is described how it departs.")
        if wrong:
            raise ValidationError(wrong)

    def name_it(self) -> None:
        """Name it as its agreement."""
        self.name = self.agreement.name
