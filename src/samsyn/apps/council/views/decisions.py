"""The register of decisions, and the page of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.council.models import Decision, ItemNote
from samsyn.apps.council.queries.actions import actions_here
from samsyn.apps.council.queries.decisions import (
    decisions_here,
    effects_of,
    forums_deciding,
    in_standing,
    years_decided,
)
from samsyn.apps.council.services.decide import keeps_forum
from samsyn.apps.council.views.decided import OUTCOME_TONES, action_line, decision_url
from samsyn.apps.council.views.frames import trail
from samsyn.apps.council.wording.effects import effect_label
from samsyn.apps.council.wording.standing import STANDINGS, TONES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.standing import Days, Standing, standing_of
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE = 50


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def register(request: PageRequest) -> HttpResponse:
    """List what was decided by the forums one may read, by forum, year and how it stands."""
    actor, today = request.actor, clock.today()
    wanted = {name: request.GET.get(name, "") for name in ("forum", "year", "stands")}
    rows = decisions_here(actor)
    if wanted["forum"].isdecimal():
        rows = rows.filter(forum=int(wanted["forum"][:18]))
    if wanted["year"].isdecimal():
        rows = rows.filter(decided_on__year=min(int(wanted["year"][:4]), 9998))
    if wanted["stands"] in [one.value for one in Standing]:
        rows = rows.filter(in_standing(Standing(wanted["stands"]), today))
    found = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in wanted.items() if value})
    lead = f"{kept.urlencode()}&" if kept else ""
    return page(
        request,
        "council/decisions.html",
        {
            "title": _("Register of decisions"),
            "rows": [_line(row) for row in found],
            "count": found.paginator.count,
            "filters": _filters(actor, wanted),
            "filtered": bool(kept),
            "pager": {
                "number": found.number,
                "last": found.paginator.num_pages,
                "first_index": found.start_index(),
                "last_index": found.end_index(),
                "previous_url": f"?{lead}page={found.number - 1}" if found.has_previous() else "",
                "next_url": f"?{lead}page={found.number + 1}" if found.has_next() else "",
            },
            "list_url": reverse("records:list", kwargs={"slug": "decisions"})
            if actor.may(Permission.COUNCIL_READ)
            else "",
            "breadcrumbs": trail(),
        },
    )


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def decision(request: PageRequest, pk: int) -> HttpResponse:
    """Show one decision: mandate, ground, how long it holds, votes, and what it moved."""
    actor = request.actor
    related = ("forum", "meeting", "item", "supersedes")
    row = get_object_or_404(decisions_here(actor).select_related(*related), pk=pk)
    newer = Decision.owned_by(actor).filter(supersedes=row).first()
    reservations = ItemNote.owned_by(actor).filter(
        item=row.item_id or 0, kind__in=[ItemNote.Kind.RESERVATION, ItemNote.Kind.STATEMENT]
    )
    may_write = actor.may(Permission.COUNCIL_WRITE)
    return page(
        request,
        "council/decision.html",
        {
            "title": row.name,
            "subtitle": f"{row.forum.name} · {row.number}",
            "row": row,
            "tags": [
                {"text": row.get_outcome_display(), "tone": OUTCOME_TONES[row.outcome]},
                _standing(row),
            ],
            "newer": newer,
            "newer_url": decision_url(newer.pk) if newer else "",
            "older_url": decision_url(row.supersedes_id) if row.supersedes_id else "",
            "texts": _texts(row),
            "effects": [_effect(actor, one) for one in effects_of(actor, pk)],
            "answers": row.answers.order_by("pk"),
            "reservations": reservations.select_related("by").order_by("place", "pk"),
            "actions_lines": [action_line(one) for one in actions_here(actor).filter(decision=row)],
            "new_action_url": f"{reverse('council:new_action')}?decision={pk}" if may_write else "",
            "actions": _actions(actor, row, newer),
            "breadcrumbs": [*trail(row.forum), _back()],
        },
    )


def _back() -> dict[str, str]:
    return {"label": _("Register of decisions"), "url": reverse("council:decisions")}


def _line(row: Decision) -> dict[str, object]:
    return {
        "row": row,
        "url": decision_url(row.pk),
        "tone": OUTCOME_TONES[row.outcome],
        "stands": _standing(row),
    }


def _standing(row: Any) -> dict[str, str]:  # noqa: ANN401 - a decision with what its list adds
    days = Days(
        approved=row.outcome == Decision.Outcome.APPROVED,
        replaced=row.is_replaced,
        effective_on=row.effective_on,
        review_on=row.review_on,
        expires_on=row.expires_on,
    )
    stands = standing_of(days, clock.today())
    return {"text": str(STANDINGS[stands]), "tone": TONES[stands]}


def _texts(row: Decision) -> list[dict[str, object]]:
    asked = (
        ("text", _("What was decided")),
        ("reasoning", _("Reasons")),
        ("alternatives", _("Alternatives")),
        ("consequences", _("Consequences")),
        ("basis", _("Basis")),
        ("mandate", _("Mandate")),
    )
    return [
        {"key": name, "label": label, "text": getattr(row, name)}
        for name, label in asked
        if getattr(row, name)
    ]


def _effect(actor: Actor, effect: Any) -> dict[str, object]:  # noqa: ANN401 - an effect with its thing
    thing = effect.initiative or effect.poll or effect.plan or effect.fund
    version = effect.parameters.get("version")
    url = reverse("roadmap:version", args=[version]) if version else record_url(thing)
    may = actor.may(Permission.PORTFOLIO_READ)
    return {
        "label": effect_label(effect),
        "result": effect.result,
        "done": effect.carried_out_at is not None,
        "url": url if may else "",
    }


def _actions(actor: Actor, row: Decision, newer: Decision | None) -> list[dict[str, object]]:
    if newer or not (actor.may(Permission.COUNCIL_DECIDE) or keeps_forum(actor, row.forum_id)):
        return []
    url = reverse("council:decide_between", args=[row.forum_id])
    return [
        {"label": _("Replace it by a new decision"), "url": f"{url}?replaces={row.pk}"},
    ]


def _filters(actor: Actor, wanted: Mapping[str, str]) -> list[dict[str, object]]:
    forums = [(str(forum.pk), forum.name) for forum in forums_deciding(actor)]
    years = [(str(year), str(year)) for year in years_decided(actor)]
    stands = [(one.value, str(STANDINGS[one])) for one in Standing]
    asked = (
        ("forum", _("Forum"), _("All forums"), forums),
        ("year", _("Year"), _("All years"), years),
        ("stands", _("How it stands"), _("However it stands"), stands),
    )
    return [
        {
            "name": name,
            "label": label,
            "any": everything,
            "on": bool(wanted[name]),
            "choices": [
                {"value": value, "label": told, "selected": value == wanted[name]}
                for value, told in choices
            ],
        }
        for name, label, everything, choices in asked
    ]
