"""RuleSetting: how one organisation wants a rule asked, where it differs from how it was made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.checks.models.finding import Finding
from samsyn.kernel.tenancy.owned import Owned


class RuleSetting(Owned):
    """Off with a reason, another severity, other thresholds: all of it in the history."""

    rule_code = models.CharField(_("rule"), max_length=20)
    is_on = models.BooleanField(_("on"), default=True)
    reason = models.TextField(_("reason"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Finding.Grade, blank=True)
    thresholds = models.JSONField(_("thresholds"), default=dict)

    class Meta:
        verbose_name = _("setting of a rule")
        verbose_name_plural = _("settings of rules")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule_code"], name="rule_set_once_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.rule_code
