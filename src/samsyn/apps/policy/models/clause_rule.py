"""ClauseRule: which rule checks that a clause is kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class ClauseRule(Owned):
    """One clause is checked by one rule; rules are code, so they are named and not pointed at."""

    clause = models.ForeignKey(
        "policy.Clause", models.CASCADE, verbose_name=_("clause"), related_name="checked_by"
    )
    rule_code = models.CharField(_("rule"), max_length=20)

    class Meta:
        verbose_name = _("link between clause and rule")
        verbose_name_plural = _("links between clauses and rules")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "clause", "rule_code"], name="clause_checked_once_by_a_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause} ← {self.rule_code}"
