"""What comes to a role, or goes from it, beside the organisation's own people: time lent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.models.responsible import ResponsibleField
from samsyn.kernel.tenancy.part import Part


class CapacityChange(Part):
    """A share of a role that is borrowed (above zero) or lent (below), for a time.

    Lent time is a person's; borrowed time is somebody's who does not work here. Written by the
    room that agreed on it, never by hand; the roadmap counts with it.
    """

    role = models.ForeignKey(
        "organisation.Role", models.PROTECT, verbose_name=_("role"), related_name="+"
    )
    person = ResponsibleField(_("person"))
    share = models.SmallIntegerField(_("share"), help_text=_("Per cent of full time."))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("why"), max_length=200)
    key = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("borrowed or lent time")
        verbose_name_plural = _("borrowed and lent time")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="capacity_in_order"),
            models.CheckConstraint(condition=Q(share__range=(-100, 100)), name="capacity_share"),
        ]
        indexes = [models.Index(fields=["organisation", "until"], name="capacity_until")]

    def full_name(self) -> str:
        """Name it by role, share and reason."""
        return f"{self.role.name} {self.share:+d} % · {self.reason}"
