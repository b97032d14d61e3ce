"""The page of money: funds and initiatives in one fiscal year, and grants with their deadlines."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.portfolio.queries.money import grants, year_of, years_known
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.years import fiscal_year_of
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.PORTFOLIO_READ)
def money(request: PageRequest) -> HttpResponse:
    """Show one year: what may be spent, is budgeted, forecast, spent and left."""
    today = clock.today()
    begins = Organisation.objects.get(pk=request.actor.organisation_id).fiscal_year_start
    now = fiscal_year_of(today, begins)
    known = years_known(request.actor)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked[:6]) in known else now
    told = year_of(request.actor, year)
    here = reverse("portfolio:money")
    return page(
        request,
        "portfolio/money.html",
        {
            "title": _("Money"),
            "subtitle": _("Fiscal year %(year)s") % {"year": year},
            "years": [
                {"year": str(one), "url": f"{here}?year={one}", "current": one == year}
                for one in sorted({*known, now})
            ],
            "funds": [
                {"row": row, "url": record_url(row.fund) if row.fund else ""} for row in told.funds
            ],
            "initiatives": [
                {"row": row, "sums": sums, "url": record_url(row)} for row, sums in told.initiatives
            ],
            "grants": [
                {
                    "row": row,
                    "url": record_url(row),
                    "late": _is_late(row.apply_by, row.state, today),
                }
                for row in grants(request.actor)
            ],
            "expenses_url": reverse("records:list", kwargs={"slug": "expenses"}),
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
    )


def _is_late(apply_by: object, state: str, today: object) -> bool:
    return apply_by is not None and state == "planned" and apply_by < today  # type: ignore[operator]
