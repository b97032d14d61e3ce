"""POR-011: find funds that have spent more than they were given for the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Allocation, Cost, Expense
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.templatetags.formats import money


def says(facts: Mapping[str, Any]) -> str:
    """Say what was allocated and what was spent."""
    told = {"allocated": money(facts["allocated"]), "spent": money(facts["spent"])}
    if facts["kind"] == Cost.Kind.RUNNING:
        return gettext("%(spent)s of running money is spent; %(allocated)s was allocated.") % told
    return gettext("%(spent)s of one-off money is spent; %(allocated)s was allocated.") % told


@rule(
    code="POR-011",
    title=gettext_lazy("Money is spent beyond what was allocated"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("Somebody decided what the fund may spend; more of it needs a new decision."),
    fix=gettext_lazy("Ask whoever decided for more, or book it on what it belongs to."),
    watches=[Allocation, Expense],
    says=says,
    fix_url=lambda _hit: reverse("portfolio:money"),
    minds_the_date=False,
)
def overspent(question: Question) -> Iterable[Hit]:
    """Hit each allocation whose one-off or running expenses are more than it allows."""
    spent = {
        (fund, year, kind): total
        for fund, year, kind, total in Expense.owned_by(question.actor)
        .order_by()
        .values_list("fund_id", "fiscal_year", "kind")
        .annotate(total=Sum("amount"))
    }
    rows = Allocation.owned_by(question.actor).select_related("fund").order_by("pk")
    for row in rows:
        limits = {Cost.Kind.ONE_OFF: row.one_off, Cost.Kind.RUNNING: row.running}
        for kind, limit in limits.items():
            total = spent.get((row.fund_id, row.fiscal_year, kind), Decimal(0))
            if limit is not None and total > limit:
                yield Hit(
                    model=Allocation,
                    pk=row.pk,
                    title=row.name,
                    facts={"kind": kind.value, "allocated": int(limit), "spent": int(total)},
                    responsible=row.fund.owner_id,
                )
                break
