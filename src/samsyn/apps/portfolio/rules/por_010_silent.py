"""POR-010: find running initiatives that nobody has said a word about for too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.portfolio.models import Initiative, StatusReport, TrackPolicy
from samsyn.apps.portfolio.queries.reporting import with_last_report
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.status import days_silent
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say for how long it has been silent."""
    days = facts["days"]
    if facts["reported"]:
        return (
            ngettext(
                "The last word on how it goes is %(days)s day old.",
                "The last word on how it goes is %(days)s days old.",
                days,
            )
            % facts
        )
    return (
        ngettext(
            "It started %(days)s day ago, and nobody has said how it goes.",
            "It started %(days)s days ago, and nobody has said how it goes.",
            days,
        )
        % facts
    )


@rule(
    code="POR-010",
    title=gettext_lazy("A running initiative whose status is old"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What nobody reports on, nobody can help in time."),
    fix=gettext_lazy("Say how it goes: one light and one sentence are enough."),
    watches=[Initiative, StatusReport, TrackPolicy],
    says=says,
    parameters=[
        Parameter(
            "days",
            gettext_lazy("days between reports, where the track does not say"),
            30,
            gettext_lazy("days"),
        ),
    ],
    fix_url=lambda hit: reverse("portfolio:report_status", args=[hit.pk]),
)
def status_is_old(question: Question) -> Iterable[Hit]:
    """Hit running initiatives that have been silent longer than their track allows."""
    actor = question.actor
    allowed = dict(TrackPolicy.owned_by(actor).values_list("track", "status_days"))
    running = Initiative.owned_by(actor).filter(state=State.RUNNING)
    rows = with_last_report(actor, running).values_list(
        "pk", "name", "track", "owner_id", "reported_on", "started_on"
    )
    for pk, name, track, owner, reported, started in rows:
        days = days_silent(last=reported, since=started, today=question.today)
        most = allowed.get(track, question.threshold("days"))
        if days is not None and days > most:
            yield Hit(
                model=Initiative,
                pk=pk,
                title=name,
                facts={"days": days, "reported": reported is not None},
                responsible=owner,
            )
