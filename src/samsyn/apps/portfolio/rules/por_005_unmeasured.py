"""POR-005: find delivered initiatives whose benefits nobody has measured when it was time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Benefit, Initiative, Measurement
from samsyn.apps.portfolio.queries.benefits import realised
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.realisation import overdue
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_DELIVERED = (State.DELIVERED, State.HANDED_OVER, State.REALISING, State.CLOSED)


def says(facts: Mapping[str, Any]) -> str:
    """Say when it was to be measured."""
    return gettext(
        "It was to be measured on %(due)s, %(months)s months after it began, and was not."
    ) % {
        "months": facts["months"],
        "due": date_format(date.fromisoformat(facts["due"]), "SHORT_DATE_FORMAT"),
    }


@rule(
    code="POR-005",
    title=gettext_lazy("Delivered, and the benefits are not measured"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What is not measured was not shown to be worth its money."),
    fix=gettext_lazy("Measure it, and write down what it is worth."),
    watches=[Initiative, Benefit, Measurement],
    says=says,
    parameters=[Parameter("days", gettext_lazy("days of grace"), 60, gettext_lazy("days"))],
    fix_url=lambda hit: reverse("portfolio:measure", args=[hit.pk]),
)
def unmeasured(question: Question) -> Iterable[Hit]:
    """Hit benefits whose last moment to be measured passed more than the days of grace ago."""
    actor = question.actor
    rows = (
        Benefit.owned_by(actor)
        .filter(initiative__state__in=_DELIVERED)
        .select_related("initiative")
        .order_by("pk")
    )
    for one in realised(actor, rows):
        late = overdue(one.moments, today=question.today, days=question.threshold("days"))
        if late is not None:
            yield Hit(
                model=Benefit,
                pk=one.benefit.pk,
                title=one.benefit.name,
                facts={"due": late.due.isoformat(), "months": late.months},
                responsible=one.benefit.owner_id or one.benefit.initiative.owner_id,
            )
