"""How a processor is overseen: planned, done, and what was found; neighbours may see it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun


class Method(models.TextChoices):
    """How a processor is overseen."""

    SELF_CONTROL = "self_control", _("Its own declaration")
    WRITTEN = "written", _("Written questions")
    PHYSICAL = "physical", _("Visit")
    ISAE_3000 = "isae_3000", _("ISAE 3000 report")
    ISAE_3402 = "isae_3402", _("ISAE 3402 report")
    ISRS_4400 = "isrs_4400", _("ISRS 4400 report")
    SOC = "soc", _("SOC report")
    SHARED = "shared", _("Shared with others")


class Oversight(Noun):
    """One look at a processor. Shown to the federation, it spares the neighbours the same work.

    It says the supplier itself: neighbours may see it without seeing our agreement.
    """

    class Verdict(models.TextChoices):
        """What was found."""

        SATISFIED = "satisfied", _("Satisfied")
        REMARKS = "remarks", _("Satisfied, with remarks")
        NOT_SATISFIED = "not_satisfied", _("Not satisfied")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "conclusion")

    name = models.CharField(_("name"), max_length=240, blank=True, editable=False)
    # Nullable for the database only: a neighbour sees this row where the agreement is not theirs.
    agreement = models.ForeignKey(
        "register.Agreement",
        models.CASCADE,
        verbose_name=_("agreement"),
        null=True,
        related_name="oversights",
    )
    supplier = models.ForeignKey(
        "register.Supplier",
        models.PROTECT,
        verbose_name=_("processor"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the agreement's supplier."),
    )
    product = models.ForeignKey(
        "register.Product",
        models.PROTECT,
        verbose_name=_("product"),
        null=True,
        blank=True,
        related_name="+",
    )
    method = models.CharField(_("method"), max_length=12, choices=Method)
    planned_on = models.DateField(_("planned for"))
    responsible = ResponsibleField(_("who does it"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    verdict = models.CharField(_("outcome"), max_length=13, choices=Verdict, blank=True)
    conclusion = MarkdownField(_("conclusion"), blank=True)
    report = models.URLField(_("report"), blank=True)

    class Meta:
        verbose_name = _("oversight")
        verbose_name_plural = _("oversights")
        indexes = [models.Index(fields=["supplier", "-planned_on"], name="oversight_of_supplier")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Demand an outcome of what was done."""
        if self.done_on and not self.verdict:
            raise ValidationError({"verdict": _("Say what was found.")})

    def name_it(self) -> None:
        """Name it by whom it is about and when, without a word of our agreement."""
        if self.supplier_id is None and self.agreement is not None:
            self.supplier_id = self.agreement.supplier_id
        about = self.supplier or self.product
        when = self.done_on or self.planned_on
        self.name = f"{about} · {when}" if about else str(when)

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
