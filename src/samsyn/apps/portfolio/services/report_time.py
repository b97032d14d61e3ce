"""Report time: the hours one gave each initiative in one week, the whole week at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.models import Initiative, TimeReport
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.hours import HoursFlaw, flaws_of_week, monday_of
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_NOT_WORKED_ON = (State.STOPPED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Reported:
    """Hours on one initiative, and what they went to."""

    hours: Decimal
    note: str = ""


@use_case(Permission.TIME_REPORT)
def report_time(actor: Actor, *, week: date, given: Mapping[int, Reported]) -> int:
    """Make the actor's own week be exactly these hours, by initiative; no hours, no row.

    Initiatives that are not named are left as they were. Returns the number of rows that stand.
    Raises Refused with everything that is wrong, and for an account without a person.
    """
    person = person_of(actor)
    if person is None:
        raise Refused([Objection(HoursFlaw.NOBODY)])
    monday = monday_of(week)
    states = dict(Initiative.owned_by(actor).filter(pk__in=given).values_list("pk", "state"))
    refuse_if(
        flaws_of_week(
            {pk: row.hours for pk, row in given.items()},
            known={pk: state not in _NOT_WORKED_ON for pk, state in states.items()},
            week=monday,
            today=clock.today(),
        )
    )
    mine = TimeReport.owned_by(actor).filter(person=person, week=monday)
    now = {row.initiative_id: row for row in mine.filter(initiative_id__in=given)}
    for pk, row in given.items():
        _set(now.get(pk), TimeReport(person=person, initiative_id=pk, week=monday), row)
    return mine.count()


def _set(now: TimeReport | None, new: TimeReport, row: Reported) -> None:
    if not row.hours:
        if now is not None:
            now.delete()
        return
    report = now or new
    if (report.hours, report.note) == (row.hours, row.note):
        return
    report.hours, report.note = row.hours, row.note
    report.revision += 0 if now is None else 1
    report.save()
