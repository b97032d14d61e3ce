"""The page that a mail leads to: no account, one poll, one member, a small form."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from samsyn.apps.federation.forms.polls import AnswerForm
from samsyn.apps.federation.models import PollAsked, PollDoor
from samsyn.apps.federation.queries.door import answered_itself, is_open, who_knocks
from samsyn.apps.federation.services.answer_at_door import answer_at_door
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.doors import at_the_door, quietly
from samsyn.kernel.tenancy.session import acting_for

_MOST_WRONG, _SECONDS = 20, 600
_NOT_FOUND, _GONE, _TOO_MANY = 404, 410, 429
_ANSWERED = ("choice", "hours", "money", "seats", "condition", "contact", "mandate")


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Show one member one poll and keep what it answers. A look alone changes nothing.

    Guessing is slowed down by address; any other address is answered alike.
    """
    counter = f"poll-door:{get_adapter().get_client_ip(request)}"
    if cache.get(counter, 0) >= _MOST_WRONG:
        return quietly(render(request, "429.html", status=_TOO_MANY))
    found = who_knocks(token)
    if found is None:
        cache.set(counter, cache.get(counter, 0) + 1, _SECONDS)
        return quietly(render(request, "rounds/no_door.html", status=_NOT_FOUND))
    language = _language(request, found)
    with translation.override(language), acting_for(at_the_door(found.organisation_id)):
        return quietly(_inside(request, found), language)


def _inside(request: HttpRequest, found: PollDoor) -> HttpResponse:
    asked, poll = found.asked, found.asked.poll
    context = {"poll": poll, "asked": asked, "federation": found.organisation}
    itself = answered_itself(at_the_door(found.organisation_id), asked)
    if itself or not is_open(poll):
        return render(
            request, "federation/door_over.html", {**context, "itself": itself}, status=_GONE
        )
    came = asked.came_by == PollAsked.Came.LINK
    initial = {name: getattr(asked, name) for name in _ANSWERED} if came else {}
    form = AnswerForm(poll, initial, request.POST or None)
    if form.is_valid():
        try:
            answer_at_door(found, form.answer())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            return redirect(request.path)
    status = 422 if form.errors else 200
    return render(
        request, "federation/door.html", {**context, "form": form, "came": came}, status=status
    )


def _language(request: HttpRequest, found: PollDoor) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    spoken: str = found.asked.member.language
    return chosen if chosen in dict(settings.LANGUAGES) else spoken
