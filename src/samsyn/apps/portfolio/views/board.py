"""The board of three tracks: what is steered how, what it takes, and where each initiative is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative, TrackPolicy
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.wording import METHODS
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import ENDED, OPEN
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_FILTERS = ("state", "owner", "unit", "origin")


@require_GET
@requires(Permission.PORTFOLIO_READ)
def board(request: PageRequest) -> HttpResponse:
    """Show the three tracks side by side, narrowed as the address says."""
    rows = list(queries.for_board(request.actor))
    chosen = {name: request.GET.get(name, "") for name in _FILTERS}
    shown = [row for row in rows if _is_wanted(row, chosen)]
    policies = queries.track_policies(request.actor)
    may_move = request.actor.may(Permission.PORTFOLIO_WRITE)
    everything = _figures(rows)
    return page(
        request,
        "portfolio/board.html",
        {
            "title": _("Three tracks"),
            "columns": [
                {
                    **_heading(track, policies.get(track)),
                    "figures": _share(rows, track, everything),
                    "states": _by_state([row for row in shown if row.track == track], may_move),
                    "count": sum(row.track == track for row in shown),
                }
                for track in Track.values
            ],
            "filters": _filters(rows, chosen),
            "filtered": any(chosen.values()),
            "count": len(shown),
            "empty": not rows,
            "new_url": reverse("records:new", kwargs={"slug": "initiatives"}) if may_move else "",
            "list_url": reverse("records:list", kwargs={"slug": "initiatives"}),
            "reset_url": reverse("portfolio:board"),
        },
        fragment="portfolio/fragments/_board.html",
    )


def _is_wanted(row: Initiative, chosen: Mapping[str, str]) -> bool:
    """Keep what fits every filter; without one for state, what has not ended."""
    if not chosen["state"] and row.state in ENDED:
        return False
    values = {
        "state": row.state,
        "owner": str(row.owner_id or "-"),
        "unit": str(row.unit_id or "-"),
        "origin": row.origin,
    }
    return all(not wanted or values[name] == wanted for name, wanted in chosen.items())


def _figures(rows: Iterable[Any]) -> dict[str, Any]:
    """Add up what the open initiatives take and give."""
    still_open = [row for row in rows if row.state in OPEN]
    worth = [queries.worth_of(row) for row in still_open]
    one_off, yearly, benefit = (sum((row[part] for row in worth), Decimal(0)) for part in range(3))
    return {
        "work": sum(row.percent_weeks for row in still_open) / queries.PERCENT_WEEKS,
        "one_off": one_off,
        "yearly": yearly,
        "benefit": benefit,
    }


def _share(rows: Sequence[Any], track: str, everything: Mapping[str, Any]) -> dict[str, Any]:
    mine = _figures(row for row in rows if row.track == track)
    whole = everything["work"]
    share = round(100 * mine["work"] / whole) if whole else 0
    return {**mine, "share": share, "weeks": round(mine["work"])}


def _heading(track: str, policy: TrackPolicy | None) -> dict[str, object]:
    method = METHODS[track]
    return {
        "track": track,
        "label": Track(track).label,
        "about": method.about,
        "fixed": (policy.fixed if policy else "") or method.fixed,
        "flexible": (policy.flexible if policy else "") or method.flexible,
        "owner": (str(policy.owner) if policy and policy.owner else "") or method.owned_by,
        "decided_by": policy.decided_by if policy else "",
        "next_decision": policy.next_decision if policy else "",
        "next_decision_on": policy.next_decision_on if policy else None,
        "track_url": reverse("portfolio:track", args=[track]),
    }


def _by_state(rows: Sequence[Any], may_move: bool) -> list[dict[str, object]]:  # noqa: FBT001 - of this page
    return [
        {
            "label": label,
            "cards": [_card(row, may_move) for row in rows if row.state == state],
        }
        for state, label in Initiative.State.choices
        if any(row.state == state for row in rows)
    ]


def _card(row: Any, may_move: bool) -> dict[str, object]:  # noqa: ANN401, FBT001 - annotated row; of this page
    movable = may_move and row.state not in ENDED
    return {
        "name": row.name,
        "url": record_url(row),
        "owner": str(row.owner) if row.owner_id else "",
        "deadline": row.deadline,
        "legal": row.legal_ground,
        "weeks": round(row.percent_weeks / queries.PERCENT_WEEKS, 1),
        "optional": row.is_optional,
        "alarm_url": reverse("portfolio:settle_stop_rule", args=[row.alarm])
        if row.alarm and may_move
        else "",
        "alarm": bool(row.alarm),
        "move_url": reverse("portfolio:move", args=[row.pk]) if movable else "",
    }


def _filters(rows: Sequence[Initiative], chosen: Mapping[str, str]) -> list[dict[str, object]]:
    nobody = {"-": _("Not given")}
    owners = {str(row.owner_id): str(row.owner) for row in rows if row.owner_id}
    units = {str(row.unit_id): str(row.unit) for row in rows if row.unit_id}
    asked: list[tuple[str, str, Mapping[str, Any]]] = [
        ("state", _("State"), dict(Initiative.State.choices)),
        ("owner", _("Owner"), {**dict(sorted(owners.items(), key=lambda o: o[1])), **nobody}),
        ("unit", _("Unit"), {**dict(sorted(units.items(), key=lambda u: u[1])), **nobody}),
        ("origin", _("Origin"), dict(Initiative.Origin.choices)),
    ]
    return [
        {
            "name": name,
            "label": label,
            "on": bool(chosen[name]),
            "choices": [
                {"value": value, "label": text, "selected": value == chosen[name]}
                for value, text in choices.items()
            ],
        }
        for name, label, choices in asked
    ]
