"""The calendar of agreements: what must be decided, what ends, what is to be followed up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django_stubs_ext import StrOrPromise

from samsyn.apps.organisation.public import person_of
from samsyn.apps.register.models import Agreement
from samsyn.apps.register.queries.agreement_calendar import (
    Due,
    Kind,
    Narrowed,
    dues,
    horizon,
    months_ahead,
    owners_of_agreements,
    units_of_agreements,
)
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.validity import add_months
from samsyn.domain.shared.calendar_file import Entry, calendar_file
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_of, url_of

KINDS: Mapping[Kind, StrOrPromise] = {
    Kind.NOTICE: gettext_lazy("Last day to give notice"),
    Kind.OPTION: gettext_lazy("Last day to use an option"),
    Kind.ENDS: gettext_lazy("Its last day"),
    Kind.RENEWS: gettext_lazy("Renews itself"),
    Kind.FOLLOW_UP: gettext_lazy("Follow-up"),
}
TONES = {Kind.NOTICE: "warning", Kind.OPTION: "accent", Kind.ENDS: "danger", Kind.RENEWS: "info"}
_SHOWN = 200
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_MOST_DIGITS = 18


@require_GET
@requires(Permission.REGISTER_READ)
def agreements_run_out(request: PageRequest) -> HttpResponse:
    """Show the coming 24 months with how much each holds, and the days of one of them."""
    actor, today = request.actor, clock.today()
    narrowed = _narrowed(request)
    counted = months_ahead(actor, today, narrowed)
    busy = (first for first, counts in counted.items() if counts)
    month = _month(request.GET.get("month", ""), today) or next(busy, today.replace(day=1))
    last = add_months(month, 1) - timedelta(days=1)
    lines = dues(actor, today, narrowed, max(month, today), last)
    kept = request.GET.copy()
    for name in ("month", "page"):
        kept.pop(name, None)
    return page(
        request,
        "register/run_out.html",
        {
            "title": _("What runs out"),
            "months": [
                {
                    "label": date_format(first, "F Y"),
                    "url": f"?{_with(kept.urlencode(), first)}",
                    "current": first == month,
                    "decide": counts.get(Kind.NOTICE, 0) + counts.get(Kind.OPTION, 0),
                    "total": sum(counts.values()),
                }
                for first, counts in counted.items()
            ],
            "month": date_format(month, "F Y"),
            "lines": [_line(due) for due in lines[:_SHOWN]],
            "left_out": max(0, len(lines) - _SHOWN),
            "filters": _filters(request, narrowed),
            "calendar_url": reverse("register:agreements_calendar"),
            "find_url": reverse("register:agreements_find"),
        },
    )


@require_GET
@requires(Permission.REGISTER_READ)
def agreements_calendar(request: PageRequest) -> HttpResponse:
    """Hand out the days of the agreements that this person owns or answers questions about."""
    actor, today = request.actor, clock.today()
    person = person_of(actor)
    mine = Narrowed(owner=person.pk) if person else Narrowed(owner=0)
    lines = dues(actor, today, mine, today, horizon(today))
    host = request.get_host()
    entries = [
        Entry(
            uid=f"{due.kind}-{due.agreement_id}-{due.day:%Y%m%d}@{host}",
            day=due.day,
            title=f"{KINDS[due.kind]}: {due.what or due.agreement}",
            url=request.build_absolute_uri(_url(due)),
        )
        for due in lines
    ]
    text = calendar_file(_("My agreements"), entries, clock.now().astimezone(UTC))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="agreements.ics"'
    return answer


def _narrowed(request: PageRequest) -> Narrowed:
    owner, unit = (_number(request.GET.get(name, "")) for name in ("owner", "unit"))
    kind = request.GET.get("kind", "")
    if request.GET.get("owner") == "me":
        person = person_of(request.actor)
        owner = person.pk if person else 0
    return Narrowed(owner, unit, kind if kind in set(Kind) else "")


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) <= _MOST_DIGITS else None


def _month(said: str, today: date) -> date | None:
    if not _MONTH.fullmatch(said):
        return None
    asked = date(int(said[:4]), int(said[5:]), 1)
    return asked if today.replace(day=1) <= asked <= horizon(today) else None


def _with(query: str, month: date) -> str:
    return "&".join(part for part in (query, f"month={month:%Y-%m}") if part)


def _line(due: Due) -> dict[str, object]:
    return {
        "due": due,
        "url": _url(due),
        "kind": KINDS[due.kind],
        "tone": TONES.get(due.kind, "neutral"),
    }


def _url(due: Due) -> str:
    record = record_of(Agreement)
    return url_of(record, due.agreement_id) if record else ""


def _filters(request: PageRequest, narrowed: Narrowed) -> list[dict[str, object]]:
    actor = request.actor
    mine = request.GET.get("owner") == "me"
    owners = [("me", _("Mine"))] + [(str(p.pk), p.name) for p in owners_of_agreements(actor)]
    units = [(str(unit.pk), unit.name) for unit in units_of_agreements(actor)]
    kinds = [(str(kind), str(label)) for kind, label in KINDS.items()]
    chosen = {
        "owner": "me" if mine else str(narrowed.owner or ""),
        "unit": str(narrowed.unit or ""),
        "kind": narrowed.kind,
    }
    asked = (("owner", _("Owner"), owners), ("unit", _("Unit"), units), ("kind", _("Day"), kinds))
    return [
        {
            "name": name,
            "label": label,
            "on": bool(chosen[name]),
            "choices": [
                {"value": value, "label": text, "selected": value == chosen[name]}
                for value, text in choices
            ],
        }
        for name, label, choices in asked
    ]
