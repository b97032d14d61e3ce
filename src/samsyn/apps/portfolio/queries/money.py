"""Money: what funds may spend, what is budgeted, forecast and spent, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from samsyn.apps.portfolio.models import (
    Allocation,
    Cost,
    Expense,
    Fund,
    GrantApplication,
    Initiative,
)
from samsyn.domain.access.actor import Actor

_ZERO = Decimal(0)
KINDS = (Cost.Kind.ONE_OFF, Cost.Kind.RUNNING)


@dataclass(slots=True)
class Sums:
    """Amounts of one fund or initiative in one year. `allocated` is None without a limit."""

    allocated: Decimal | None = None
    budget: Decimal = _ZERO
    forecast: Decimal = _ZERO
    spent: Decimal = _ZERO

    def add(self, other: Sums) -> None:
        """Count this too; what is spent is expected, whatever was forecast before."""
        self.budget += other.budget
        self.forecast += max(other.forecast, other.spent)
        self.spent += other.spent

    @property
    def left(self) -> Decimal:
        """What remains of what may be spent, or of the budget where there is no limit."""
        return self._limit - self.spent

    @property
    def spent_over(self) -> bool:
        """Tell whether more is spent than there is."""
        return self.spent > self._limit

    @property
    def forecast_over(self) -> bool:
        """Tell whether more is expected to be spent than there is."""
        return self.forecast > self._limit

    @property
    def _limit(self) -> Decimal:
        return self.budget if self.allocated is None else self.allocated


@dataclass(frozen=True, slots=True)
class FundYear:
    """A fund in a year, in one-off and in running money, and who decided what it may spend."""

    fund: Fund | None
    one_off: Sums
    running: Sums
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year: the funds, and the initiatives that take from them."""

    year: int
    funds: tuple[FundYear, ...]
    initiatives: tuple[tuple[Initiative, Sums], ...]


@dataclass(slots=True)
class _Found:
    funds: dict[tuple[int | None, str], Sums] = field(default_factory=dict)
    initiatives: dict[int, Sums] = field(default_factory=dict)

    def of(self, fund: int | None, kind: str, initiative: int) -> tuple[Sums, Sums]:
        """Return where an amount is added."""
        return (
            self.funds.setdefault((fund, kind), Sums()),
            self.initiatives.setdefault(initiative, Sums()),
        )


def years_known(actor: Actor) -> list[int]:
    """Return the fiscal years anything is said of, in order; three queries."""
    return sorted(
        {
            year
            for model in (Allocation, Cost, Expense)
            for year in model.owned_by(actor)
            .order_by()
            .values_list("fiscal_year", flat=True)
            .distinct()
        }
    )


def year_of(actor: Actor, year: int) -> Year:
    """Return one fiscal year; six queries at most."""
    found, decided = _Found(), dict[int, str]()
    for row in Allocation.owned_by(actor).filter(fiscal_year=year):
        for kind, amount in zip(KINDS, (row.one_off, row.running), strict=True):
            found.funds.setdefault((row.fund_id, kind), Sums()).allocated = amount
        decided[row.fund_id] = row.decided_by
    grouped = ("fund_id", "kind", "initiative_id")
    costs = Cost.owned_by(actor).filter(fiscal_year=year).order_by().values_list(*grouped)
    told = {
        (fund, kind, initiative): Sums(None, budget, forecast)
        for fund, kind, initiative, budget, forecast in costs.annotate(
            of_budget=Sum("amount"), of_forecast=Sum(Coalesce(F("forecast"), F("amount")))
        )
    }
    expenses = Expense.owned_by(actor).filter(fiscal_year=year).order_by().values_list(*grouped)
    for fund, kind, initiative, spent in expenses.annotate(of_spent=Sum("amount")):
        told.setdefault((fund, kind, initiative), Sums()).spent = spent
    for key, one in told.items():
        for sums in found.of(*key):
            sums.add(one)
    return Year(year, tuple(_funds(actor, found, decided)), tuple(_initiatives(actor, found)))


def grants(actor: Actor) -> Iterable[GrantApplication]:
    """Return the grant applications that something remains to be done about, the nearest first."""
    ended = (
        GrantApplication.State.REFUSED,
        GrantApplication.State.REPORTED,
        GrantApplication.State.GIVEN_UP,
    )
    rows = GrantApplication.owned_by(actor).exclude(state__in=ended)
    return rows.select_related("owner", "initiative").order_by(
        F("apply_by").asc(nulls_last=True), "sort_key", "pk"
    )


def _funds(actor: Actor, found: _Found, decided: dict[int, str]) -> Iterable[FundYear]:
    keys = {fund for fund, _kind in found.funds}
    rows: list[Fund | None] = list(
        Fund.owned_by(actor).filter(pk__in=keys - {None}).order_by("sort_key")
    )
    for fund in [*rows, *([None] if None in keys else [])]:
        pk = fund.pk if fund else None
        one_off, running = (found.funds.get((pk, kind), Sums()) for kind in KINDS)
        yield FundYear(fund, one_off, running, decided.get(pk or 0, ""))


def _initiatives(actor: Actor, found: _Found) -> Iterable[tuple[Initiative, Sums]]:
    rows = Initiative.owned_by(actor).filter(pk__in=found.initiatives).order_by("sort_key", "pk")
    return ((row, found.initiatives[row.pk]) for row in rows)
