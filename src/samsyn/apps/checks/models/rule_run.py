"""RuleRun: when a rule was last asked in an organisation, and how that went."""

from __future__ import annotations

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class RuleRun(Owned):
    """The latest asking of one rule. `trouble` names what stopped it; empty when it answered."""

    recorded = False

    rule_code = models.CharField(max_length=20)
    ran_at = models.DateTimeField()
    seconds = models.FloatField()
    hits = models.PositiveIntegerField()
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule_code"], name="latest_run_of_a_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.ran_at:%Y-%m-%d %H:%M}"
