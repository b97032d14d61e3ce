"""How far one could go with an initiative: each level has its own work, money and benefit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models.initiative import Initiative
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.tenancy.part import Part


class AmbitionOption(Part):
    """One level of ambition of one initiative. Its phases are those of this level or of none."""

    initiative = models.ForeignKey(
        Initiative,
        models.CASCADE,
        verbose_name=_("initiative"),
        related_name="ambition_options",
    )
    level = models.CharField(_("level of ambition"), max_length=10, choices=Initiative.Ambition)
    meaning = MarkdownField(_("what we would get"), blank=True)
    one_off_cost = MoneyField(
        _("one-off cost"),
        default=0,
        help_text=_("An estimate, used until the phases say what they cost."),
    )
    yearly_cost = MoneyField(_("yearly running cost"), default=0)
    yearly_benefit = MoneyField(_("yearly benefit"), default=0)

    class Meta:
        verbose_name = _("option of ambition")
        verbose_name_plural = _("options of ambition")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "level"],
                name="ambition_option_said_once",
                violation_error_message=_("This level is described already."),
            )
        ]

    def full_name(self) -> str:
        """Name it by initiative and level."""
        return f"{self.initiative.name} · {self.get_level_display()}"
