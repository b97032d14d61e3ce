"""Report status: how an initiative stands today, in two minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.models import Initiative, StatusReport
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import ENDED, State
from samsyn.domain.portfolio.status import StatusFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of an initiative: a light at least."""

    overall: str
    time: str = ""
    money: str = ""
    result: str = ""
    done: str = ""
    coming: str = ""
    help_needed: str = ""
    expected_finish: date | None = None


@use_case(Permission.STATUS_REPORT)
def report_status(actor: Actor, *, initiative_id: int, told: Told) -> StatusReport:
    """Write today's report; the second one of a day replaces the first.

    Raises Refused for an initiative that has ended, and for red without saying what is needed.
    """
    initiative = Initiative.owned_by(actor).get(pk=initiative_id)
    objections = []
    if State(initiative.state) in ENDED:
        objections.append(Objection(StatusFlaw.HAS_ENDED))
    if told.overall == StatusReport.Light.RED and not told.help_needed.strip():
        objections.append(Objection(StatusFlaw.HELP_NOT_NAMED, field="help_needed"))
    refuse_if(objections)
    report, is_new = StatusReport.owned_by(actor).get_or_create(
        initiative=initiative,
        reported_on=clock.today(),
        defaults={"overall": told.overall, "visibility": initiative.visibility},
    )
    for name, value in asdict(told).items():
        setattr(report, name, value)
    report.reporter = person_of(actor)
    report.revision += 0 if is_new else 1
    report.save()
    return report
