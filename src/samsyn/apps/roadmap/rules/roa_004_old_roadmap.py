"""ROA-004: find out whether the published roadmap has grown old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.portfolio.public import PLANNABLE, Initiative
from samsyn.apps.roadmap.models import Plan, PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import latest_published
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_WEEK = 7


def says(facts: Mapping[str, Any]) -> str:
    """Say how old it is."""
    return ngettext(
        "Version %(version)d was decided on %(day)s, %(weeks)d week ago.",
        "Version %(version)d was decided on %(day)s, %(weeks)d weeks ago.",
        int(facts["weeks"]),
    ) % {**facts, "day": date_format(date.fromisoformat(facts["day"]), "SHORT_DATE_FORMAT")}


@rule(
    code="ROA-004",
    title=gettext_lazy("The published roadmap is older than a quarter"),
    severity=Severity.LOW,
    why=gettext_lazy(
        "A roadmap that is not decided on anew each quarter no longer tells what people do."
    ),
    fix=gettext_lazy("Plan again, look at what moved and why, and publish."),
    watches=[PublishedRoadmap, Initiative],
    says=says,
    parameters=[
        Parameter("weeks", gettext_lazy("weeks since it was decided"), 13, gettext_lazy("weeks"))
    ],
    fix_url=lambda _hit: reverse("roadmap:timeline"),
)
def roadmap_grown_old(question: Question) -> Iterable[Hit]:
    """Hit the plan whose latest version is older than that, while there is something to plan."""
    version = latest_published(question.actor)
    if version is None:
        return
    age = (question.today - version.row.decided_on).days
    if age <= _WEEK * question.threshold("weeks"):
        return
    if not Initiative.owned_by(question.actor).filter(state__in=PLANNABLE).exists():
        return
    plan = Plan.owned_by(question.actor).filter(pk=version.row.plan_id).first()
    if plan is not None:
        yield Hit(
            model=Plan,
            pk=plan.pk,
            title=plan.name,
            facts={
                "version": version.row.version,
                "day": version.row.decided_on.isoformat(),
                "weeks": age // _WEEK,
            },
        )
