"""ROA-001: find legal deadlines that the published roadmap does not meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import latest_published
from samsyn.domain.portfolio.course import OPEN, State
from samsyn.kernel.rules import Hit, Question, Severity, rule

_WATCHED_STATES = [state for state in OPEN if state is not State.IDEA]


def says(facts: Mapping[str, Any]) -> str:
    """Say by when it had to be done, and when it is."""
    told = {"ground": facts["ground"], "deadline": _day(facts["deadline"])}
    if not facts["finish"]:
        return (
            gettext(
                "%(ground)s asks for it by %(deadline)s, and the published roadmap leaves it out."
            )
            % told
        )
    return gettext(
        "%(ground)s asks for it by %(deadline)s; the published roadmap finishes on %(finish)s."
    ) % {**told, "finish": _day(facts["finish"])}


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")


@rule(
    code="ROA-001",
    title=gettext_lazy("A legal deadline is missed in the published roadmap"),
    severity=Severity.HIGH,
    why=gettext_lazy("What the law sets a date for must be planned to be done by then."),
    fix=gettext_lazy(
        "Plan again: lower the ambition, give it more people, or move what takes their time."
    ),
    watches=[Initiative, PublishedRoadmap],
    says=says,
    fix_url=lambda _hit: reverse("roadmap:timeline"),
    minds_the_date=False,
)
def legal_deadline_missed(question: Question) -> Iterable[Hit]:
    """Hit undelivered initiatives with a legal deadline that are published late, or left out.

    An initiative that came after the roadmap was published is not hit: it was not asked about.
    """
    version = latest_published(question.actor)
    if version is None:
        return
    calendar = version.picture.calendar
    finishes = {
        placed.key: None if placed.finish is None else calendar.date_of(placed.finish)
        for placed in version.picture.placed
    }
    asked = {**dict.fromkeys(missing.key for missing in version.picture.missing), **finishes}
    rows = (
        Initiative.owned_by(question.actor)
        .filter(pk__in=asked, state__in=_WATCHED_STATES, deadline__isnull=False)
        .exclude(legal_ground="")
    )
    for pk, name, deadline, ground, owner in rows.values_list(
        "pk", "name", "deadline", "legal_ground", "owner_id"
    ):
        finish = asked[pk]
        if deadline is None:
            continue
        due = calendar.date_of(calendar.deadline_week(deadline))
        if finish is None or finish > due:
            yield Hit(
                model=Initiative,
                pk=pk,
                title=name,
                facts={
                    "ground": ground,
                    "deadline": deadline.isoformat(),
                    "finish": finish.isoformat() if finish else "",
                },
                responsible=owner,
            )
