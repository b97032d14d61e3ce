"""What one person has promised a forum, or to tell somebody: lines of their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.council.public import Action, CommunicationActivity
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import record_url

Line = tuple[str, str, date | None, str, str]


def actions_told(actor: Actor, rows: Iterable[Action], today: date) -> Iterator[Line]:
    """Yield the person's actions; for who reads findings, those overdue are among them already."""
    reads_findings = actor.may(Permission.CHECKS_READ) and actor.may(Permission.COUNCIL_READ)
    for action in rows:
        late = action.due_on is not None and action.due_on < today
        if late and reads_findings:
            continue
        told = (
            _("You promised it to %(forum)s, and its day is over.")
            if late
            else _("You promised it to %(forum)s.")
        )
        url = reverse("council:end_action", args=[action.pk])
        told = told % {"forum": action.forum.name}
        yield action.name, told, action.due_on, url, _("Say how it went")


def messages_told(rows: Iterable[CommunicationActivity], today: date) -> Iterator[Line]:
    """Yield whom the person is to tell something, late or soon."""
    for row in rows:
        late = row.planned_on is not None and row.planned_on < today
        facts = {"whom": row.audience, "about": row.initiative.name}
        told = (
            _("Overdue: tell %(whom)s about %(about)s.")
            if late
            else _("Tell %(whom)s about %(about)s.")
        )
        yield row.name, told % facts, row.planned_on, record_url(row), _("Look at it")
