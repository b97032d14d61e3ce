"""ORG-004: find people whom too much hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.organisation.models import Assignment, Person, Role
from samsyn.apps.organisation.queries import held_alone
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how many roles nobody else holds, and which critical ones have no deputy."""
    roles = ", ".join(facts["critical"])
    count = facts["count"]
    if not facts["many"]:
        return _("Nobody else is %(roles)s, and there is no deputy.") % {"roles": roles}
    alone = ngettext(
        "Holds %(n)d role that nobody else holds.",
        "Holds %(n)d roles that nobody else holds.",
        count,
    ) % {"n": count}
    if not roles:
        return alone
    deputy = _("No deputy for the critical ones: %(roles)s.") % {"roles": roles}
    return f"{alone} {deputy}"


@rule(
    code="ORG-004",
    title=gettext_lazy("Too much hangs on one person"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("When that person is ill or leaves, several things stop on the same day."),
    fix=gettext_lazy("Appoint deputies, critical roles first, or share the roles between people."),
    watches=[Person, Assignment, Role],
    says=says,
    parameters=[Parameter("roles", gettext_lazy("roles held alone"), 4, gettext_lazy("roles"))],
)
def all_on_one_person(question: Question) -> Iterable[Hit]:
    """Hit those who alone hold many roles, or a critical one without a deputy. One query."""
    most = question.threshold("roles")
    uncovered = Q(role__is_critical=True, deputy__isnull=True)
    people = (
        held_alone(question.actor, question.today)
        .order_by()
        .values("person_id", "person__name", "person__unit__manager_id")
        .annotate(
            count=Count("role", distinct=True),
            critical=ArrayAgg("role__name", filter=uncovered, distinct=True, default=[]),
        )
        .filter(Q(count__gte=most) | Q(critical__len__gt=0))
    )
    for row in people:
        yield Hit(
            model=Person,
            pk=row["person_id"],
            title=row["person__name"],
            facts={
                "count": row["count"],
                "many": row["count"] >= most,
                "critical": sorted(row["critical"]),
            },
            responsible=row["person__unit__manager_id"] or row["person_id"],
        )
