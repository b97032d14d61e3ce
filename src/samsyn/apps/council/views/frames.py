"""What the pages of the council share: the way back, a meeting's tabs, how forms answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samsyn.apps.council.forms.agenda import RefusableForm
from samsyn.apps.council.models import Forum, Meeting
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page

FORM = "kernel/forms/page.html"


def trail(forum: Forum | None = None, meeting: Meeting | None = None) -> list[dict[str, str]]:
    """Return the way back to the council, the forum and the meeting."""
    found = [{"label": _("Council"), "url": reverse("council:home")}]
    if forum:
        found.append({"label": forum.name, "url": reverse("council:forum", args=[forum.pk])})
    if meeting:
        url = reverse("council:meeting", args=[meeting.pk])
        found.append({"label": meeting.name, "url": url})
    return found


def meeting_tabs(actor: Actor, meeting: Meeting, here: str) -> list[dict[str, object]]:
    """Return the pages of one meeting; `here` is the name of the one that is open.

    Those who may not build the agenda are not offered to.
    """
    offered = [
        ("council:meeting", _("Agenda"), True),
        ("council:agenda", _("Build the agenda"), is_open(actor, meeting)),
        ("council:call", _("Call"), is_open(actor, meeting)),
        ("council:sitting", pgettext("tab of a meeting", "At the table"), True),
        ("council:minutes", _("Minutes of the meeting"), meeting.state == Meeting.State.ENDED),
    ]
    tabs: list[dict[str, object]] = []
    for name, label, shown in offered:
        if shown and (url := _address(name, meeting.pk)):
            tabs.append({"label": label, "url": url, "current": name == here})
    return tabs


def is_open(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the actor may still build the agenda and call."""
    open_states = {Meeting.State.PLANNED, Meeting.State.CALLED}
    return actor.may(Permission.COUNCIL_WRITE) and meeting.state in open_states


def _address(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def answer(
    request: PageRequest,
    form: RefusableForm,
    act: Callable[[], object],
    context: Mapping[str, Any],
    *,
    done: str,
) -> HttpResponse:
    """Show the form; once it is valid do the act, or say in place why it is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, done)
            return go_to(request, str(context["cancel_url"]))
    status = 422 if form.errors else 200
    return page(request, FORM, {**context, "form": form}, status=status)
