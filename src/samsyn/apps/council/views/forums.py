"""Forums and networks: those one sits on or may read, and the page of each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.council.models import Forum, Meeting
from samsyn.apps.council.queries import home
from samsyn.apps.council.queries.agenda import backlog_of, meetings_of
from samsyn.apps.council.queries.forums import (
    forums_of,
    loose_substitutes,
    members_of,
    quorum_of,
    seats_of,
)
from samsyn.apps.council.views.frames import trail
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import together
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_at, record_url, url_of

_MOST_HELD, _MOST_WAITING = 12, 50


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def council_home(request: PageRequest) -> HttpResponse:
    """Show the forums one sits on or may read, and their meetings to come."""
    return _list(request, networks=False)


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def networks(request: PageRequest) -> HttpResponse:
    """Show the networks: people of one trade, across municipalities."""
    return _list(request, networks=True)


def _list(request: PageRequest, *, networks: bool) -> HttpResponse:
    actor, today = request.actor, clock.today()
    forums = list(forums_of(actor, networks=networks, today=today))
    may_write = actor.may(Permission.COUNCIL_WRITE)
    new = reverse("records:new", kwargs={"slug": "forums"})
    leaders = home.leaders_of(actor, forums, today) if networks else {}
    return page(
        request,
        "council/home.html",
        {
            "title": _("Networks") if networks else _("Council"),
            "networks": networks,
            "forums": [
                {
                    "row": forum,
                    "url": reverse("council:forum", args=[forum.pk]),
                    "leader": leaders.get(forum.pk, ""),
                }
                for forum in forums
            ],
            "coming": home.coming(actor, [forum.pk for forum in forums]),
            "new_url": f"{new}?kind={Forum.Kind.NETWORK}" if networks else new,
            "may_write": may_write,
        },
    )


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def forum_page(request: PageRequest, pk: int) -> HttpResponse:
    """Show what a forum may decide, who sits there, what it has met about and what waits."""
    actor, today = request.actor, clock.today()
    forum = get_object_or_404(Forum.owned_by(actor).select_related("reports_to"), pk=pk)
    members, backlog, actions_open, decisions, coming, held = together(
        [
            members_of(actor, pk, today),
            backlog_of(actor, pk)[: _MOST_WAITING + 1],
            home.open_actions(actor, pk),
            home.latest_decisions(actor, pk),
            *_meetings(request, forum),
        ]
    )
    seats = seats_of(members)
    may_write = actor.may(Permission.COUNCIL_WRITE)
    context: dict[str, Any] = {
        "title": forum.name,
        "subtitle": forum.get_kind_display(),
        "forum": forum,
        "seats": seats,
        "loose": loose_substitutes(members, seats),
        "quorum": quorum_of(forum, members),
        "people": len(members),
        "coming": coming,
        "held": held,
        "backlog": backlog[:_MOST_WAITING],
        "more_waits": len(backlog) > _MOST_WAITING,
        "actions_open": actions_open,
        "decisions": decisions,
        "access": home.access_of(actor, members) if may_write else {},
        "articles": [
            {
                "row": one.article,
                "url": record_url(one.article) if actor.may(Permission.KNOWLEDGE_READ) else "",
            }
            for one in home.articles_of(actor, pk)
        ],
        "may_write": may_write,
        "may_invite": actor.may(Permission.ACCESS_MANAGE),
        "may_read": actor.may(Permission.COUNCIL_READ),
        "today": today,
        "propose_url": reverse("council:propose", args=[pk]),
        "actions": _actions(request, forum),
        "breadcrumbs": trail()[:1],
    }
    return page(request, "council/forum.html", context)


def _meetings(request: PageRequest, forum: Forum) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    rows = meetings_of(request.actor, forum.pk)
    is_coming = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.SITTING]
    coming = rows.filter(state__in=is_coming).order_by("starts_at")[:_MOST_HELD]
    held = rows.exclude(state__in=is_coming)[:_MOST_HELD]
    return coming, held


def _actions(request: PageRequest, forum: Forum) -> list[dict[str, object]]:
    propose: dict[str, object] = {
        "label": _("Propose an item"),
        "url": reverse("council:propose", args=[forum.pk]),
        "method": "get",
    }
    if not request.actor.may(Permission.COUNCIL_WRITE):
        return [{**propose, "primary": True}]
    plan = {"label": _("Plan a meeting"), "url": reverse("council:plan", args=[forum.pk])}
    seat = {"label": _("Add a member"), "url": reverse("council:add_member", args=[forum.pk])}
    between: dict[str, object] = {
        "label": _("Decide between meetings"),
        "url": reverse("council:decide_between", args=[forum.pk]),
    }
    whole = {"label": _("Everything about it"), "url": url_of(record_at("forums"), forum.pk)}
    decide = [{**between, "method": "get"}] if request.actor.may(Permission.COUNCIL_DECIDE) else []
    return [
        {**plan, "method": "get", "primary": True},
        propose,
        {**seat, "method": "get"},
        *decide,
        {**whole, "method": "get"},
    ]
