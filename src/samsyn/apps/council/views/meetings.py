"""Plan a meeting, show it to those who come, hear whether they do, call it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.council.forms.agenda import AnswerForm, CancelForm, MeetingForm
from samsyn.apps.council.models import Attendance, Forum, Meeting
from samsyn.apps.council.queries.agenda import agenda_of, attendances_of, is_expected
from samsyn.apps.council.queries.papers import current_papers
from samsyn.apps.council.services.answer_call import answer_call, answer_for
from samsyn.apps.council.services.plan_meeting import cancel_meeting, move_meeting, plan_meeting
from samsyn.apps.council.views.frames import answer, is_open, meeting_tabs, trail
from samsyn.apps.council.wording.agenda import explain_agenda
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Document
from samsyn.kernel.pages import PageRequest, go_to, page, requires

_BOTH = ["GET", "POST"]


def meeting_at(request: PageRequest, pk: int) -> Meeting:
    """Return a meeting of our own that the actor may see, or answer 404."""
    rows = Meeting.owned_by(request.actor).select_related("forum")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(_BOTH)
@requires(Permission.COUNCIL_WRITE)
def plan(request: PageRequest, pk: int) -> HttpResponse:
    """Ask when and where the forum meets next, and plan it."""
    forum = get_object_or_404(Forum.owned_by(request.actor), pk=pk)
    form = MeetingForm(forum, None, request.POST or None)
    context = {
        "title": _("Plan a meeting"),
        "subtitle": forum.name,
        "intro": _("What was postponed and what is open come first on its agenda by themselves."),
        "cancel_url": reverse("council:forum", args=[pk]),
        "breadcrumbs": trail(forum),
    }

    def act() -> None:
        made = plan_meeting(
            request.actor, forum_id=pk, plan=form.plan(), follow_up=_("Follow-up of actions")
        )
        context["cancel_url"] = reverse("council:agenda", args=[made.pk])

    return answer(request, form, act, context, done=_("The meeting is planned."))


@require_http_methods(_BOTH)
@requires(Permission.COUNCIL_WRITE)
def move(request: PageRequest, pk: int) -> HttpResponse:
    """Change when and where a meeting is."""
    meeting = meeting_at(request, pk)
    form = MeetingForm(meeting.forum, meeting, request.POST or None)
    seen = request.POST.get("revision", "")
    context = {
        "title": _("Time and place"),
        "subtitle": meeting.name,
        "revision": meeting.revision,
        "cancel_url": reverse("council:meeting", args=[pk]),
        "breadcrumbs": trail(meeting.forum, meeting),
    }
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else meeting.revision  # noqa: PLR2004 - of an int
    return answer(
        request,
        form,
        lambda: move_meeting(request.actor, meeting_id=pk, plan=form.plan(), seen=number),
        context,
        done=_("Saved. Send the change to those who are called when it is as it should be."),
    )


@require_http_methods(_BOTH)
@requires(Permission.COUNCIL_WRITE)
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    """Ask why, and call the meeting off."""
    meeting = meeting_at(request, pk)
    form = CancelForm(request.POST or None)
    context = {
        "title": _("Call off %(name)s") % {"name": meeting.name},
        "intro": _(
            "Its items wait in the backlog again. Those who were called are told, and it goes out"
            " of their calendars."
        ),
        "submit_label": _("Call it off"),
        "danger": True,
        "cancel_url": reverse("council:meeting", args=[pk]),
        "breadcrumbs": trail(meeting.forum, meeting),
    }
    return answer(
        request,
        form,
        lambda: cancel_meeting(request.actor, meeting_id=pk, reason=form.cleaned_data["reason"]),
        context,
        done=_("The meeting is called off."),
    )


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def meeting_page(request: PageRequest, pk: int) -> HttpResponse:
    """Show a meeting to those who come: when, where, the agenda with its papers, one's answer."""
    meeting = meeting_at(request, pk)
    return page(request, "council/meeting.html", _context(request, meeting))


def _context(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    actor = request.actor
    agenda = agenda_of(actor, meeting)
    papers = current_papers(actor, agenda.items)
    people = list(attendances_of(actor, meeting))
    expected = [row for row in people if is_expected(row, meeting)]
    mine = next((r for r in expected if r.person and r.person.user_id == actor.user_id), None)
    answers = meeting.state == Meeting.State.CALLED and meeting.starts_at > clock.now()
    return {
        "title": meeting.name,
        "subtitle": meeting.forum.name,
        "meeting": meeting,
        "tabs": meeting_tabs(actor, meeting, "council:meeting"),
        "lines": [
            {
                "item": line.item,
                "begins": line.slot.begins,
                "papers": [_paper(line.item.pk, one) for one in papers.get(line.item, [])],
                "url": reverse("council:item", args=[line.item.pk]),
            }
            for line in agenda.lines
        ],
        "over": agenda.over,
        "people": expected,
        "counts": _counts(expected),
        "mine": mine,
        "may_answer": answers and mine is not None,
        "may_answer_for": answers and actor.may(Permission.COUNCIL_WRITE),
        "answers": [c for c in Attendance.Answer.choices if c[0] != Attendance.Answer.WAITING],
        "actions": _actions(request, meeting),
        "breadcrumbs": trail(meeting.forum),
    }


def _paper(item: int, paper: Document) -> dict[str, object]:
    url = reverse("council:paper", kwargs={"pk": item, "document": paper.pk})
    return {"name": paper.note or paper.name, "url": url}


def _counts(people: list[Attendance]) -> list[dict[str, object]]:
    found = [
        {"label": label, "count": sum(row.answer == value for row in people)}
        for value, label in Attendance.Answer.choices
    ]
    return [one for one in found if one["count"]]


def _actions(request: PageRequest, meeting: Meeting) -> list[dict[str, object]]:
    if not is_open(request.actor, meeting):
        return []
    offered = [
        (_("Build the agenda"), "council:agenda"),
        (_("Call"), "council:call"),
        (_("Time and place"), "council:move"),
    ]
    actions: list[dict[str, object]] = [
        {"label": label, "url": reverse(name, args=[meeting.pk]), "method": "get"}
        for label, name in offered
    ]
    actions[0]["primary"] = True
    off = reverse("council:cancel", args=[meeting.pk])
    return [*actions, {"label": _("Call it off"), "url": off, "method": "get", "danger": True}]


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def answer_mine(request: PageRequest, pk: int) -> HttpResponse:
    """Keep what one answers to the call."""
    meeting_at(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    try:
        answer_call(request.actor, meeting_id=pk, answer=said["answer"], note=said["note"])
    except Refused as refusal:
        messages.error(request, " ".join(explain_agenda(one) for one in refusal.objections))
    else:
        messages.success(request, _("Thank you. You can answer otherwise until it begins."))
    return go_to(request, "council:meeting", pk)


@require_POST
@requires(Permission.COUNCIL_WRITE)
def answer_of(request: PageRequest, pk: int, attendance: int) -> HttpResponse:
    """Keep what somebody told the secretary."""
    meeting = meeting_at(request, pk)
    get_object_or_404(attendances_of(request.actor, meeting), pk=attendance)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    try:
        answer_for(
            request.actor,
            meeting_id=pk,
            attendance_id=attendance,
            answer=said["answer"],
            note=said["note"],
        )
    except Refused as refusal:
        messages.error(request, " ".join(explain_agenda(one) for one in refusal.objections))
    return go_to(request, "council:meeting", pk)
