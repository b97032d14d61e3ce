"""The minutes of a meeting: read, approved, objected to, corrected, taken along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.apps.council.forms.minutes import AddendumForm, AdjustersForm, DigestForm, ObjectForm
from samsyn.apps.council.models import Addendum, Meeting, Minutes
from samsyn.apps.council.queries.minutes import (
    adjusters_of,
    attendance_of,
    could_adjust,
    kept_file,
    may_write,
    meeting_read_by,
    minutes_of,
    shown_now,
    standings_of,
)
from samsyn.apps.council.queries.minutes_content import content_of
from samsyn.apps.council.queries.sitting import may_keep, seats_held
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approvals_of,
    approve_minutes,
    choose_adjusters,
    object_to_minutes,
    send_minutes,
    still_says,
)
from samsyn.apps.council.services.minutes_paper import addenda_paper, minutes_paper, on_screen
from samsyn.apps.council.views.frames import meeting_tabs, trail
from samsyn.apps.council.wording.minutes import WORDS, explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes_paper.adjusting import Standing, Word
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.papers.responses import FORMS, paper_response

_TONES = {
    Minutes.State.DRAFT: "info",
    Minutes.State.SENT: "warning",
    Minutes.State.LOCKED: "accent",
    Minutes.State.PUBLISHED: "success",
}
_LOCKED = (Minutes.State.LOCKED, Minutes.State.PUBLISHED)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def minutes(request: PageRequest, pk: int) -> HttpResponse:
    """Show the minutes as they are now: a draft to those who write, else as they were sent."""
    meeting, row = _found(request, pk)
    return _page(request, meeting, row)


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def adjusters(request: PageRequest, pk: int) -> HttpResponse:
    """Keep who is to approve beside the chair."""
    meeting, row = _to_write(request, pk)
    form = AdjustersForm(could_adjust(request.actor, meeting), request.POST)
    if form.is_valid():
        try:
            choose_adjusters(request.actor, meeting_id=pk, chosen=form.chosen_ids())
        except Refused as refusal:
            return _refused(request, meeting, row, refusal)
        messages.success(request, _("The adjusters are chosen."))
    return go_to(request, "council:minutes", pk)


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def send(request: PageRequest, pk: int) -> HttpResponse:
    """Fix the text and ask every adjuster to approve it."""
    meeting, row = _to_write(request, pk)
    try:
        send_minutes(request.actor, meeting_id=pk)
    except Refused as refusal:
        return _refused(request, meeting, row, refusal)
    messages.success(request, _("The minutes are sent to those who approve them."))
    return go_to(request, "council:minutes", pk)


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def approve(request: PageRequest, pk: int) -> HttpResponse:
    """Approve the text that the person saw, and no other."""
    meeting, row = _found(request, pk)
    try:
        approve_minutes(request.actor, meeting_id=pk, digest=request.POST.get("digest", ""))
    except Refused as refusal:
        return _refused(request, meeting, row, refusal)
    messages.success(request, _("You have approved the minutes."))
    return go_to(request, "council:minutes", pk)


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def objection(request: PageRequest, pk: int) -> HttpResponse:
    """Keep what an adjuster says is wrong."""
    meeting, row = _found(request, pk)
    try:
        object_to_minutes(
            request.actor,
            meeting_id=pk,
            digest=request.POST.get("digest", ""),
            words=request.POST.get("words", ""),
        )
    except Refused as refusal:
        return _refused(request, meeting, row, refusal)
    messages.success(request, _("Your objection is kept. The minutes wait until it is settled."))
    return go_to(request, "council:minutes", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def add(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for a correction of locked minutes, and add it with its date."""
    meeting, row = _to_write(request, pk)
    if row is None:
        raise Http404
    form = AddendumForm(row.content, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_to_minutes(request.actor, meeting_id=pk, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("The correction is added."))
            return go_to(request, "council:minutes", pk)
    context = {
        "title": _("Add a correction"),
        "subtitle": meeting.name,
        "form": form,
        "submit_label": _("Add it"),
        "cancel_url": reverse("council:minutes", args=[pk]),
        "breadcrumbs": breadcrumbs(meeting, last=True),
    }
    status = 422 if form.errors else 200
    return page(request, "kernel/forms/page.html", context, status=status)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def take(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the minutes as a file; locked ones as PDF always with the same bytes."""
    meeting, row = _found(request, pk)
    locked = row is not None and row.state in _LOCKED
    kept = kept_file(request.actor, row, form) if row and locked else None
    content = _content(request.actor, meeting, row)
    if content is None or form not in FORMS:
        raise Http404
    if kept is not None:
        answer = HttpResponse(bytes(kept.content), content_type=FORMS[form][0])
        answer["Content-Disposition"] = f'attachment; filename="{file_name(meeting, form)}"'
        answer["ETag"] = f'"{kept.sha256}"'
        return answer
    approvals = approvals_of(request.actor, row) if row and locked else []
    told: Any = {**content, "addenda": _addenda(request.actor, row)} if locked else content
    paper = minutes_paper(told, meeting.organisation, approvals=approvals)
    return paper_response(paper, form)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def take_addenda(request: PageRequest, pk: int) -> HttpResponse:
    """Hand out the corrections as a PDF of their own."""
    meeting, row = _found(request, pk)
    addenda = _addenda(request.actor, row)
    if row is None or not addenda:
        raise Http404
    content: Any = {**row.content, "addenda": addenda}
    return paper_response(addenda_paper(content, meeting.organisation), "pdf")


def file_name(meeting: Meeting, form: str) -> str:
    """Return what a file of minutes is called: nothing of what they say."""
    return f"minutes-{meeting.year}-{meeting.number}.{form}"


def breadcrumbs(meeting: Meeting, *, last: bool = False) -> list[dict[str, str]]:
    """Return the way here: the forum, the meeting, and its minutes."""
    way = trail(meeting.forum, meeting)
    if last:
        way.append({"label": _("Minutes"), "url": reverse("council:minutes", args=[meeting.pk])})
    return way


def _found(request: PageRequest, pk: int) -> tuple[Meeting, Minutes | None]:
    meeting = meeting_read_by(request.actor, pk)
    if meeting is None:
        raise Http404
    return meeting, minutes_of(request.actor, meeting)


def _to_write(request: PageRequest, pk: int) -> tuple[Meeting, Minutes | None]:
    meeting, row = _found(request, pk)
    if not may_write(request.actor, meeting):
        raise PermissionDenied
    return meeting, row


def _content(actor: Actor, meeting: Meeting, row: Minutes | None) -> Any:  # noqa: ANN401 - JSON
    """Return the text the person may read: a draft is for those who write it."""
    if row is not None:
        return row.content
    ended = meeting.state in (Meeting.State.SITTING, Meeting.State.ENDED)
    seats = seats_held(actor, meeting.forum_id) if ended else []
    if not ended or not may_keep(actor, seats):
        return None
    content = content_of(meeting)
    closed = any(item["closed"] for item in content["items"])
    hears = bool(seats) or actor.may(Permission.RESTRICTED_READ)
    return None if closed and not hears else content


def _addenda(actor: Actor, row: Minutes | None) -> list[dict[str, str]]:
    rows = Addendum.owned_by(actor).filter(minutes=row).order_by("pk") if row else []
    return [
        {
            "text": one.text,
            "item_number": one.item_number,
            "added_on": one.added_on.isoformat(),
            "added_by": one.added_by,
        }
        for one in rows
    ]


def _refused(
    request: PageRequest, meeting: Meeting, row: Minutes | None, refusal: Refused
) -> HttpResponse:
    told = [explain(one) for one in refusal.objections]
    return _page(request, meeting, row, told=told, status=422)


def _page(
    request: PageRequest,
    meeting: Meeting,
    row: Minutes | None,
    *,
    told: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    content = _content(actor, meeting, row)
    state = Minutes.State(row.state) if row else Minutes.State.DRAFT
    locked = state in _LOCKED
    writes = may_write(actor, meeting)
    approvals = approvals_of(actor, row) if row and locked else []
    paper = minutes_paper(content, meeting.organisation, approvals=approvals) if content else None
    changed = bool(row and state == Minutes.State.SENT and not still_says(row))
    addenda = list(Addendum.owned_by(actor).filter(minutes=row).order_by("pk")) if row else []
    opened = shown_now(actor, row) if row else None
    context = {
        "title": _("Minutes: %(meeting)s") % {"meeting": meeting.name},
        "subtitle": meeting.forum.name,
        "tags": [{"text": state.label, "tone": _TONES[state]}],
        "breadcrumbs": breadcrumbs(meeting),
        "tabs": meeting_tabs(actor, meeting, "council:minutes"),
        "meeting": meeting,
        "row": row,
        "paper": on_screen(paper) if paper else None,
        "language": meeting.organisation.language,
        "told": told or [],
        "locked": locked,
        "writes": writes,
        "publishes": actor.may(Permission.COUNCIL_WRITE),
        "changed": changed,
        "addenda": addenda,
        "opened": opened,
        "unshown": len(addenda) - len(opened.content.get("addenda", ())) if opened else 0,
        "editions": list(reversed(row.public_content.get("editions", []))) if row else [],
        **_approving(actor, meeting, row, writes=writes, changed=changed),
    }
    return page(request, "council/minutes.html", context, status=status)


def _approving(
    actor: Actor, meeting: Meeting, row: Minutes | None, *, writes: bool, changed: bool
) -> dict[str, object]:
    """Return what the part about approving shows: who stands where, and what I may say."""
    digest = "" if row is None or changed else row.digest
    standing = standings_of(actor, row, digest) if row else ()
    open_still = row is None or row.state == Minutes.State.SENT
    writes = writes and open_still
    mine = attendance_of(actor, meeting) if row and row.state == Minutes.State.SENT else None
    my_word = next((one.word for one in standing if one.adjuster.attendance == mine), None)
    asked = my_word is not None and not changed and row is not None
    return {
        "standing": [_told(one) for one in standing] or _not_asked(actor, meeting),
        "adjusters_form": AdjustersForm(could_adjust(actor, meeting)) if writes else None,
        "may_send": writes and meeting.state == Meeting.State.ENDED,
        "wanted": meeting.forum.adjusters,
        "may_approve": asked and my_word is not Word.APPROVED,
        "approve_form": DigestForm(initial={"digest": digest}, auto_id=False),
        "object_form": ObjectForm(initial={"digest": digest}) if asked else None,
    }


def _told(one: Standing) -> dict[str, object]:
    label, tone = WORDS[one.word]
    return {
        "name": one.adjuster.name,
        "chair": one.adjuster.chair,
        "word": label,
        "tone": tone,
        "at": one.at,
        "objection": one.objection,
    }


def _not_asked(actor: Actor, meeting: Meeting) -> list[dict[str, object]]:
    return [{"name": one.name, "chair": one.chair} for one in adjusters_of(actor, meeting)]


urlpatterns: list[URLPattern] = [
    path("meetings/<int:pk>/minutes/", minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/adjusters/", adjusters, name="minutes_adjusters"),
    path("meetings/<int:pk>/minutes/send/", send, name="minutes_send"),
    path("meetings/<int:pk>/minutes/approve/", approve, name="minutes_approve"),
    path("meetings/<int:pk>/minutes/object/", objection, name="minutes_object"),
    path("meetings/<int:pk>/minutes/add/", add, name="minutes_add"),
    path("meetings/<int:pk>/minutes/corrections.pdf", take_addenda, name="minutes_addenda"),
    path("meetings/<int:pk>/minutes/minutes.<slug:form>", take, name="minutes_take"),
]
