"""The pages on which costs are divided, and seen for the whole organisation."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.register.forms.costs import DivisionForms
from samsyn.apps.register.models import CostShare, System, SystemCost
from samsyn.apps.register.queries.costs import Overview, cost_overview, years_with_costs
from samsyn.apps.register.services.divide_cost import divide_cost
from samsyn.apps.register.wording.costs import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.imports.sheets import workbook_of
from samsyn.kernel.pages import PageRequest, go_to, page, requires, turned_away
from samsyn.kernel.records.declaration import list_url, record_of, record_url
from samsyn.kernel.records.exporting import harmless

_SHOWN = 60


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_READ)
def system_costs(request: PageRequest, pk: int) -> HttpResponse:
    """Show a system's cost lines, and let who may divide the cost."""
    system = get_object_or_404(System.owned_by(request.actor), pk=pk)
    may_write = request.actor.may(Permission.REGISTER_WRITE)
    if request.method == "POST" and (refusal := turned_away(request, Permission.REGISTER_WRITE)):
        return refusal
    saved = list(CostShare.owned_by(request.actor).filter(system=system).order_by("pk"))
    division = DivisionForms(request.actor, saved, request.POST or None)
    wrong: dict[str, list[str]] = {}
    if request.method == "POST" and division.are_valid():
        wrong = _divided(request, system, division)
        if not wrong:
            messages.success(request, _("The cost is divided."))
            return go_to(request, "register:system_costs", pk)
    lines = SystemCost.owned_by(request.actor).filter(system=system).order_by("-year", "kind")
    new = reverse("records:new", kwargs={"slug": "system-costs"})
    failed = request.method == "POST"
    return page(
        request,
        "register/system_costs.html",
        {
            "title": _("What %(name)s costs") % {"name": system.name},
            "system": system,
            "years": _by_year(list(lines.select_related("agreement")[:_SHOWN])),
            "new_url": f"{new}?system={pk}&year={clock.today().year}" if may_write else "",
            "dimensions": _dimensions(division, wrong),
            "may_write": may_write,
            "breadcrumbs": _breadcrumbs(system),
        },
        status=422 if failed else 200,
    )


def _divided(request: PageRequest, system: System, division: DivisionForms) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    try:
        divide_cost(request.actor, system_id=system.pk, shares=division.shares())
    except Refused as refusal:
        for objection in refusal.objections:
            wrong.setdefault(objection.field, []).append(explain(objection))
    return wrong


def _by_year(lines: list[SystemCost]) -> list[dict[str, object]]:
    years: dict[int, list[SystemCost]] = {}
    for line in lines:
        years.setdefault(line.year, []).append(line)
    return [
        {
            "year": year,
            "total": sum(line.amount for line in of_it),
            "lines": [{"line": line, "url": record_url(line)} for line in of_it],
        }
        for year, of_it in years.items()
    ]


def _dimensions(division: DivisionForms, wrong: dict[str, list[str]]) -> list[dict[str, object]]:
    made = []
    for dimension, lines in division.forms.items():
        given = [form["percent"].value() for form in lines]
        told = sum((share for value in given if (share := _number(value)) is not None), 0)
        made.append(
            {
                "name": str(dimension),
                "label": CostShare.Dimension(dimension).label,
                "forms": lines,
                "count": len(lines),
                "total": told,
                "wrong": wrong.get(str(dimension), []),
                "used": any(value for value in given) or bool(wrong.get(str(dimension))),
            }
        )
    return made


def _number(value: Any) -> Any:  # noqa: ANN401 - typed or saved
    try:
        return float(str(value).replace(",", ".").replace("\N{NO-BREAK SPACE}", "")) if value else 0
    except ValueError:
        return None


@require_GET
@requires(Permission.REGISTER_READ)
def cost_overview_page(request: PageRequest) -> HttpResponse:
    """Show who bears what in a year, by unit, activity or project."""
    asked = _asked(request)
    overview = cost_overview(request.actor, **asked)
    this_year = clock.today().year
    years = years_with_costs(request.actor)
    query = f"?year={asked['year']}&dimension={asked['dimension']}" + (
        "" if asked["estimates"] else "&estimates=no"
    )
    files = {f: reverse("register:cost_overview_file", args=[f]) + query for f in ("xlsx", "csv")}
    return page(
        request,
        "register/cost_overview.html",
        {
            "title": _("What systems cost"),
            "overview": overview,
            "asked": asked,
            "years": sorted({*years, this_year, asked["year"]}, reverse=True),
            "dimensions": CostShare.Dimension.choices,
            "exports": files if request.actor.may(Permission.RECORDS_EXPORT) else {},
            "systems_url": list_url(record) if (record := record_of(System)) else "",
        },
    )


@require_GET
@requires(Permission.RECORDS_EXPORT)
def cost_overview_file(request: PageRequest, form: str) -> HttpResponse:
    """Hand out the overview as a spreadsheet."""
    if refusal := turned_away(request, Permission.REGISTER_READ):
        return refusal
    if form not in {"xlsx", "csv"}:
        raise Http404
    asked = _asked(request)
    rows = _as_rows(cost_overview(request.actor, **asked))
    name = f"costs-{asked['year']}-{asked['dimension']}.{form}"
    if form == "xlsx":
        return workbook_of(name, str(asked["year"]), rows)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([[harmless(cell) for cell in row] for row in rows])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: PageRequest) -> dict[str, Any]:
    year, dimension = request.GET.get("year", ""), request.GET.get("dimension", "")
    usable = year.isdecimal() and len(year) == 4  # noqa: PLR2004 - a year
    return {
        "year": int(year) if usable else clock.today().year,
        "dimension": dimension if dimension in CostShare.Dimension.values else "unit",
        "estimates": request.GET.get("estimates") != "no",
    }


def _as_rows(overview: Overview) -> list[list[Any]]:
    heads = [_("Borne by"), _("Level"), _("Itself"), _("With all below it"), _("Systems")]
    lines = [[o.title, o.depth + 1, o.own, o.whole, o.systems] for o in overview.lines]
    nobody = overview.undivided
    lines += [[_("Not divided"), 1, nobody.own, nobody.whole, nobody.systems]]
    return [heads, *lines, [_("In all"), "", overview.total, overview.total, ""]]


def _breadcrumbs(system: System) -> list[dict[str, str]]:
    record = record_of(System)
    plural = record.title_plural.capitalize() if record else ""
    return [
        {"label": plural, "url": list_url(record) if record else ""},
        {"label": system.name, "url": record_url(system)},
    ]
