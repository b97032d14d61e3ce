"""What was bought: by supplier, agreement, unit and time, within agreements and outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict

from samsyn.apps.spend.models import Invoice
from samsyn.domain.access.actor import Actor

BY = ("supplier", "agreement", "unit", "year")
_DIGITS = 18
_NAMES = {"supplier": "supplier__name", "agreement": "agreement__name", "unit": "unit__name"}
_MONEY: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=2)


@dataclass(frozen=True, slots=True)
class SpendState:
    """What the address of the overview says; nothing in it is trusted."""

    by: str = "supplier"
    year: int | None = None
    currency: str = ""
    unit: int | None = None
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict, currencies: Sequence[str], years: Sequence[int]) -> SpendState:
        """Understand the address; without a year the latest one is shown, `all` shows all."""
        by, currency, year = query.get("by", ""), query.get("currency", ""), query.get("year", "")
        unit, page = query.get("unit", ""), query.get("page", "")
        chosen = int(year) if year.isdecimal() and len(year) <= _DIGITS else None
        latest = years[0] if years else None
        return cls(
            by=by if by in BY else "supplier",
            year=chosen if chosen in years else (None if year == "all" else latest),
            currency=currency if currency in currencies else (currencies[0] if currencies else ""),
            unit=int(unit) if unit.isdecimal() and len(unit) <= _DIGITS else None,
            page=max(1, int(page)) if page.isdecimal() and len(page) < 8 else 1,  # noqa: PLR2004 - digits
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of one row: in all, within agreements, not settled, outside, above agreed prices."""

    total: Decimal = Decimal(0)
    within: Decimal = Decimal(0)
    undecided: Decimal = Decimal(0)
    outside: Decimal = Decimal(0)
    over: Decimal = Decimal(0)
    count: int = 0

    @property
    def loyalty(self) -> Decimal | None:
        """Agreement loyalty from 0 to 1: spend within agreements as a share of all spend.

        What nobody has settled counts as bought, not as within. None where nothing was bought.
        """
        if self.total <= 0:
            return None
        return (self.within / self.total).quantize(Decimal("0.001"))


def currencies_of(actor: Actor) -> dict[str, int]:
    """Return how many invoices there are in each currency, the commonest first."""
    rows = Invoice.owned_by(actor).order_by().values("currency").annotate(n=Count("pk"))
    return {row["currency"]: row["n"] for row in rows.order_by("-n", "currency")}


def years_of(actor: Actor) -> list[int]:
    """Return the fiscal years in which something was bought, the latest first."""
    return list(Invoice.owned_by(actor).order_by("-year").values_list("year", flat=True).distinct())


def spent_in(actor: Actor, state: SpendState) -> QuerySet[Invoice]:
    """Return the invoices that the overview is about: one currency, never two added up."""
    rows = Invoice.owned_by(actor).filter(currency=state.currency).order_by()
    if state.year is not None:
        rows = rows.filter(year=state.year)
    return rows.filter(unit_id=state.unit) if state.unit is not None else rows


def sums_of(rows: QuerySet[Invoice]) -> Sums:
    """Return the sums of all these invoices."""
    return Sums(**rows.aggregate(**_sums()))


def rows_by(rows: QuerySet[Invoice], by: str) -> QuerySet[Any]:
    """Return one row for each supplier, agreement, unit or year, the largest first."""
    if by == "year":
        return rows.values(key=F("year")).annotate(**_sums()).order_by("-key")
    grouped = rows.values(key=F(f"{by}_id"), title=F(_NAMES[by])).annotate(**_sums())
    return grouped.order_by("-total", "key")


def loyalty_by_quarter(rows: QuerySet[Invoice]) -> list[tuple[int, int, Sums]]:
    """Return year, quarter and sums for each quarter with spend, in order."""
    grouped = rows.values("year", "quarter").annotate(**_sums()).order_by("year", "quarter")
    return [(row.pop("year"), row.pop("quarter"), Sums(**row)) for row in grouped]


def sums_in(row: Mapping[str, Any]) -> Sums:
    """Return the sums in one row of `rows_by`."""
    return Sums(**{name: row[name] for name in _sums()})


def _sums() -> dict[str, Any]:
    def of(standing: Invoice.Standing) -> Any:  # noqa: ANN401 - an aggregate
        return Coalesce(Sum("spent", filter=Q(standing=standing)), Decimal(0), output_field=_MONEY)

    return {
        "total": Coalesce(Sum("spent"), Decimal(0), output_field=_MONEY),
        "within": of(Invoice.Standing.WITHIN),
        "undecided": of(Invoice.Standing.SEVERAL),
        "outside": of(Invoice.Standing.OUTSIDE),
        "over": Coalesce(Sum("over_agreed"), Decimal(0), output_field=_MONEY),
        "count": Count("pk"),
    }
