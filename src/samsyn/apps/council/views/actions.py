"""Actions: what is promised by whom, what is overdue, and how each ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.council.forms.deciding import EndForm, PromiseForm
from samsyn.apps.council.models import Action, AgendaItem, Decision, Forum, Meeting
from samsyn.apps.council.queries.actions import OPEN, actions_here, overdue
from samsyn.apps.council.services.decide import keeps_forum
from samsyn.apps.council.services.follow_up import (
    begin_action,
    drop_action,
    finish_action,
    promise_action,
)
from samsyn.apps.council.views.decided import action_line
from samsyn.apps.council.views.frames import trail
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires

_FORM = "kernel/forms/page.html"
_MOST = 200
_SOURCES = {"meeting": Meeting, "item": AgendaItem, "decision": Decision}


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def actions(request: PageRequest) -> HttpResponse:
    """List actions: mine, overdue, all open, by meeting or by what they came of."""
    actor, today = request.actor, clock.today()
    shows = request.GET.get("show", "mine")
    me = person_of(actor)
    here = actions_here(actor)
    mine = here.filter(responsible=me, state__in=OPEN) if me else here.none()
    chosen = {
        "mine": mine,
        "overdue": here.filter(overdue(today)),
        "open": here.filter(state__in=OPEN),
        "meeting": here.filter(state__in=OPEN),
        "source": here.filter(state__in=OPEN),
        "ended": here.exclude(state__in=OPEN).order_by(F("done_on").desc(nulls_last=True), "-pk"),
    }
    shows = shows if shows in chosen else "mine"
    rows = list(chosen[shows][: _MOST + 1])
    return page(
        request,
        "council/actions.html",
        {
            "title": _("Actions"),
            "tabs": _tabs(shows, mine.count(), here.filter(overdue(today)).count()),
            "groups": _groups(shows, rows[:_MOST]),
            "more": len(rows) > _MOST,
            "shows": shows,
            "new_url": reverse("council:new_action") if actor.may(Permission.COUNCIL_WRITE) else "",
            "breadcrumbs": trail(),
        },
    )


def _tabs(shows: str, mine: int, late: int) -> list[dict[str, object]]:
    here = reverse("council:actions")
    asked = (
        ("mine", _("Mine"), mine),
        ("overdue", _("Overdue"), late),
        ("open", _("All that are open"), ""),
        ("meeting", _("By meeting"), ""),
        ("source", _("By what they came of"), ""),
        ("ended", _("Ended"), ""),
    )
    return [
        {"label": label, "url": f"{here}?show={name}", "current": name == shows, "count": count}
        for name, label, count in asked
    ]


def _groups(shows: str, rows: list[Action]) -> list[dict[str, Any]]:
    """Return the actions, under each meeting or thing that they came of where that is asked."""
    if shows not in {"meeting", "source"}:
        return [{"label": "", "lines": [action_line(row) for row in rows]}] if rows else []
    groups: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        came_of = row.decision or row.initiative or row.meeting
        source = row.meeting if shows == "meeting" else came_of
        groups.setdefault(str(source or row.forum), []).append(action_line(row))
    return [{"label": label, "lines": lines} for label, lines in groups.items()]


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def new(request: PageRequest) -> HttpResponse:
    """Ask what is to be done, who does it and by when; the address says what it came of."""
    actor = request.actor
    source, back = _source(request)
    form = PromiseForm(actor, request.POST if request.method == "POST" else None)
    forums = Forum.owned_by(actor).filter(Q(until=None) | Q(until__gte=clock.today()))
    keeps = actor.may(Permission.COUNCIL_WRITE)
    known = source.pop("forum", None)
    choices = [f for f in forums.order_by("sort_key") if keeps or keeps_forum(actor, f.pk)]
    if not choices and keeps:  # nobody can promise anything where nobody meets
        messages.info(
            request, _("Write down the first forum: what it may decide, and who sits on it.")
        )
        return go_to(request, "council:home")
    if not choices:
        raise PermissionDenied
    _ask_forum(form, choices, known)
    if request.method == "POST" and form.is_valid():
        try:
            promise_action(
                actor,
                forum_id=known or int(form.cleaned_data["forum"]),
                promise=form.promise(**source),
                client_id=form.cleaned_data["client_id"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        except NotAllowed:
            raise PermissionDenied from None
        else:
            messages.success(request, _("The action is written down."))
            return go_to(request, back)
    context = {
        "title": _("Add an action"),
        "intro": _("Who does what by when. The forum's next agenda opens with it."),
        "submit_label": _("Add"),
        "cancel_url": back,
        "form": form,
        "breadcrumbs": [*trail(), _to_actions()],
    }
    return page(request, _FORM, context, status=422 if form.errors else 200)


def _ask_forum(form: PromiseForm, choices: list[Forum], known: int | None) -> None:
    if known:
        return
    form.fields["forum"] = forms.ChoiceField(
        label=_("Forum"), choices=[(str(forum.pk), forum.name) for forum in choices]
    )
    form.order_fields(["forum"])


def _source(request: PageRequest) -> tuple[dict[str, Any], str]:
    """Return what the address says the action comes of, checked, and where one came from."""
    actor, back = request.actor, reverse("council:actions")
    found: dict[str, Any] = {}
    for name, model in _SOURCES.items():
        pk = _number(request.GET.get(name, ""))
        if pk:
            row = get_object_or_404(model.owned_by(actor), pk=pk)
            found |= {f"{name}_id": pk, "forum": row.forum_id}
            back = reverse(f"council:{name}", args=[pk])
    about = _number(request.GET.get("initiative", ""))
    if about and actor.may(Permission.PORTFOLIO_READ):
        initiative = get_object_or_404(Initiative.owned_by(actor), pk=about)
        found["initiative_id"] = initiative.pk
        back = reverse("records:page", kwargs={"slug": "initiatives", "pk": initiative.pk})
    forum = _number(request.GET.get("forum", ""))
    if forum and "forum" not in found:
        found["forum"] = get_object_or_404(Forum.owned_by(actor), pk=forum).pk
        back = reverse("council:forum", args=[forum])
    return found, back


def _number(said: str) -> int:
    return int(said[:18]) if said.isascii() and said.isdecimal() else 0


def _to_actions() -> dict[str, str]:
    return {"label": _("Actions"), "url": reverse("council:actions")}


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Show an action, and ask what came of it or why it is dropped."""
    actor = request.actor
    action = get_object_or_404(actions_here(actor), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = finish_action if form.cleaned_data["how"] == "done" else drop_action
        try:
            act(actor, action_id=pk, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Written down."))
            return go_to(request, "council:actions")
    context = {
        "title": action.name,
        "subtitle": action.forum.name,
        "line": action_line(action),
        "may_tell": action.state in OPEN and _tells(actor, action),
        "begin_url": reverse("council:begin_action", args=[pk])
        if action.state == Action.State.OPEN
        else "",
        "edit_url": reverse("records:edit", kwargs={"slug": "actions", "pk": pk})
        if actor.may(Permission.COUNCIL_WRITE)
        else "",
        "form": form,
        "submit_label": _("Save"),
        "cancel_url": reverse("council:actions"),
        "breadcrumbs": [*trail(action.forum), _to_actions()],
    }
    return page(request, "council/action.html", context, status=422 if form.errors else 200)


def _tells(actor: Actor, action: Action) -> bool:
    me = person_of(actor)
    is_mine = me is not None and action.responsible_id == me.pk
    return is_mine or actor.may(Permission.COUNCIL_WRITE) or keeps_forum(actor, action.forum_id)


@require_POST
@requires(Permission.COUNCIL_TAKE_PART)
def begin(request: PageRequest, pk: int) -> HttpResponse:
    """Say that an action is under way."""
    if not actions_here(request.actor).filter(pk=pk).exists():
        raise Http404
    try:
        begin_action(request.actor, action_id=pk)
    except Refused as refusal:
        for objection in refusal.objections:
            messages.error(request, explain(objection))
    else:
        messages.success(request, _("It is under way."))
    return go_to(request, "council:end_action", pk)
