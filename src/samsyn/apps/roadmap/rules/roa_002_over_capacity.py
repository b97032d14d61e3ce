"""ROA-002: find roles of which the published roadmap takes more than people have now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.organisation.public import Absence, Assignment, Person, Role
from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import latest_published
from samsyn.apps.roadmap.queries.staffing import capacity_now
from samsyn.domain.roadmap.setting import number_of
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say for how long, from when, and how much is missing at worst."""
    return ngettext(
        "Over capacity in %(weeks)d week from %(first)s: at worst %(takes)d %% of full time is"
        " planned where there is %(has)d %%.",
        "Over capacity in %(weeks)d weeks from %(first)s: at worst %(takes)d %% of full time is"
        " planned where there is %(has)d %%.",
        int(facts["weeks"]),
    ) % {
        **facts,
        "first": date_format(date.fromisoformat(facts["first"]), "SHORT_DATE_FORMAT"),
    }


@rule(
    code="ROA-002",
    title=gettext_lazy("A role is over capacity in the published roadmap"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "A roadmap that takes more of people than they have does not hold, and nobody knows which"
        " part of it will give."
    ),
    fix=gettext_lazy("Plan again with today's assignments, or give the role more time."),
    watches=[PublishedRoadmap, Assignment, Absence, Person],
    says=says,
    parameters=[
        Parameter("weeks", gettext_lazy("weeks over capacity, at least"), 2, gettext_lazy("weeks")),
        Parameter(
            "slack",
            gettext_lazy("tolerated beyond capacity"),
            5,
            gettext_lazy("% of full time"),
        ),
    ],
    fix_url=lambda _hit: reverse("roadmap:timeline"),
)
def role_over_capacity(question: Question) -> Iterable[Hit]:
    """Hit each role that is overrun in enough weeks from now on, measured with people as of now."""
    version = latest_published(question.actor)
    if version is None:
        return
    picture = version.picture
    first = max(0, picture.calendar.week_of(question.today))
    has = capacity_now(question.actor, picture)
    for lane in picture.lanes:
        now = has.get(lane.key, (0,) * picture.weeks)
        over = [
            week
            for week in range(first, picture.weeks)
            if lane.takes[week] > now[week] + question.threshold("slack")
        ]
        if over and len(over) >= question.threshold("weeks"):
            worst = max(over, key=lambda week: lane.takes[week] - now[week])
            yield Hit(
                model=Role,
                pk=number_of(lane.key),
                title=lane.name,
                facts={
                    "weeks": len(over),
                    "first": picture.calendar.date_of(over[0]).isoformat(),
                    "takes": lane.takes[worst],
                    "has": now[worst],
                },
            )
