"""OwnRule: a check that an organisation wrote itself, without code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.checks.models.finding import Finding
from samsyn.kernel.tenancy.owned import Noun


class OwnRule(Noun):
    """A saved filter over one kind of record: every row it finds is a finding."""

    name = models.CharField(_("what is wrong"), max_length=150)
    record = models.CharField(_("kind of record"), max_length=40)
    conditions = models.JSONField(_("conditions"), default=list)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Finding.Grade, default=Finding.Grade.MEDIUM
    )
    text = models.TextField(_("why it matters"), blank=True)
    fix = models.CharField(_("what to do"), max_length=300, blank=True)
    clause = models.ForeignKey(
        "policy.Clause",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("clause"),
        related_name="+",
    )

    class Meta:
        verbose_name = _("own rule")
        verbose_name_plural = _("own rules")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="own_rule_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code that its findings carry."""
        return f"OWN-{self.pk}"
