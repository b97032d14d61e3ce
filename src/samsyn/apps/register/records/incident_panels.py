"""The parts of an incident's page: clocks, what is hit, the message to neighbours, the log."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.register.models.supplier_incident import (
    IncidentClock,
    IncidentEntry,
    SupplierIncident,
)
from samsyn.apps.register.models.supplier_notice import NoticeAnswer, SupplierNotice
from samsyn.apps.register.queries.incidents import hits_of
from samsyn.apps.register.views.hits import shown_hits
from samsyn.apps.register.wording.incidents import STATES, TONES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.clocks import state_of
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import record_url

_SHOWN = 100


def incident_clocks(actor: Actor, incident: SupplierIncident) -> Mapping[str, object]:
    """Return every clock with how it stands now, the next to run out first."""
    now = clock.now()
    rows = IncidentClock.owned_by(actor).filter(incident=incident).order_by("due_at", "pk")
    found = [(one, state_of(one.due_at, one.done_at, now)) for one in rows]
    return {
        "clocks": [
            {
                "row": one,
                "state": STATES[state],
                "tone": TONES[state],
                "running": one.done_at is None,
                "url": reverse("register:clock_answer", args=[one.pk]),
            }
            for one, state in found
        ],
        "may": actor.may(Permission.SUPPLIER_INCIDENT),
    }


def incident_hits(actor: Actor, incident: SupplierIncident) -> Mapping[str, object]:
    """Return what of ours may be hit, where, with which information, and whom to call."""
    return shown_hits(hits_of(actor, incident.supplier), incident.supplier)


def incident_notice(actor: Actor, incident: SupplierIncident) -> Mapping[str, object] | None:
    """Return what neighbours were told, and what they answered to us."""
    return notice_answers(actor, incident.notice) if incident.notice else None


def notice_answers(actor: Actor, notice: SupplierNotice) -> Mapping[str, object]:
    """Return the answers of those who chose to answer; who was asked is told to nobody."""
    answers = NoticeAnswer.to_us(actor).filter(notice_number=notice.pk)
    return {
        "notice": notice,
        "url": record_url(notice),
        "answers": list(answers.select_related("organisation").order_by("-answered_at", "pk")),
    }


def incident_log(actor: Actor, incident: SupplierIncident) -> Mapping[str, object]:
    """Return what was done, latest first, and where to write more."""
    entries = IncidentEntry.owned_by(actor).filter(incident=incident).order_by("-at", "-pk")
    return {
        "entries": list(entries[:_SHOWN]),
        "url": reverse("register:incident_log", args=[incident.pk]),
        "may": actor.may(Permission.SUPPLIER_INCIDENT),
    }
