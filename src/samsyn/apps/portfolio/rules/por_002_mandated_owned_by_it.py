"""POR-002: find mandated solutions that the digital unit has ended up owning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative, TrackPolicy
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.domain.portfolio.course import ENDED
from samsyn.domain.portfolio.tracks import OwnerLevel
from samsyn.domain.portfolio.tracks import Track as Logic
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(_facts: Mapping[str, Any]) -> str:
    """Say who owns it."""
    return gettext("This mandated solution is owned by IT.")


@rule(
    code="POR-002",
    title=gettext_lazy("A mandated solution is owned by IT"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Managers set the ambition and take home the effect. A digital unit that owns the mandated"
        " solutions has no strength left for what makes a difference."
    ),
    fix=gettext_lazy("Name an owner in the department that the solution is for."),
    watches=[Initiative, TrackPolicy],
    says=says,
    minds_the_date=False,
)
def mandated_owned_by_it(question: Question) -> Iterable[Hit]:
    """Hit mandated solutions owned by IT that have not ended, unless the policy allows it."""
    if queries.policy_of(question.actor, Logic.MANDATED).lets_own(OwnerLevel.IT):
        return
    initiatives = (
        Initiative.owned_by(question.actor)
        .filter(track=Track.MANDATED, owner_level=Initiative.OwnerLevel.IT)
        .exclude(state__in=ENDED)
    )
    for pk, name, owner in initiatives.values_list("pk", "name", "owner_id"):
        yield Hit(model=Initiative, pk=pk, title=name, responsible=owner)
