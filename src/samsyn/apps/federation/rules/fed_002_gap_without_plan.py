"""FED-002: find capabilities below the level we want, with nothing under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.federation.models import CapabilityAssessment
from samsyn.apps.federation.queries.capability import unplanned_gaps
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how far it is."""
    return _("It is at level %(level)s and should be at %(target)s, and no initiative is to.") % {
        "level": facts["level"],
        "target": facts["target"],
    }


@rule(
    code="FED-002",
    title=gettext_lazy("A gap in a capability has no plan"),
    severity=Severity.LOW,
    why=gettext_lazy("A target that nobody works towards is a wish."),
    fix=gettext_lazy("Say which initiative closes the gap, or lower the target."),
    watches=[CapabilityAssessment, Initiative],
    says=says,
    reads=Permission.FEDERATION_READ,
    fix_url=lambda _hit: reverse("federation:assess"),
    minds_the_date=False,
)
def gap_without_plan(question: Question) -> Iterable[Hit]:
    """Hit our newest assessments below target whose initiative is missing, stopped or closed."""
    for row in unplanned_gaps(question.actor).select_related("capability").order_by("pk"):
        yield Hit(
            model=CapabilityAssessment,
            pk=row.pk,
            title=row.capability.name,
            facts={"level": row.level, "target": row.target},
            responsible=row.assessed_by_id,
        )
