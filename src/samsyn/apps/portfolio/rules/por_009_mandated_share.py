"""POR-009: tell when what others have decided fills the portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Effort, Initiative, Phase
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.domain.portfolio.course import OPEN, State
from samsyn.kernel.models import Organisation
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how large the share is, and of what."""
    if facts["counted"] == "work":
        return gettext("%(share)d %% of all planned work is mandated by others.") % dict(facts)
    return gettext("%(share)d %% of all initiatives are mandated by others.") % dict(facts)


@rule(
    code="POR-009",
    title=gettext_lazy("Mandated solutions fill the portfolio"),
    severity=Severity.LOW,
    why=gettext_lazy(
        "Where nearly all work is mandated, none is left for the organisation's own challenges and"
        " for what is in people's way."
    ),
    fix=gettext_lazy(
        "Lower the ambition of mandated solutions, or move those that solve a challenge to it."
    ),
    watches=[Initiative, Phase, Effort],
    says=says,
    parameters=[Parameter("share", gettext_lazy("highest mandated share"), 80, gettext_lazy("%"))],
    fix_url=lambda _hit: reverse("portfolio:board"),
    minds_the_date=False,
)
def mandated_share(question: Question) -> Iterable[Hit]:
    """Hit the organisation when the mandated share is above the threshold.

    Measured in planned person-weeks of what is proposed, decided and running; by count while no
    effort is planned.
    """
    states = [state for state in OPEN if state is not State.IDEA]
    rows = queries.with_figures(
        question.actor, Initiative.owned_by(question.actor).filter(state__in=states)
    ).values_list("track", "percent_weeks")
    by_work = any(work for _track, work in rows)
    sizes = [(track, work if by_work else 1) for track, work in rows]
    total = sum(size for _track, size in sizes)
    mandated = sum(size for track, size in sizes if track == Track.MANDATED)
    if mandated * 100 > total * question.threshold("share"):
        organisation = Organisation.objects.get(pk=question.actor.organisation_id)
        yield Hit(
            model=Organisation,
            pk=organisation.pk,
            title=organisation.name,
            facts={
                "share": round(100 * mandated / total),
                "counted": "work" if by_work else "number",
            },
        )
