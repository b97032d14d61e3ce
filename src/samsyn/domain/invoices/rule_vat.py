"""Whether the VAT breakdown follows from the lines, category by category."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from samsyn.domain.invoices import codes
from samsyn.domain.invoices.document import Document, Tax
from samsyn.domain.invoices.faults import Fault, Says, Term
from samsyn.domain.invoices.rule_fields import missing
from samsyn.domain.invoices.rule_sums import cents, unequal

_NONE = Decimal(0)
_STANDARD = "S"
_OUTSIDE = "O"
_FREE = frozenset({"Z", "E", "AE", "K", "G", "O"})
_REASONED = frozenset({"E", "AE", "K", "G", "O"})
_SLACK = Decimal(1)  # the standard's own: rates are rounded line by line by some
_WITH_NUMBER = frozenset({"S", "Z", "E", "AE", "K", "G", "L", "M"})

_Bases = dict[tuple[str, Decimal], Decimal]


def vat_faults(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with the breakdown, and with rates and categories."""
    if not document.taxes:
        yield missing("BR-CO-18", Term.BREAKDOWN)
    bases = _bases(document)
    stated = {tax.category for tax in document.taxes}
    for category in sorted({category for category, _rate in bases} - stated):
        if category in codes.VAT_CATEGORIES and document.taxes:
            rule = f"BR-{codes.RULES_OF_CATEGORY[category]}-01"
            yield Fault(rule, Says.NO_BREAKDOWN, {"category": category})
    for tax in document.taxes:
        yield from _row(tax)
        if tax.category in codes.VAT_CATEGORIES:
            yield from _figures(tax, bases)
    yield from _rates(document)
    yield from _numbers(document, stated)


def _bases(document: Document) -> _Bases:
    """Return what each category and rate is levied on: lines, less allowances, plus charges."""
    bases: _Bases = {}
    parts = [(line.category, line.rate, line.net or _NONE) for line in document.lines]
    for allowance in document.allowances:
        amount = allowance.amount or _NONE
        parts.append((allowance.category, allowance.rate, amount if allowance.charge else -amount))
    for category, rate, amount in parts:
        if category:
            key = (category, _rate(category, rate))
            bases[key] = bases.get(key, _NONE) + amount
    return bases


def _rate(category: str, rate: Decimal | None) -> Decimal:
    return _NONE if category in _FREE or rate is None else rate


def _row(tax: Tax) -> Iterator[Fault]:
    if tax.taxable is None:
        yield missing("BR-45", Term.TAXABLE)
    if tax.amount is None:
        yield missing("BR-46", Term.CATEGORY_TAX)
    if not tax.category:
        yield missing("BR-47", Term.CATEGORY)
    elif tax.category not in codes.VAT_CATEGORIES:
        facts = {"term": str(Term.CATEGORY), "value": tax.category[:20]}
        yield Fault("BR-CL-17", Says.NOT_IN_LIST, facts)
    elif tax.rate is None and tax.category != _OUTSIDE:
        yield missing("BR-48", Term.RATE)


def _figures(tax: Tax, bases: _Bases) -> Iterator[Fault]:
    named = f"BR-{codes.RULES_OF_CATEGORY[tax.category]}"
    if tax.taxable is not None:
        base = bases.get((tax.category, _rate(tax.category, tax.rate)), _NONE)
        slack = _NONE if tax.category in _FREE else _SLACK
        off = abs(tax.taxable - cents(base))
        if off > slack or (slack and off == slack):
            yield unequal(f"{named}-08", Term.TAXABLE, tax.taxable, cents(base))
    yield from _levied(tax, named)
    if tax.category in _REASONED and not tax.has_reason:
        yield Fault(f"{named}-10", Says.NO_REASON, {"category": tax.category})
    if tax.category in {"S", "Z"} and tax.has_reason:
        yield Fault(f"{named}-10", Says.REASON_NOT_ALLOWED, {"category": tax.category})


def _levied(tax: Tax, named: str) -> Iterator[Fault]:
    if tax.category in _FREE:
        if tax.amount:
            yield Fault(f"{named}-09", Says.TAX_NOT_ZERO, {"value": f"{tax.amount:f}"})
    elif tax.taxable is not None and tax.amount is not None and tax.rate is not None:
        expected = cents(abs(tax.taxable) * tax.rate / 100)
        if abs(abs(tax.amount) - expected) >= _SLACK:
            signed = expected if tax.taxable >= 0 else -expected
            yield unequal("BR-CO-17", Term.CATEGORY_TAX, tax.amount, signed)


def _rates(document: Document) -> Iterator[Fault]:
    parts = [("05", line.category, line.rate, line.id) for line in document.lines]
    parts += [
        ("07" if one.charge else "06", one.category, one.rate, "") for one in document.allowances
    ]
    for place, category, rate, line in parts:
        if category not in codes.VAT_CATEGORIES:
            continue
        rule = f"BR-{codes.RULES_OF_CATEGORY[category]}-{place}"
        if category == _STANDARD and (rate is None or rate <= 0):
            value = "" if rate is None else str(rate)
            yield Fault(rule, Says.RATE_NOT_POSITIVE, {"value": value}, line)
        elif category in _FREE and rate:
            facts = {"category": category, "value": str(rate)}
            yield Fault(rule, Says.RATE_NOT_ZERO, facts, line)


def _numbers(document: Document, stated: set[str]) -> Iterator[Fault]:
    """Ask for the seller's tax number where a category has to do with VAT."""
    seller = document.seller
    if seller.vat or seller.other_tax:
        return
    for category in sorted(stated & _WITH_NUMBER):
        rule = f"BR-{codes.RULES_OF_CATEGORY[category]}-02"
        yield Fault(rule, Says.NO_SELLER_TAX_NUMBER, {"category": category})
