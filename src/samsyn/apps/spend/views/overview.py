"""The overview: what was bought from whom, within agreements, outside, and above agreed prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from samsyn.apps.organisation.public import Unit
from samsyn.apps.spend.models import Invoice
from samsyn.apps.spend.queries.spending import (
    BY,
    SpendState,
    Sums,
    currencies_of,
    loyalty_by_quarter,
    rows_by,
    spent_in,
    sums_in,
    sums_of,
    years_of,
)
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, page, requires

_PAGE = 50
_TABS = {
    "supplier": gettext_lazy("By supplier"),
    "agreement": gettext_lazy("By agreement"),
    "unit": gettext_lazy("By unit"),
    "year": gettext_lazy("By year"),
}
_NOBODY = {
    "supplier": gettext_lazy("Not recognised"),
    "agreement": gettext_lazy("No agreement"),
    "unit": gettext_lazy("No unit"),
}
_NARROWEST = Decimal("0.5")  # per cent of the bar; less would not be seen


@require_GET
@requires(Permission.SPEND_READ)
def overview(request: PageRequest) -> HttpResponse:
    """Show where the money went; every figure leads to the invoices it is the sum of."""
    currencies, years = currencies_of(request.actor), years_of(request.actor)
    state = SpendState.read(request.GET, list(currencies), years)
    context: dict[str, object] = {
        "title": _("Spend"),
        "may_write": request.actor.may(Permission.SPEND_WRITE),
        "empty": not currencies,
    }
    if currencies:
        context |= _figures(request, state)
        context |= _choices(request, state, list(currencies), years)
        others = sum(currencies.values()) - currencies[state.currency]
        context["in_other_currencies"] = others
    return page(request, "spend/overview.html", context)


def _figures(request: PageRequest, state: SpendState) -> dict[str, object]:
    rows = spent_in(request.actor, state)
    sums = sums_of(rows)
    pages = Paginator(rows_by(rows, state.by), _PAGE)
    shown = pages.get_page(state.page)
    told = [(row, sums_in(row)) for row in shown.object_list]
    largest = max((abs(s.total) for _row, s in told), default=Decimal(1)) or Decimal(1)
    quarters = loyalty_by_quarter(rows)
    return {
        "state": state,
        "sums": sums,
        "loyalty": sums.loyalty,
        "within_url": _invoices(state, standing=Invoice.Standing.WITHIN),
        "outside_url": _invoices(state, standing=Invoice.Standing.OUTSIDE),
        "undecided_url": _invoices(state, standing=Invoice.Standing.SEVERAL),
        "all_url": _invoices(state),
        "rows": [_row(state, row, s, largest) for row, s in told],
        "quarters": [
            {"year": year, "quarter": quarter, "sums": s, "loyalty": s.loyalty, **_bar(s, s.total)}
            for year, quarter, s in quarters
        ],
        "years": _by_year(quarters),
        "count": pages.count,
        "pager": _pager(state, shown, pages.num_pages),
    }


def _by_year(quarters: Sequence[tuple[int, int, Sums]]) -> list[dict[str, object]]:
    years: dict[int, Sums] = {}
    for year, _quarter, s in quarters:
        before = years.get(year, Sums())
        years[year] = Sums(
            *(getattr(before, name) + getattr(s, name) for name in Sums.__dataclass_fields__)
        )
    return [{"year": year, "sums": s, "loyalty": s.loyalty} for year, s in years.items()]


def _row(state: SpendState, row: dict[str, Any], sums: Sums, largest: Decimal) -> dict[str, object]:
    key = row["key"]
    title = str(key) if state.by == "year" else row["title"] or _NOBODY[state.by]
    chosen = {state.by: key if key is not None else "-"}
    return {
        "title": title,
        "sums": sums,
        "loyalty": sums.loyalty,
        "url": _invoices(state, **chosen),
        **_bar(sums, largest),
    }


def _bar(sums: Sums, largest: Decimal) -> dict[str, object]:
    """Return the three parts of a bar as places and widths in per cent."""
    place, parts = Decimal(0), []
    for name in ("within", "undecided", "outside"):
        amount = max(Decimal(0), getattr(sums, name))
        width = amount * 100 / largest if largest > 0 else Decimal(0)
        if width >= _NARROWEST:
            parts.append({"kind": name, "x": f"{place:.1f}", "width": f"{width:.1f}"})
            place += width
    return {"bar": parts}


def _invoices(state: SpendState, **chosen: object) -> str:
    said: dict[str, object] = {"currency": state.currency, "year": state.year, "unit": state.unit}
    said |= chosen
    query = urlencode({name: value for name, value in said.items() if value not in (None, "")})
    return f"{reverse('records:list', kwargs={'slug': 'invoices'})}?{query}"


def _here(state: SpendState, **changes: Any) -> str:  # noqa: ANN401 - a field's value
    changed = replace(state, **{"page": 1, **changes})
    said = {
        "by": changed.by,
        "year": "all" if changed.year is None else changed.year,
        "currency": changed.currency,
        "unit": changed.unit or "",
        "page": changed.page if changed.page > 1 else "",
    }
    return f"?{urlencode({name: value for name, value in said.items() if value != ''})}"


def _pager(state: SpendState, shown: Page[Any], last: int) -> dict[str, object]:
    before, after = shown.has_previous(), shown.has_next()
    return {
        "number": shown.number,
        "last": last,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": _here(state, page=shown.number - 1) if before else "",
        "next_url": _here(state, page=shown.number + 1) if after else "",
    }


def _choices(
    request: PageRequest, state: SpendState, currencies: list[str], years: list[int]
) -> dict[str, object]:
    units = Unit.owned_by(request.actor).order_by("sort_key", "pk").values_list("pk", "name")
    chosen_year = "all" if state.year is None else str(state.year)
    return {
        "tabs": [
            {"label": _TABS[by], "url": _here(state, by=by), "current": by == state.by} for by in BY
        ],
        "filters": [
            _filter(
                "year",
                _("Fiscal year"),
                [("all", _("All years")), *((str(y), str(y)) for y in years)],
                chosen_year,
            ),
            _filter(
                "unit",
                _("Unit"),
                [("", _("All units")), *((str(pk), name) for pk, name in units)],
                str(state.unit or ""),
            ),
            _filter("currency", _("Currency"), [(c, c) for c in currencies], state.currency),
        ],
    }


def _filter(
    name: str, label: str, choices: Sequence[tuple[str, str]], chosen: str
) -> dict[str, object]:
    return {
        "name": name,
        "label": label,
        "choices": [
            {"value": value, "label": text, "selected": value == chosen} for value, text in choices
        ],
    }
