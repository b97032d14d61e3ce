"""Deciding on its own page: an item, between meetings, or to ask the forum above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.council.forms.deciding import BetweenForm, DecisionForm
from samsyn.apps.council.models import AgendaItem, Decision, Forum
from samsyn.apps.council.queries.assembly import at_the_meeting, voters
from samsyn.apps.council.queries.decisions import gates_in, planned_on
from samsyn.apps.council.services.decide import ask_above, keeps_forum, make_decision
from samsyn.apps.council.views.decided import decision_url
from samsyn.apps.council.views.frames import trail
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.council.wording.effects import effect_told
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.deciding import Trouble
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires

_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@requires(Permission.COUNCIL_TAKE_PART)
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what was decided on an item, and tell beforehand what that will move."""
    actor = request.actor
    rows = AgendaItem.owned_by(actor).select_related("forum", "meeting")
    item = get_object_or_404(rows, pk=pk)
    _must_keep(request, item.forum)
    today = clock.today()
    between = item.meeting is None
    form: DecisionForm = (
        BetweenForm(
            actor, item.forum_id, list(voters(actor, item.forum_id, today)), item, _posted(request)
        )
        if between
        else DecisionForm(actor, item.forum_id, item, _posted(request))
    )
    effects = list(planned_on(actor, [item]))
    gates = gates_in(actor, effects)
    context = {
        "title": _("Decide"),
        "subtitle": item.name,
        "effects": [effect_told(one, gates) for one in effects],
        "assembly": None if between else at_the_meeting(actor, item.forum, item, today),
        "between": between,
        "plan_url": reverse("council:effects", args=[pk])
        if actor.may(Permission.COUNCIL_WRITE)
        else "",
        "above_url": reverse("council:ask_above", args=[pk]),
        "cancel_url": reverse("council:item", args=[pk]),
        "breadcrumbs": [*trail(item.forum, item.meeting)],
    }
    return _answer(request, form, context, lambda: _make(request, form, item_id=pk))


@require_http_methods(_METHODS)
@requires(Permission.COUNCIL_TAKE_PART)
def decide_between(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what was decided between meetings, by the chair or by circulation."""
    actor = request.actor
    forum = get_object_or_404(Forum.owned_by(actor), pk=pk)
    _must_keep(request, forum)
    seats = list(voters(actor, pk, clock.today()))
    form = BetweenForm(actor, pk, seats, None, _posted(request))
    replaced = request.GET.get("replaces", "")
    if replaced.isdecimal():
        form.initial["replaces"] = int(replaced[:18])
    context = {
        "title": _("Decide between meetings"),
        "subtitle": forum.name,
        "between": True,
        "cancel_url": reverse("council:forum", args=[pk]),
        "breadcrumbs": trail(forum),
    }
    return _answer(request, form, context, lambda: _make(request, form, forum_id=pk))


@require_POST
@requires(Permission.COUNCIL_WRITE)
def put_above(request: PageRequest, pk: int) -> HttpResponse:
    """Put an item that is above the forum's mandate on the backlog of the forum it asks."""
    item = get_object_or_404(AgendaItem.owned_by(request.actor), pk=pk)
    try:
        asked = ask_above(request.actor, item_id=item.pk)
    except Refused as refusal:
        for objection in refusal.objections:
            messages.error(request, explain(objection))
        return go_to(request, "council:item", pk)
    told = _("It waits in the backlog of %(forum)s now.") % {"forum": asked.forum.name}
    messages.success(request, told)
    return go_to(request, "council:item", asked.pk)


def _posted(request: PageRequest) -> Any:  # noqa: ANN401 - what a form takes
    return request.POST if request.method == "POST" else None


def _must_keep(request: PageRequest, forum: Forum) -> None:
    actor = request.actor
    if not (actor.may(Permission.COUNCIL_DECIDE) or keeps_forum(actor, forum.pk)):
        raise PermissionDenied


def _make(
    request: PageRequest,
    form: DecisionForm,
    *,
    item_id: int | None = None,
    forum_id: int | None = None,
) -> Decision:
    answers = form.answers() if isinstance(form, BetweenForm) else ()
    return make_decision(
        request.actor,
        ruling=form.ruling(),
        answers=answers,
        replaces_id=form.replaced,
        client_id=form.cleaned_data["client_id"],
        item_id=item_id,
        forum_id=forum_id,
    )


def _answer(
    request: PageRequest,
    form: DecisionForm,
    context: Mapping[str, Any],
    act: Callable[[], Decision],
) -> HttpResponse:
    above = False
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refused as refusal:
            form.refuse(refusal.objections)
            asked = [one for one in refusal.objections if one.code is Trouble.ABOVE_MANDATE]
            above = any(one.facts["above"] for one in asked)
        except NotAllowed:
            raise PermissionDenied from None
        else:
            messages.success(request, _("Decided: %(number)s.") % {"number": made.number})
            return go_to(request, decision_url(made.pk))
    shown = {**context, "form": form, "groups": form.groups(), "above": above}
    shown["submit_label"] = _("Write the decision")
    status = 422 if form.errors else 200
    return page(request, "council/decide.html", shown, status=status)
