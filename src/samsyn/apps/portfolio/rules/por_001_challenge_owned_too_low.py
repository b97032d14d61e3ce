"""POR-001: find challenges that nobody with the mandate to change the solution owns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative, TrackPolicy
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.domain.portfolio.course import ENDED
from samsyn.domain.portfolio.tracks import Track as Logic
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say where it is owned instead."""
    if not facts["level"]:
        return gettext("This challenge does not say at which level it is owned.")
    level = Initiative.OwnerLevel(facts["level"]).label
    return gettext("This challenge is owned at: %(level)s.") % {"level": str(level).lower()}


@rule(
    code="POR-001",
    title=gettext_lazy("A challenge is not owned by the political or executive level"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "A challenge is hard on results and free in solutions. Only who may change priorities and"
        " stop what does not deliver can own that."
    ),
    fix=gettext_lazy(
        "Name an owner at the political or executive level, or move it to the track that fits."
    ),
    watches=[Initiative, TrackPolicy],
    says=says,
    minds_the_date=False,
)
def challenge_owned_too_low(question: Question) -> Iterable[Hit]:
    """Hit challenges that have not ended and are owned where the track's policy lets nobody."""
    policy = queries.policy_of(question.actor, Logic.CHALLENGE)
    if policy.owned_anywhere:
        return
    initiatives = (
        Initiative.owned_by(question.actor)
        .filter(track=Track.CHALLENGE)
        .exclude(state__in=ENDED)
        .exclude(owner_level__in=policy.owners)
    )
    for pk, name, level, owner in initiatives.values_list("pk", "name", "owner_level", "owner_id"):
        yield Hit(model=Initiative, pk=pk, title=name, facts={"level": level}, responsible=owner)
