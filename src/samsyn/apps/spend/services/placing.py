"""Say of an invoice whose it is, under which agreement it falls, and what was paid too much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samsyn.apps.spend.models import Invoice, InvoiceLine
from samsyn.apps.spend.queries.known import Surroundings
from samsyn.domain.invoices.document import Document
from samsyn.domain.invoices.matching import (
    AgreementGround,
    Candidate,
    Match,
    SupplierGround,
    check_price,
    find_agreement,
    find_supplier,
)

PLACED = (
    "supplier",
    "supplier_ground",
    "agreement",
    "standing",
    "ground",
    "candidates",
    "over_agreed",
    "unit",
)
PRICED = ("agreed_price", "over_by")
_NOTHING = Decimal(0)


def place(
    invoice: Invoice, lines: Sequence[InvoiceLine], document: Document, about: Surroundings
) -> None:
    """Fill in supplier, agreement and prices; what a person chose stays as it is."""
    if invoice.supplier_ground != SupplierGround.HAND:
        invoice.supplier_id, invoice.supplier_ground = _supplier(invoice, document, about)
    if invoice.unit_id is None:
        costs = [line.accounting_cost for line in document.lines[:1]]
        invoice.unit_id = about.unit_of(document.accounting_cost, *costs, document.buyer_reference)
    if invoice.ground == AgreementGround.HAND:
        agreement = _candidate(invoice.agreement_id, about)
    else:
        match = find_agreement(document, invoice.supplier_id, about.known)
        agreement = match.agreement
        take(invoice, match)
    price(invoice, lines, document, agreement)


def take(invoice: Invoice, match: Match) -> None:
    """Write an answer into the invoice."""
    invoice.agreement_id = match.agreement.pk if match.agreement else None
    invoice.standing, invoice.ground = match.standing, match.ground
    invoice.candidates = list(match.candidates)


def price(
    invoice: Invoice,
    lines: Sequence[InvoiceLine],
    document: Document,
    agreement: Candidate | None,
) -> None:
    """Hold each line against the agreed price; of a credit note the difference is given back."""
    sign = -1 if invoice.kind == Invoice.Kind.CREDIT_NOTE else 1
    over = _NOTHING
    for line, said in zip(lines, document.lines, strict=True):
        found = (
            check_price(said, invoice.currency, invoice.issued_on, agreement) if agreement else None
        )
        line.agreed_price = found.agreed if found else None
        line.over_by = found.over * sign if found else _NOTHING
        over += line.over_by
    invoice.over_agreed = over


def _supplier(
    invoice: Invoice, document: Document, about: Surroundings
) -> tuple[int | None, SupplierGround]:
    chosen = about.remembered.get(invoice.sender_key)
    if chosen is not None:
        return chosen, SupplierGround.HAND
    return find_supplier(document, about.known)


def _candidate(pk: int | None, about: Surroundings) -> Candidate | None:
    every = (one for group in about.known.agreements.values() for one in group)
    return next((one for one in every if one.pk == pk), None)
