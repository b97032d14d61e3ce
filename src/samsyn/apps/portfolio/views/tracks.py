"""The page of a track: its logic in plain words, its gates, what is asked, and what fills it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Gate, Initiative, TrackPolicy
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.services.decide_at_gate import questions_of
from samsyn.apps.portfolio.services.start_from_method import start_from_method
from samsyn.apps.portfolio.wording import METHODS
from samsyn.apps.portfolio.wording.method import STATUS_DAYS
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.tracks import METHOD, Ask, OwnerLevel
from samsyn.domain.portfolio.tracks import Track as Logic
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.PORTFOLIO_READ)
def track(request: PageRequest, track: str) -> HttpResponse:
    """Show one track as it is steered here, or as the method says until somebody says otherwise."""
    if track not in Track.values:
        raise Http404
    policy = queries.track_policies(request.actor).get(track)
    rules = queries.as_policy(policy) if policy else METHOD[Logic(track)]
    method = METHODS[track]
    may_write = request.actor.may(Permission.PORTFOLIO_WRITE)
    return page(
        request,
        "portfolio/track.html",
        {
            "title": Track(track).label,
            "track": track,
            "policy": policy,
            "about": method.about,
            "fixed": (policy.fixed if policy else "") or method.fixed,
            "flexible": (policy.flexible if policy else "") or method.flexible,
            "owner": policy.owner if policy else None,
            "decided_by": (policy.decided_by if policy else "") or method.owned_by,
            "owners": [_level(level) for level in OwnerLevel if level in rules.owners],
            "not_owners": [_level(level) for level in OwnerLevel if level not in rules.owners],
            "asks": [_asks(ask) for ask in Ask if ask in rules.asks],
            "status_days": policy.status_days if policy else STATUS_DAYS[Logic(track)],
            "gates": _gates(request, policy, may_write=may_write),
            "new_gate_url": f"{_new('gates')}?policy={policy.pk}" if policy and may_write else "",
            "shares": queries.shares_of_tracks(request.actor),
            "actions": _actions(policy, track) if may_write else [],
            "others": [
                {
                    "label": Track(other).label,
                    "url": reverse("portfolio:track", args=[other]),
                    "current": other == track,
                }
                for other in Track.values
            ],
            "start_url": reverse("portfolio:start_from_method") if may_write else "",
            "breadcrumbs": [
                {"label": _("Portfolio"), "url": reverse("portfolio:board")},
                {"label": Track(track).label},
            ],
        },
    )


@require_GET
@requires(Permission.PORTFOLIO_READ)
def track_of(request: PageRequest, pk: int) -> HttpResponse:
    """Lead from a policy to the page of its track."""
    policy = get_object_or_404(TrackPolicy.owned_by(request.actor), pk=pk)
    return go_to(request, reverse("portfolio:track", args=[policy.track]))


@require_POST
@requires(Permission.PORTFOLIO_WRITE)
def begin(request: PageRequest) -> HttpResponse:
    """Write down the method where the organisation has nothing of its own."""
    made = start_from_method(request.actor)
    told = ngettext("%(n)d row was written.", "%(n)d rows were written.", made) % {"n": made}
    messages.success(request, told if made else _("Everything is there already."))
    asked = request.POST.get("track", "")
    known = asked if asked in Track.values else Track.CHALLENGE.value
    return go_to(request, reverse("portfolio:track", args=[known]))


def _gates(
    request: PageRequest, policy: TrackPolicy | None, *, may_write: bool
) -> list[dict[str, Any]]:
    if policy is None:
        return []
    rows = Gate.owned_by(request.actor).filter(policy=policy).order_by("order", "pk")
    return [
        {
            "name": gate.name,
            "before": gate.get_before_display(),
            "decided_by": gate.decided_by,
            "questions": questions_of(gate),
            "needs_checklist": gate.needs_checklist,
            "url": _edit("gates", gate.pk) if may_write else record_url(gate),
        }
        for gate in rows
    ]


def _actions(policy: TrackPolicy | None, track: str) -> list[dict[str, object]]:
    programme: dict[str, object] = {
        "label": _("Take in a national programme"),
        "url": reverse("portfolio:programme"),
        "method": "get",
    }
    edit: dict[str, object] = {
        "label": _("Change"),
        "url": _edit("tracks", policy.pk) if policy else "",
        "method": "get",
        "primary": True,
    }
    return [
        *([edit] if policy else []),
        *([programme] if track == Track.MANDATED else []),
    ]


def _new(slug: str) -> str:
    return reverse("records:new", kwargs={"slug": slug})


def _edit(slug: str, pk: int) -> str:
    return reverse("records:edit", kwargs={"slug": slug, "pk": pk})


def _level(level: OwnerLevel) -> str:
    return str(Initiative.OwnerLevel(level.value).label)


def _asks(ask: Ask) -> str:
    words = {
        Ask.PROBLEM: _("The problem: what is wrong today, and for whom"),
        Ask.BENEFIT: _("A benefit: what will be better, and how it is measured"),
        Ask.AMBITION: _("A decided level of ambition"),
        Ask.LEGAL_GROUND: _("The law or agreement that demands it"),
        Ask.RISK: _("How likely it is to go wrong, and how badly"),
        Ask.RUNNING_COST: _("What it costs a year, once it is there"),
        Ask.STOP_RULE: _("A stop rule: what must be seen by when, or else it stops"),
    }
    return words[ask]
