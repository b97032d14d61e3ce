"""Build the agenda, and call: first what is missing, then the mail as it will look."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.council.forms.building import AgendaForm
from samsyn.apps.council.models import Meeting
from samsyn.apps.council.queries.agenda import (
    agenda_of,
    attendances_of,
    backlog_of,
    digest_of,
    is_expected,
    items_on,
)
from samsyn.apps.council.queries.decisions import gates_in, moves_told
from samsyn.apps.council.queries.forums import members_of
from samsyn.apps.council.services.build_agenda import build_agenda
from samsyn.apps.council.services.call import hindrances, send_call, told
from samsyn.apps.council.views.frames import meeting_tabs, trail
from samsyn.apps.council.views.meetings import meeting_at
from samsyn.apps.council.wording.agenda import explain_agenda
from samsyn.apps.council.wording.effects import told_by_item
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires

SAVE = "save"
_MOST_WAITING = 200


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def agenda(request: PageRequest, pk: int) -> HttpResponse:
    """Show the table, rearrange it as asked, or save it all as one act."""
    actor, meeting = request.actor, meeting_at(request, pk)
    items = list(items_on(actor, meeting))
    backlog = list(backlog_of(actor, meeting.forum_id)[:_MOST_WAITING])
    typed = request.POST if request.method == "POST" else None
    form = AgendaForm(meeting, items, backlog, typed)
    command = request.POST.get("do", SAVE)
    if typed is not None and command != SAVE:
        form.do(command)
    elif typed is not None and form.is_valid():
        try:
            build_agenda(actor, meeting_id=pk, lines=form.lines(), seen=form.revision)
        except Refused as refusal:
            form.refuse(refusal.objections)
            if any(one.code == Flaw.CHANGED_MEANWHILE for one in refusal.objections):
                form.meet(meeting, items)
        else:
            messages.success(request, _("Saved."))
            return go_to(request, "council:meeting", pk)
    people = members_of(actor, meeting.forum_id, meeting.starts_at.date())
    return page(
        request,
        "council/agenda.html",
        {
            "title": _("Build the agenda"),
            "subtitle": meeting.name,
            "meeting": meeting,
            "form": form,
            "presenters": sorted({member.person.name for member in people}),
            "tabs": meeting_tabs(actor, meeting, "council:agenda"),
            "cancel_url": reverse("council:meeting", args=[pk]),
            "breadcrumbs": trail(meeting.forum, meeting),
        },
        fragment="council/fragments/_agenda_table.html",
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def call(request: PageRequest, pk: int) -> HttpResponse:
    """Say all that is missing, or show whom the call goes to and how it reads; then send it."""
    meeting = meeting_at(request, pk)
    if request.method == "POST":
        try:
            send_call(request.actor, meeting_id=pk)
        except Refused:
            return page(request, "council/call.html", _call(request, meeting), status=422)
        messages.success(request, _("The call is on its way."))
        return go_to(request, "council:meeting", pk)
    return page(request, "council/call.html", _call(request, meeting))


def _call(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    actor = request.actor
    lines = agenda_of(actor, meeting)
    known = told(actor, meeting)
    moves = moves_told(actor, lines.items)
    happens = told_by_item(moves, gates_in(actor, moves))
    people = [row for row in attendances_of(actor, meeting) if is_expected(row, meeting)]
    return {
        "title": _("Call"),
        "subtitle": meeting.name,
        "meeting": meeting,
        "tabs": meeting_tabs(actor, meeting, "council:call"),
        "missing": [explain_agenda(one) for one in hindrances(actor, meeting, lines)],
        "agenda_url": reverse("council:agenda", args=[meeting.pk]),
        "is_change": bool(meeting.called_digest),
        "changed": bool(meeting.called_digest)
        and meeting.called_digest != digest_of(meeting, lines, moves),
        "lines": [
            {"item": one.item, "slot": one.slot, "happens": happens.get(one.item.pk, ())}
            for one in lines.lines
        ],
        "over": lines.over,
        "people": [
            {"row": row, "told": known[row.pk].last if row.pk in known else None} for row in people
        ],
        "cancel_url": reverse("council:meeting", args=[meeting.pk]),
        "breadcrumbs": trail(meeting.forum, meeting),
    }
