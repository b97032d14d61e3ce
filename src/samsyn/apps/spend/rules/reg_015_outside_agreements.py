"""REG-015: find what is bought outside agreements, and what costs more than was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.register.public import Agreement, PriceLine, Supplier
from samsyn.apps.spend.models import Invoice, InvoiceLine
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.validity import add_months
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import money

_OUTSIDE = Q(standing=Invoice.Standing.OUTSIDE)


def says(facts: Mapping[str, Any]) -> str:
    """Tell money outside agreements from prices above the agreed ones."""
    amount = money(Decimal(str(facts["amount"])), str(facts["currency"]))
    count = int(facts["count"])
    if facts["what"] == "price":
        told = ngettext(
            "%(count)d line is dearer than agreed; together %(amount)s too much.",
            "%(count)d lines are dearer than agreed; together %(amount)s too much.",
            count,
        )
    elif facts["what"] == "stranger":
        told = ngettext(
            "%(count)d invoice for %(amount)s from a sender that is not in the register.",
            "%(count)d invoices for %(amount)s from a sender that is not in the register.",
            count,
        )
    else:
        told = ngettext(
            "%(count)d invoice for %(amount)s outside any agreement in force.",
            "%(count)d invoices for %(amount)s outside any agreement in force.",
            count,
        )
    return told % {"count": count, "amount": amount}


def where(hit: Any) -> str:  # noqa: ANN401 - a hit or a finding
    """Lead to the invoices in question."""
    model = getattr(hit, "model", None)
    name = model._meta.model_name if model else ""
    address = reverse("records:list", kwargs={"slug": "invoices"})
    if name == "agreement":
        return f"{address}?agreement={hit.pk}"
    if name == "supplier":
        return f"{address}?supplier={hit.pk}&standing=outside"
    return reverse("spend:overview")


@rule(
    code="REG-015",
    title=gettext_lazy("Bought without an agreement, or above the agreed price"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "What is bought outside agreements is often dearer, and may break procurement law; what is"
        " paid above the agreed price is money lost."
    ),
    fix=gettext_lazy(
        "Buy from the supplier we have an agreement with, write the agreement down, or ask the"
        " supplier for the difference."
    ),
    watches=[Invoice, InvoiceLine, Agreement, PriceLine],
    says=says,
    parameters=[
        Parameter("least", gettext_lazy("least amount"), 10000),
        Parameter("tolerance", gettext_lazy("tolerated above the agreed price"), 0, "%"),
        Parameter("months", gettext_lazy("months back"), 12),
    ],
    fix_url=where,
    reads=Permission.SPEND_READ,
)
def outside_agreements(question: Question) -> Iterable[Hit]:
    """Hit suppliers and unknown senders by what was bought outside, and agreements by the excess.

    Asked of invoices dated in the last `months`, each currency by itself; sums below `least` pass.
    """
    since = add_months(question.today, -question.threshold("months"))
    least = question.threshold("least")
    yield from _suppliers(question, since, least)
    yield from _strangers(question, since, least)
    yield from _prices(question, since, least)


def _suppliers(question: Question, since: date, least: int) -> Iterator[Hit]:
    rows = Invoice.owned_by(question.actor).filter(_OUTSIDE, issued_on__gt=since)
    grouped = (
        rows.filter(supplier__isnull=False)
        .order_by()
        .values("supplier_id", "supplier__name", "currency")
        .annotate(amount=Sum("spent"), count=Count("pk"))
        .filter(amount__gte=least)
        .order_by("supplier_id", "-amount")
    )
    seen: set[int] = set()
    for row in grouped:
        if row["supplier_id"] in seen:
            continue  # the largest currency speaks for the supplier
        seen.add(row["supplier_id"])
        yield Hit(
            model=Supplier,
            pk=row["supplier_id"],
            title=row["supplier__name"],
            facts=_facts("outside", row),
        )


def _strangers(question: Question, since: date, least: int) -> Iterator[Hit]:
    rows = Invoice.owned_by(question.actor).filter(
        _OUTSIDE, issued_on__gt=since, supplier__isnull=True
    )
    grouped = (
        rows.order_by()
        .values("sender_key", "currency")
        .annotate(amount=Sum("spent"), count=Count("pk"), last=Max("pk"), name=Max("supplier_name"))
        .filter(amount__gte=least)
    )
    for row in grouped:
        yield Hit(model=Invoice, pk=row["last"], title=row["name"], facts=_facts("stranger", row))


def _prices(question: Question, since: date, least: int) -> Iterator[Hit]:
    dearer = (
        InvoiceLine.owned_by(question.actor)
        .filter(
            invoice__issued_on__gt=since,
            invoice__agreement__isnull=False,
            agreed_price__isnull=False,
            unit_price__gt=F("agreed_price") * (100 + question.threshold("tolerance")) / 100,
        )
        .order_by()
        .values(
            "invoice__agreement_id",
            "invoice__agreement__name",
            "invoice__agreement__owner_id",
            "invoice__currency",
        )
        .annotate(amount=Sum("over_by"), count=Count("pk"), currency=F("invoice__currency"))
        .filter(amount__gte=least)
        .order_by("invoice__agreement_id", "-amount")
    )
    seen: set[int] = set()
    for row in dearer:
        pk = row["invoice__agreement_id"]
        if pk in seen:
            continue
        seen.add(pk)
        yield Hit(
            model=Agreement,
            pk=pk,
            title=row["invoice__agreement__name"],
            facts=_facts("price", row),
            responsible=row["invoice__agreement__owner_id"],
        )


def _facts(what: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "what": what,
        "amount": str(row["amount"]),
        "currency": row["currency"],
        "count": row["count"],
    }
