"""The board: which friction costs most, in which system and which unit, as pictures and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.needs.models import FrictionReport
from samsyn.apps.needs.queries import frictions
from samsyn.apps.needs.views.reporting import TONES
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import COSTING, FrictionState
from samsyn.domain.needs.pricing import WORKING_WEEKS, hours_a_year
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE, _BARS = 20, 8
_FILTERS = ("state", "system", "unit")
_NONE, _ALL = "-", "all"
_DEAREST = 100_000


@require_GET
@requires(Permission.NEEDS_READ)
def board(request: PageRequest) -> HttpResponse:
    """Show what is in people's way, the costliest first, narrowed as the address says."""
    chosen = {name: request.GET.get(name, "") for name in _FILTERS}
    everything = frictions.heads(request.actor)
    rows = _narrowed(everything, chosen)
    pages = Paginator(_in_order(rows), _PAGE)
    shown = pages.get_page(request.GET.get("page"))
    systems = frictions.sums_by(_narrowed(everything, {**chosen, "system": ""}), "system")
    units = frictions.sums_by(_narrowed(everything, {**chosen, "unit": ""}), "unit")
    hour = _hour_cost(request.GET.get("hour", ""))
    may_write = request.actor.may(Permission.NEEDS_WRITE)
    context = {
        "title": _("Friction"),
        "totals": frictions.total_of(rows),
        "hour": hour or "",
        "rows": [_row(one, hour) for one in shown.object_list],
        "charts": [
            _chart("system", _("By system"), _("No system"), systems, chosen, hour),
            _chart("unit", _("By unit"), _("No unit"), units, chosen, hour),
        ],
        "filters": _filters(systems, units, chosen),
        "filtered": any(chosen.values()),
        "weeks": WORKING_WEEKS,
        "count": pages.count,
        "pager": _pager(chosen, hour, shown, pages.num_pages),
        "reset_url": reverse("needs:board"),
        "list_url": reverse("records:list", kwargs={"slug": "friction"}),
        "posters_url": reverse("records:list", kwargs={"slug": "friction-posters"})
        if may_write
        else "",
        "report_url": reverse("needs:report")
        if request.actor.may(Permission.FRICTION_REPORT)
        else "",
    }
    return page(request, "needs/board.html", context)


def _narrowed(
    rows: QuerySet[FrictionReport], chosen: Mapping[str, str]
) -> QuerySet[FrictionReport]:
    """Keep what fits; without a state, what still costs somebody something."""
    state = chosen["state"]
    if state in FrictionReport.State.values:
        rows = rows.filter(state=state)
    elif state != _ALL:
        rows = rows.filter(state__in=COSTING)
    for name in ("system", "unit"):
        said = chosen[name]
        if said == _NONE:
            rows = rows.filter(**{name: None})
        elif said.isascii() and said.isdecimal() and len(said) < 19:  # noqa: PLR2004 - a bigint
            rows = rows.filter(**{name: int(said)})
    return rows


def _in_order(rows: QuerySet[FrictionReport]) -> QuerySet[FrictionReport]:
    return rows.select_related("system", "unit", "handler").order_by("-weekly_minutes", "pk")


def _row(one: FrictionReport, hour: int | None) -> dict[str, object]:
    hours = hours_a_year(one.weekly_minutes)
    return {
        "name": one.name,
        "url": record_url(one),
        "state": one.get_state_display(),
        "tone": TONES[FrictionState(one.state)],
        "system": one.system,
        "system_url": record_url(one.system) if one.system else "",
        "unit": one.unit,
        "voices": one.voices,
        "hours": hours,
        "money": hours * hour if hour else None,
        "reported_on": one.reported_on,
        "handler": one.handler,
        "me_too_url": reverse("needs:me_too", args=[one.pk])
        if one.state != FrictionState.SOLVED
        else "",
    }


def _chart(
    what: str,
    label: str,
    nothing: str,
    shares: Sequence[frictions.Share],
    chosen: Mapping[str, str],
    hour: int | None,
) -> dict[str, object]:
    largest = max((share.hours for share in shares), default=0) or 1
    return {
        "what": what,
        "label": label,
        "rest": max(0, len(shares) - _BARS),
        "bars": [
            {
                "name": share.name or nothing,
                "hours": share.hours,
                "count": share.count,
                "money": share.hours * hour if hour else None,
                "width": f"{100 * share.hours / largest:.1f}",
                "url": _here({**chosen, what: str(share.pk or _NONE)}, hour),
                "current": chosen[what] == str(share.pk or _NONE),
            }
            for share in shares[:_BARS]
        ],
    }


def _filters(
    systems: Sequence[frictions.Share],
    units: Sequence[frictions.Share],
    chosen: Mapping[str, str],
) -> list[dict[str, object]]:
    def named(shares: Sequence[frictions.Share]) -> list[tuple[str, str]]:
        known = sorted((s for s in shares if s.pk), key=lambda s: s.name.casefold())
        return [*((str(s.pk), s.name) for s in known), (_NONE, _("Not given"))]

    asked: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        (
            "state",
            _("State"),
            _("Not solved"),
            [*FrictionReport.State.choices, (_ALL, _("All"))],  # type: ignore[list-item]
        ),
        ("system", _("System"), _("All"), named(systems)),
        ("unit", _("Unit"), _("All"), named(units)),
    ]
    return [
        {
            "name": name,
            "label": label,
            "any": anything,
            "on": bool(chosen[name]),
            "choices": [
                {"value": value, "label": text, "selected": value == chosen[name]}
                for value, text in choices
            ],
        }
        for name, label, anything, choices in asked
    ]


def _hour_cost(said: str) -> int | None:
    digits = "".join(said.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(_DEAREST))):
        return None
    return min(int(digits), _DEAREST) or None


def _here(chosen: Mapping[str, str], hour: int | None, number: int = 1) -> str:
    said = {**chosen, "hour": str(hour or ""), "page": str(number) if number > 1 else ""}
    return f"{reverse('needs:board')}?{urlencode({n: v for n, v in said.items() if v})}"


def _pager(
    chosen: Mapping[str, str], hour: int | None, shown: Page[Any], last: int
) -> dict[str, object]:
    before, after = shown.has_previous(), shown.has_next()
    return {
        "number": shown.number,
        "last": last,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": _here(chosen, hour, shown.number - 1) if before else "",
        "next_url": _here(chosen, hour, shown.number + 1) if after else "",
    }
