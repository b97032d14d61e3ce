"""NEE-003: find friction that costs much and that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.needs.models import FrictionReport
from samsyn.apps.needs.queries.frictions import heads, hours
from samsyn.domain.needs.course import FrictionState
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import number


def says(facts: Mapping[str, Any]) -> str:
    """Say what it costs and since when it waits."""
    told = {"hours": number(facts["hours"]), "days": facts["days"]}
    return (
        gettext("It costs %(hours)s hours a year; nobody has looked at it for %(days)s days.")
        % told
    )


def _answer(hit: Any) -> str:  # noqa: ANN401 - a hit or what is kept of it
    return reverse("needs:answer", args=[hit.pk])


@rule(
    code="NEE-003",
    title=gettext_lazy("Costly friction that nobody has looked at"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Who reports what is in the way and never hears of it stops reporting; the hours are lost"
        " every week meanwhile."
    ),
    fix=gettext_lazy("Look into it, solve it, lift it to a need, or say why not now."),
    watches=[FrictionReport],
    says=says,
    parameters=[
        Parameter("hours", gettext_lazy("costs more than"), 200, gettext_lazy("hours a year")),
        Parameter("days", gettext_lazy("unseen for"), 30, gettext_lazy("days")),
    ],
    fix_url=_answer,
)
def nobody_took(question: Question) -> Iterable[Hit]:
    """Hit reported friction above the threshold, by what all who say so lose in a year."""
    latest = question.today - timedelta(days=question.threshold("days"))
    rows = heads(question.actor).filter(
        state=FrictionState.REPORTED, handler=None, reported_on__lt=latest
    )
    costly = rows.annotate(hours=hours()).filter(hours__gt=question.threshold("hours"))
    fields = ("pk", "name", "hours", "reported_on", "unit__manager_id", "system__administrator_id")
    for pk, name, cost, since, manager, administrator in costly.values_list(*fields):
        yield Hit(
            model=FrictionReport,
            pk=pk,
            title=name,
            facts={"hours": cost, "days": (question.today - since).days},
            responsible=administrator or manager,
        )
