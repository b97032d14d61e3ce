"""ORG-001: find people who have left, or soon will, and still answer for something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models.functions import Least
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.organisation.models import Person
from samsyn.apps.organisation.queries import count_responsibilities, responsible_fields
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say when the person leaves, and how much is left without anybody."""
    day = date_format(date.fromisoformat(facts["day"]), "SHORT_DATE_FORMAT")
    if facts["gone"]:
        text = ngettext(
            "Left on %(day)s and still answers for %(n)d thing.",
            "Left on %(day)s and still answers for %(n)d things.",
            facts["count"],
        )
    else:
        text = ngettext(
            "Leaves on %(day)s; nobody has taken over the %(n)d thing this person answers for.",
            "Leaves on %(day)s; nobody has taken over the %(n)d things this person answers for.",
            facts["count"],
        )
    return text % {"day": day, "n": facts["count"]}


@rule(
    code="ORG-001",
    title=gettext_lazy("A responsible person has left or leaves soon, without a successor"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "What nobody answers for is not looked after: agreements renew themselves, risks grow and"
        " knowledge is gone before anybody has asked for it."
    ),
    fix=gettext_lazy("Hand over everything to a successor, in one act."),
    watches=[Person, *dict.fromkeys(model for model, _field in responsible_fields())],
    says=says,
    parameters=[Parameter("days", gettext_lazy("days before"), 90, gettext_lazy("days"))],
    fix_url=lambda hit: reverse("organisation:hand_over", args=[hit.pk]),
)
def leaver_still_answers(question: Question) -> Iterable[Hit]:
    """Hit each leaver once, with the number of rows over all rooms. Two queries."""
    horizon = question.today + timedelta(days=question.threshold("days"))
    leavers = (
        Person.owned_by(question.actor)
        .annotate(last_day=Least("employed_until", "planned_retirement"))
        .filter(last_day__lte=horizon)
    )
    counts = count_responsibilities(question.actor, leavers)
    rows = leavers.filter(pk__in=counts).values_list("pk", "name", "last_day", "unit__manager_id")
    for pk, name, last_day, manager in rows:
        yield Hit(
            model=Person,
            pk=pk,
            title=name,
            facts={
                "day": last_day.isoformat(),
                "gone": last_day < question.today,
                "count": counts[pk],
            },
            responsible=manager if manager != pk else None,
        )
