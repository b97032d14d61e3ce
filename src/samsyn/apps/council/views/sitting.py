"""The page of a meeting while it sits: on the secretary's desk, members' devices, the wall."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.council.forms.agenda import ReopenForm
from samsyn.apps.council.models import Attendance, Decision, ItemNote
from samsyn.apps.council.queries.sitting import Pulse, Sitting, pulse_of
from samsyn.apps.council.services.reopen_meeting import reopen_meeting
from samsyn.apps.council.views.frames import answer, meeting_tabs, trail
from samsyn.apps.council.views.sitting_acts import Unheard, fill_in, press
from samsyn.apps.council.views.sitting_showing import (
    DESK,
    WALL,
    context_of,
    onlooker,
    own_part,
    picture_of,
    sitting_at,
)
from samsyn.apps.council.wording.sitting import explain
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, page, requires

_PARTS = (Attendance.Part.GUEST, Attendance.Part.PRESENTER, Attendance.Part.SUBSTITUTE)


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def sitting(request: PageRequest, pk: int) -> HttpResponse:
    """Show the meeting as the one who looks may see it, with the forms of who writes for it."""
    return _shown(request, pk)


def _shown(request: PageRequest, pk: int, told: str = "") -> HttpResponse:
    """Return the page; where something was refused, with what was typed still in its form."""
    pulse = _pulse(request, pk)
    look = onlooker(pulse)
    picture = picture_of(request.actor, pulse, look)
    found = picture.sitting
    context: dict[str, Any] = {
        **context_of(found, look),
        **own_part(request.actor, found, pulse, look),
        "title": found.meeting.name,
        "tabs": meeting_tabs(request.actor, found.meeting, "council:sitting"),
        "breadcrumbs": trail(found.meeting.forum),
        "regions": picture.html,
        "state": pulse.state,
        "news_url": reverse("council:sitting_news", args=[pk]),
        "press_url": reverse("council:sitting_press", args=[pk]),
        "write_url": reverse("council:sitting_write", args=[pk]),
        "wall_url": reverse("council:sitting_wall", args=[pk]),
        "kept_as": f"{request.actor.organisation_id}.{pk}.{request.actor.user_id}",
        "may_decide": look == DESK,
    }
    if look == DESK:
        context |= _desk(request, found)
    context |= {"refused": told, "typed": request.POST if told else {}}
    return page(request, "council/sitting.html", context, status=422 if told else 200)


def _desk(request: PageRequest, found: Sitting) -> dict[str, Any]:
    """Return what the secretary's forms offer; `?edit=` opens one paragraph without scripts."""
    wanted = request.GET.get("edit", "")
    notes = [note for told in found.items for note in told.notes]
    return {
        "kinds": ItemNote.Kind.choices,
        "outcomes": Decision.Outcome.choices,
        "parts": [(part.value, part.label) for part in _PARTS],
        "edited": next((note for note in notes if str(note.pk) == wanted), None),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def reopen(request: PageRequest, pk: int) -> HttpResponse:
    """Ask why, and let a meeting that was closed by mistake sit again."""
    pulse = _pulse(request, pk)
    if not pulse.keeps:
        raise PermissionDenied
    meeting = sitting_at(request.actor, pulse).meeting
    form = ReopenForm(request.POST or None)
    context = {
        "title": _("Open the meeting again"),
        "subtitle": meeting.name,
        "intro": _(
            "It sits as it did before it was closed. What was not reached comes back from the next"
            " meeting, unless somebody has worked on it there."
        ),
        "submit_label": _("Open it again"),
        "cancel_url": reverse("council:sitting", args=[pk]),
        "breadcrumbs": trail(meeting.forum, meeting),
    }
    return answer(
        request,
        form,
        lambda: reopen_meeting(
            request.actor, meeting_id=pk, reason=form.cleaned_data["reason"].strip()
        ),
        context,
        done=_("The meeting sits again."),
    )


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def wall(request: PageRequest, pk: int) -> HttpResponse:
    """Show the meeting in large type, for everybody in the room."""
    pulse = _pulse(request, pk)
    picture = picture_of(request.actor, pulse, WALL)
    context = {
        "title": picture.sitting.meeting.name,
        "regions": picture.html,
        "beat": pulse.beat,
        "look": WALL,
        "state": pulse.state,
        "news_url": reverse("council:sitting_news", args=[pk]),
        "back_url": reverse("council:sitting", args=[pk]),
    }
    return page(request, "council/sitting_wall.html", context)


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def news(request: PageRequest, pk: int) -> HttpResponse:
    """Answer an open page: 204 while nothing has changed, else all that it shows now."""
    pulse = _pulse(request, pk)
    look = onlooker(pulse, request.GET.get("look", ""))
    if request.GET.get("seen") == str(pulse.beat) and request.GET.get("look") == look:
        return HttpResponse(status=204)
    picture = picture_of(request.actor, pulse, look)
    answer = [f'<div data-beat="{pulse.beat}" data-look="{look}" data-state="{pulse.state}">']
    answer.append(picture.html)
    if look != WALL:
        own = own_part(request.actor, picture.sitting, pulse, look)
        answer.append(render_to_string("council/fragments/_sitting_own.html", own))
    answer.append("</div>")
    return HttpResponse("".join(answer))


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def pressed(request: PageRequest, pk: int) -> HttpResponseBase:
    """Do what a button said."""
    return _done(request, pk, lambda: press(request.actor, pk, request.POST.get("do", "")))


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def written(request: PageRequest, pk: int) -> HttpResponseBase:
    """Store what a form held; sent again with the same `client_id`, it is stored once."""
    return _done(request, pk, lambda: fill_in(request.actor, pk, request.POST))


def _done(request: PageRequest, pk: int, act: Any) -> HttpResponseBase:  # noqa: ANN401 - an act of the page
    """Do it, and answer the script in data, or the person with the page."""
    _pulse(request, pk)
    told, refused = "", False
    try:
        told = act()
    except NotAllowed:
        raise PermissionDenied from None
    except Unheard:
        told, refused = _("This cannot be done. Load the page again."), True
    except ObjectDoesNotExist:
        told, refused = _("This is no longer here. Load the page again."), True
    except Refused as refusal:
        told, refused = " ".join(explain(one) for one in refusal.objections), True
    if request.headers.get("X-Samsyn-Sitting"):
        return JsonResponse({"told": told}, status=422 if refused else 200)
    if refused:
        return _shown(request, pk, told)
    if told:
        messages.success(request, told)
    return redirect("council:sitting", pk=pk)


def _pulse(request: PageRequest, pk: int) -> Pulse:
    pulse = pulse_of(request.actor, pk)
    if pulse is None:
        raise Http404
    return pulse
