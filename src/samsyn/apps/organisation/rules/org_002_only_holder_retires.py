"""ORG-002: find roles whose only holder retires within a few years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.organisation.models import Assignment, Person, Role
from samsyn.apps.organisation.queries import held_alone
from samsyn.domain.findings.days import months_before
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_MONTHS_A_YEAR = 12


def says(facts: Mapping[str, Any]) -> str:
    """Say who retires when, and from what."""
    day = date_format(date.fromisoformat(facts["day"]), "SHORT_DATE_FORMAT")
    return _("%(person)s is the only one who is %(role)s, and retires on %(day)s.") % {
        "person": facts["person"],
        "role": facts["role"],
        "day": day,
    }


@rule(
    code="ORG-002",
    title=gettext_lazy("The only holder of a role retires within a few years"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What one person knows takes years to pass on, and is lost in a day."),
    fix=gettext_lazy("Give the role to one more person in time, or plan for how to do without."),
    watches=[Person, Assignment, Role],
    says=says,
    parameters=[Parameter("years", gettext_lazy("years before"), 5, gettext_lazy("years"))],
)
def only_holder_retires(question: Question) -> Iterable[Hit]:
    """Hit each role held by nobody else than somebody who soon retires. One query."""
    months = _MONTHS_A_YEAR * question.threshold("years")
    horizon = months_before(question.today, -months)
    alone = held_alone(question.actor, question.today).filter(
        person__planned_retirement__range=(question.today, horizon)
    )
    rows = alone.values_list(
        "pk",
        "name",
        "person__name",
        "role__name",
        "person__planned_retirement",
        "person__unit__manager_id",
    )
    for pk, name, person, role, day, manager in rows:
        yield Hit(
            model=Assignment,
            pk=pk,
            title=name,
            facts={"person": person, "role": role, "day": day.isoformat() if day else ""},
            responsible=manager,
        )
