"""NEE-002: find needs that say neither which goal they serve nor what kind of problem they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.needs.models import Need
from samsyn.domain.needs.course import NeedState
from samsyn.kernel.rules import Hit, Question, Severity, rule

_LIVING = (NeedState.TRIAGED, NeedState.TAKEN_UP)


def says(facts: Mapping[str, Any]) -> str:
    """Say which of the two is missing."""
    if facts["goal"] and facts["kind"]:
        return gettext("It says neither which goal it serves nor what kind of problem it is.")
    if facts["goal"]:
        return gettext("It does not say which goal it serves.")
    return gettext("It does not say what kind of problem it is.")


@rule(
    code="NEE-002",
    title=gettext_lazy("A need that is to be taken up has no goal, or no kind of problem"),
    severity=Severity.LOW,
    why=gettext_lazy(
        "Without a goal nobody can rank it; the kind of problem says how one should work with it."
    ),
    fix=gettext_lazy("Write the goal it serves, and choose the kind of problem."),
    watches=[Need],
    says=says,
    minds_the_date=False,
)
def no_goal_or_kind(question: Question) -> Iterable[Hit]:
    """Hit needs that were lifted or taken up; what still waits for triage is not asked yet."""
    no_goal = Q(goal="", clause=None)
    rows = Need.owned_by(question.actor).filter(no_goal | Q(cynefin=""), state__in=_LIVING)
    for need in rows.only("name", "goal", "clause", "cynefin", "owner"):
        yield Hit(
            model=Need,
            pk=need.pk,
            title=need.name,
            facts={
                "goal": not need.goal and need.clause_id is None,
                "kind": not need.cynefin,
            },
            responsible=need.owner_id,
        )
