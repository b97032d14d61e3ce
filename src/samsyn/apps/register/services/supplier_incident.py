"""Act on a supplier's incident: write it down, answer its clocks, tell neighbours, answer them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from samsyn.apps.register.models import Supplier
from samsyn.apps.register.models.supplier_incident import (
    IncidentClock,
    IncidentEntry,
    SupplierIncident,
)
from samsyn.apps.register.models.supplier_notice import NoticeAnswer, SupplierNotice
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.clocks import Clock, clocks_of
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case

TELL = "register.tell_neighbours"


class Obstacle(StrEnum):
    """Why something cannot be done about an incident."""

    NOT_YET = "incident_not_yet"
    NO_MESSAGE = "incident_no_message"
    SENT_ALREADY = "incident_sent_already"
    OWN_NOTICE = "incident_own_notice"


@use_case(Permission.SUPPLIER_INCIDENT)
def report_supplier_incident(  # noqa: PLR0913 - what an incident must say
    actor: Actor,
    *,
    supplier_id: int,
    name: str,
    aware_at: datetime,
    text: str = "",
    significant: bool = True,
    personal_data: str = SupplierIncident.PersonalData.UNKNOWN,
) -> SupplierIncident:
    """Write an incident down and start its clocks. Raises Refused for a moment still to come."""
    if aware_at > clock.now():
        raise Refused([Objection(Obstacle.NOT_YET, field="aware_at")])
    incident = SupplierIncident.everything.create(
        organisation_id=actor.organisation_id,
        name=name,
        supplier=Supplier.visible_to(actor).get(pk=supplier_id),
        aware_at=aware_at,
        text=text,
        significant=significant,
        personal_data=personal_data,
    )
    wind_clocks(actor, incident)
    _log(actor, incident, _("Incident reported."))
    return incident


def wind_clocks(actor: Actor, incident: SupplierIncident) -> None:
    """Let the clocks run that must, from when they must; those answered stay as they are."""
    there = {one.kind: one for one in IncidentClock.owned_by(actor).filter(incident=incident)}
    notified = there.get(Clock.NOTIFICATION)
    due = clocks_of(
        incident.aware_at,
        significant=incident.significant,
        personal_data=incident.personal_data != SupplierIncident.PersonalData.NO,
        notified_at=notified.done_at if notified else None,
    )
    for one in due:
        kept = there.pop(one.clock, None) or IncidentClock(
            organisation_id=actor.organisation_id, incident=incident, kind=one.clock
        )
        if kept.done_at is None or kept.due_at != one.at:
            kept.due_at, kept.visibility = one.at, incident.visibility
            kept.save()
    for stale in there.values():
        if stale.done_at is None:
            stale.delete()


@use_case(Permission.SUPPLIER_INCIDENT)
def answer_clock(actor: Actor, *, clock_id: int, note: str = "") -> SupplierIncident:
    """Note that what a clock demands is done now."""
    running = IncidentClock.owned_by(actor).select_for_update(of=("self",))
    found = running.select_related("incident").get(pk=clock_id)
    found.done_at, found.note = clock.now(), note[:300]
    found.revision += 1
    found.save()
    told = str(found.get_kind_display())
    _log(actor, found.incident, f"{told}: {note}" if note else told)
    wind_clocks(actor, found.incident)
    return found.incident


@use_case(Permission.SUPPLIER_INCIDENT)
def log_incident(actor: Actor, *, incident_id: int, text: str) -> SupplierIncident:
    """Write down what was done."""
    incident = SupplierIncident.owned_by(actor).get(pk=incident_id)
    refuse_if([] if text.strip() else [Objection(Obstacle.NO_MESSAGE, field="text")])
    _log(actor, incident, text)
    return incident


@use_case(Permission.SUPPLIER_INCIDENT)
def end_incident(actor: Actor, *, incident_id: int, on: date) -> SupplierIncident:
    """Say that it is over; clocks that still run go on."""
    incident = SupplierIncident.owned_by(actor).select_for_update().get(pk=incident_id)
    incident.over_on = on
    incident.revision += 1
    incident.save()
    _log(actor, incident, _("The incident is over."))
    return incident


@use_case(Permission.SUPPLIER_INCIDENT)
def send_supplier_notice(
    actor: Actor, *, incident_id: int, subject: str, text: str
) -> SupplierNotice:
    """Tell the federations: only what is typed here, and the supplier, leave the organisation.

    Who uses the supplier is worked out in each organisation by itself; nobody else learns it.
    """
    incidents = SupplierIncident.owned_by(actor).select_for_update(of=("self",))
    incident = incidents.select_related("supplier").get(pk=incident_id)
    objections = []
    if not (subject.strip() and text.strip()):
        objections.append(Objection(Obstacle.NO_MESSAGE, field="text"))
    if incident.notice_id is not None:
        objections.append(Objection(Obstacle.SENT_ALREADY))
    refuse_if(objections)
    notice = SupplierNotice.everything.create(
        organisation_id=actor.organisation_id,
        visibility=Visibility.FEDERATION,
        name=subject,
        supplier=incident.supplier,
        text=text,
        sent_at=clock.now(),
    )
    incident.notice = notice
    incident.save(update_fields=["notice"])
    _log(actor, incident, _("Told the neighbours: “%(subject)s”.") % {"subject": subject})
    tasks.start(actor, TELL, about=notice.pk, message=_("Telling neighbours"))
    return notice


@use_case(Permission.SUPPLIER_INCIDENT)
def answer_notice(actor: Actor, *, notice_id: int, answer: str) -> NoticeAnswer:
    """Tell the neighbour that asked, and nobody else, whether we are hit."""
    notice = SupplierNotice.visible_to(actor).get(pk=notice_id)
    if notice.organisation_id == actor.organisation_id:
        raise Refused([Objection(Obstacle.OWN_NOTICE)])
    made, _created = NoticeAnswer.everything.update_or_create(
        organisation_id=actor.organisation_id,
        notice_number=notice.pk,
        defaults={
            "asked_by": notice.organisation_id,
            "answer": NoticeAnswer.Answer(answer),
            "answered_at": clock.now(),
        },
    )
    return made


def _log(actor: Actor, incident: SupplierIncident, text: str) -> None:
    IncidentEntry.everything.create(
        organisation_id=actor.organisation_id,
        visibility=incident.visibility,
        incident=incident,
        name=text[:300],
        at=clock.now(),
        by=actor.name,
    )
