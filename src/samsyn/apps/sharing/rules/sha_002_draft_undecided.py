"""SHA-002: find drafts taken from a neighbour that nobody has decided about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.sharing.models import Taking
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say since when it waits."""
    day = written(date.fromisoformat(facts["day"]))
    return _("It was taken on %(day)s, and nobody has decided about it.") % {"day": day}


@rule(
    code="SHA-002",
    title=gettext_lazy("A draft from a neighbour waits for our decision"),
    severity=Severity.LOW,
    why=gettext_lazy("A neighbour's decision is not ours; a draft that lies looks like one."),
    fix=gettext_lazy("Compare, and adopt or decline it, with the reason."),
    watches=[Taking],
    says=says,
    parameters=[
        Parameter("days", gettext_lazy("days without a decision"), 30, gettext_lazy("days"))
    ],
    fix_url=lambda hit: reverse("sharing:compare", args=[hit.pk]),
)
def draft_undecided(question: Question) -> Iterable[Hit]:
    """Hit drafts taken longer ago than the threshold."""
    latest = question.today - timedelta(days=question.threshold("days"))
    drafts = Taking.owned_by(question.actor).filter(state=Taking.State.DRAFT, taken_on__lt=latest)
    for pk, name, day, person in drafts.values_list("pk", "name", "taken_on", "responsible_id"):
        yield Hit(
            model=Taking, pk=pk, title=name, facts={"day": day.isoformat()}, responsible=person
        )
