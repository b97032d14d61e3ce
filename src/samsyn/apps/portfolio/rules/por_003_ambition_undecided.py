"""POR-003: find mandated solutions for which nobody has decided how far to go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative, TrackPolicy
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.domain.portfolio.course import OPEN, State
from samsyn.domain.portfolio.tracks import Ask
from samsyn.domain.portfolio.tracks import Track as Logic
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say what is missing: the level, or the decision."""
    if not facts["ambition"]:
        return gettext("No level of ambition is chosen for this mandated solution.")
    level = str(Initiative.Ambition(facts["ambition"]).label).lower()
    return gettext("The ambition (%(level)s) is chosen, and not decided.") % {"level": level}


@rule(
    code="POR-003",
    title=gettext_lazy("A mandated solution has no decided level of ambition"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "The solution is given; how far to go with it is not. Undecided, it takes the time that"
        " other work needs."
    ),
    fix=gettext_lazy("Choose the level of ambition, and note the date of the decision."),
    watches=[Initiative, TrackPolicy],
    says=says,
    fix_url=lambda hit: reverse("portfolio:ambition", args=[hit.pk]),
    minds_the_date=False,
)
def ambition_undecided(question: Question) -> Iterable[Hit]:
    """Hit mandated solutions past the idea, and not delivered, without level or decision.

    Where the track's policy asks for no decided ambition, there is nothing to say.
    """
    if Ask.AMBITION not in queries.policy_of(question.actor, Logic.MANDATED).asks:
        return
    initiatives = (
        Initiative.owned_by(question.actor)
        .filter(track=Track.MANDATED, state__in=[s for s in OPEN if s is not State.IDEA])
        .filter(Q(ambition="") | Q(ambition_decided_on=None))
    )
    for pk, name, ambition, owner in initiatives.values_list("pk", "name", "ambition", "owner_id"):
        yield Hit(
            model=Initiative, pk=pk, title=name, facts={"ambition": ambition}, responsible=owner
        )
