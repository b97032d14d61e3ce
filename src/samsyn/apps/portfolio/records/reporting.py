"""How status reports and time reports are listed, shown, imported and exported."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import Initiative, StatusReport, TimeReport
from samsyn.apps.portfolio.queries.reporting import latest_status
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import ENDED, State
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Panel, Record, record_url

LIGHT_TONES = {
    StatusReport.Light.GREEN.value: "success",
    StatusReport.Light.YELLOW.value: "warning",
    StatusReport.Light.RED.value: "danger",
}


def status_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object]]:
    """Ask for the newest reports; tell where the next is written."""
    (reports,) = yield [ready(latest_status, actor, initiative=initiative.pk)]
    may_report = actor.may(Permission.STATUS_REPORT) and State(initiative.state) not in ENDED
    return {
        "latest": reports[0] if reports else None,
        "tone": LIGHT_TONES[reports[0].overall] if reports else "",
        "earlier": [
            {"report": report, "tone": LIGHT_TONES[report.overall], "url": record_url(report)}
            for report in reports[1:]
        ],
        "report_url": reverse("portfolio:report_status", args=[initiative.pk])
        if may_report
        else "",
    }


STATUS_PANEL = Panel("portfolio/fragments/_status_panel.html", status_panel)

STATUS_REPORTS = Record(
    model=StatusReport,
    slug="status-reports",
    menu=Menu.PORTFOLIO,
    read=Permission.PORTFOLIO_READ,
    write=Permission.STATUS_REPORT,
    columns=("initiative", "reported_on", "overall", "expected_finish", "reporter"),
    filters=("overall", "initiative", "reporter"),
    groups=(
        Group(_("How it goes"), ("initiative", "reported_on", "reporter", "overall")),
        Group(_("In detail"), ("time", "money", "result", "expected_finish")),
        Group(_("In words"), ("done", "coming", "help_needed")),
    ),
    key=("initiative", "reported_on"),
    tones={
        "overall": LIGHT_TONES,
        "time": LIGHT_TONES,
        "money": LIGHT_TONES,
        "result": LIGHT_TONES,
    },
    headers={
        "initiative": ("insats", "initiativ", "projekt", "prosjekt", "initiative"),
        "reported_on": ("datum", "dato", "rapportdatum", "date"),
        "overall": ("status", "läge", "helhet", "samlet"),
    },
    intro=_("How initiatives are getting on, as those who run them say."),
    empty=_("Open a running initiative and say how it goes: it takes two minutes."),
    order=45,
)

TIME_REPORTS = Record(
    model=TimeReport,
    slug="time-reports",
    menu=None,
    read=Permission.PORTFOLIO_WRITE,
    write=Permission.PORTFOLIO_WRITE,
    columns=("person", "initiative", "week", "hours"),
    filters=("person", "initiative"),
    groups=(Group(_("Hours"), ("person", "initiative", "week", "hours", "note")),),
    key=("person", "initiative", "week"),
    headers={
        "person": ("person", "namn", "navn", "medarbetare", "medarbeider", "medarbejder"),
        "initiative": ("insats", "initiativ", "projekt", "prosjekt", "initiative"),
        "week": ("vecka", "uke", "uge", "week"),
        "hours": ("timmar", "timer", "tid", "hours"),
    },
    intro=_("The hours people gave initiatives, week by week."),
    empty=_("Nobody has reported any hours. Each does it under My hours; or bring in a sheet."),
    order=64,
)
REPORTING = (STATUS_REPORTS, TIME_REPORTS)
