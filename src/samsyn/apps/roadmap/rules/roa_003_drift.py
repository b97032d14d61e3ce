"""ROA-003: find running work that is well behind the published roadmap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.public import Initiative, Phase, StatusReport, with_last_report
from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import Version, latest_published
from samsyn.domain.portfolio.course import COMMITTED
from samsyn.domain.portfolio.status import weeks_behind
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_LATER, _NOT_BEGUN = "later", "not_begun"


def says(facts: Mapping[str, Any]) -> str:
    """Say what is behind, and how far."""
    told = {
        **facts,
        "planned": date_format(date.fromisoformat(facts["planned"]), "SHORT_DATE_FORMAT"),
    }
    if facts["how"] == _LATER:
        return (
            gettext(
                "The latest report expects it %(weeks)s weeks later than the published roadmap,"
                " which says %(planned)s."
            )
            % told
        )
    return (
        gettext("“%(phase)s” was to begin on %(planned)s, %(weeks)s weeks ago, and has not begun.")
        % told
    )


@rule(
    code="ROA-003",
    title=gettext_lazy("Work has drifted from the published roadmap"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What slips quietly takes others with it: they wait for the same people."),
    fix=gettext_lazy("Plan again from where things are, or say what would bring it back."),
    watches=[Initiative, Phase, StatusReport, PublishedRoadmap],
    says=says,
    parameters=[
        Parameter("weeks", gettext_lazy("weeks behind, more than"), 4, gettext_lazy("weeks")),
    ],
)
def drifted(question: Question) -> Iterable[Hit]:
    """Hit decided and running initiatives whose work is more than some weeks behind."""
    version = latest_published(question.actor)
    if version is None:
        return
    begun = dict(
        Phase.owned_by(question.actor)
        .filter(initiative__state__in=COMMITTED)
        .values_list("pk", "started_on")
    )
    rows = Initiative.owned_by(question.actor).filter(state__in=COMMITTED)
    for row in with_last_report(question.actor, rows):
        behind = max(_behind(version, row, begun, question.today), key=_weeks, default=None)
        if behind is not None and behind["weeks"] > question.threshold("weeks"):
            yield Hit(
                model=Initiative, pk=row.pk, title=row.name, facts=behind, responsible=row.owner_id
            )


def _weeks(facts: Mapping[str, Any]) -> int:
    return int(facts["weeks"])


def _behind(
    version: Version,
    row: Any,  # noqa: ANN401 - annotated row
    begun: Mapping[int, date | None],
    today: date,
) -> Iterable[dict[str, Any]]:
    """Yield each way in which one initiative is behind: its first late phase, and its report."""
    placed = next((one for one in version.picture.placed if one.key == row.pk), None)
    if placed is None:
        return
    calendar = version.picture.calendar
    for piece in placed.pieces:
        planned = calendar.date_of(piece.start)
        if begun.get(piece.key, planned) is None and planned < today:
            yield {
                "how": _NOT_BEGUN,
                "weeks": weeks_behind(planned, today),
                "planned": planned.isoformat(),
                "phase": piece.name,
            }
            break
    if row.expected_finish and placed.finish is not None:
        planned = calendar.date_of(placed.finish)
        yield {
            "how": _LATER,
            "weeks": weeks_behind(planned, row.expected_finish),
            "planned": planned.isoformat(),
            "phase": "",
        }
