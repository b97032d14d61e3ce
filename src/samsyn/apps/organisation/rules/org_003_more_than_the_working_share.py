"""ORG-003: find people who are assigned more than they work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.organisation.models import Assignment, Person
from samsyn.apps.organisation.queries import in_force
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how much is asked of how much."""
    return _("Assigned %(assigned)d %% of full time, and works %(share)d %%.") % {
        "assigned": facts["assigned"],
        "share": facts["share"],
    }


@rule(
    code="ORG-003",
    title=gettext_lazy("One person's assignments exceed the working share"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("Plans count on time that does not exist, and the person pays for it."),
    fix=gettext_lazy("Lower the shares, end an assignment, or give one to somebody else."),
    watches=[Person, Assignment],
    says=says,
)
def more_than_the_working_share(question: Question) -> Iterable[Hit]:
    """Hit each person whose shares in force today add up to more than they work. One query."""
    people = (
        Assignment.owned_by(question.actor)
        .filter(in_force(question.today))
        .order_by()
        .values("person_id", "person__name", "person__working_share", "person__unit__manager_id")
        .annotate(assigned=Sum("share"))
        .filter(assigned__gt=F("person__working_share"))
    )
    for row in people:
        manager = row["person__unit__manager_id"]
        yield Hit(
            model=Person,
            pk=row["person_id"],
            title=row["person__name"],
            facts={"assigned": row["assigned"], "share": row["person__working_share"]},
            responsible=manager or row["person_id"],
        )
