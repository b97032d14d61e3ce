"""Whether the figures of an invoice add up, with the standard's own rounding and slack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal

from samsyn.domain.invoices.document import Allowance, Document, Line
from samsyn.domain.invoices.faults import Fault, Says, Term

_CENT, _HALF = Decimal("0.01"), Decimal("0.005")
_SLACK = Decimal("0.02")  # PEPPOL-EN16931-R040 and R120
_NONE = Decimal(0)


def sum_faults(document: Document) -> Iterator[Fault]:
    """Yield every figure that is not the sum it must be."""
    yield from _document(document)
    yield from _tax(document)
    for allowance in document.allowances:
        yield from _percentage(allowance, Term.ALLOWANCE)
    for line in document.lines:
        yield from _line(line)
        for allowance in line.allowances:
            yield from _percentage(allowance, Term.LINE_ALLOWANCE, line.id)


def cents(amount: Decimal) -> Decimal:
    """Round to the hundredth; halves upwards, as XPath does."""
    return (amount + _HALF).quantize(_CENT, rounding=ROUND_FLOOR)


def unequal(rule: str, term: Term, said: Decimal, expected: Decimal, line: str = "") -> Fault:
    """Return the fault of a figure that should be another."""
    facts = {"term": str(term), "value": _plain(said), "expected": _plain(expected)}
    return Fault(rule, Says.DOES_NOT_ADD_UP, facts, line)


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return cents(sum((amount or _NONE for amount in amounts), _NONE))


def _document(document: Document) -> Iterator[Fault]:
    totals = document.totals
    off = [a.amount for a in document.allowances if not a.charge]
    on = [a.amount for a in document.allowances if a.charge]
    yield from _is("BR-CO-10", Term.LINE_TOTAL, totals.lines, _total(x.net for x in document.lines))
    if off or totals.allowances is not None:
        yield from _is("BR-CO-11", Term.ALLOWANCE_TOTAL, totals.allowances or _NONE, _total(off))
    if on or totals.charges is not None:
        yield from _is("BR-CO-12", Term.CHARGE_TOTAL, totals.charges or _NONE, _total(on))
    if totals.lines is not None:
        net = totals.lines - (totals.allowances or _NONE) + (totals.charges or _NONE)
        yield from _is("BR-CO-13", Term.NET, totals.net, cents(net))
    if totals.net is not None:
        gross = cents(totals.net + (document.tax or _NONE))
        yield from _is("BR-CO-15", Term.GROSS, totals.gross, gross)
    if totals.gross is not None:
        due = totals.gross - (totals.prepaid or _NONE) + (totals.rounding or _NONE)
        yield from _is("BR-CO-16", Term.PAYABLE, totals.payable, cents(due))


def _is(rule: str, term: Term, said: Decimal | None, expected: Decimal) -> Iterator[Fault]:
    if said is not None and said != expected:
        yield unequal(rule, term, said, expected)


def _tax(document: Document) -> Iterator[Fault]:
    if document.tax is None:
        if not any(f.facts.get("term") == Term.TAX for f in document.found):
            yield Fault("PEPPOL-EN16931-R053", Says.MISSING, {"term": str(Term.TAX)})
    elif document.taxes:
        parts = _total(tax.amount for tax in document.taxes)
        yield from _is("BR-CO-14", Term.TAX, document.tax, parts)
    if document.breakdowns > 1:
        yield Fault("PEPPOL-EN16931-R053", Says.TOO_MANY, {"term": str(Term.BREAKDOWN)})
    if document.tax_currency and document.tax_in_other is None:
        yield Fault("BR-53", Says.MISSING, {"term": str(Term.TAX_IN_OTHER)})
    elif document.tax is not None and (document.tax_in_other or 0) * document.tax < 0:
        facts = {"term": str(Term.TAX_IN_OTHER), "value": str(document.tax_in_other)}
        yield Fault("PEPPOL-EN16931-R055", Says.OTHER_SIGN, facts)


def _percentage(allowance: Allowance, term: Term, line: str = "") -> Iterator[Fault]:
    base = Term.LINE_ALLOWANCE_BASE if line else Term.ALLOWANCE_BASE
    if allowance.percent is not None and allowance.base is None:
        yield Fault("PEPPOL-EN16931-R041", Says.MISSING, {"term": str(base)}, line)
    elif allowance.base is not None and allowance.percent is None:
        yield Fault("PEPPOL-EN16931-R042", Says.MISSING, {"term": str(term)}, line)
    elif allowance.base is not None and allowance.percent is not None:
        expected = allowance.base * allowance.percent / 100
        said = allowance.amount or _NONE
        if abs(said - expected) > _SLACK:
            yield unequal("PEPPOL-EN16931-R040", term, said, cents(expected), line)


def _line(line: Line) -> Iterator[Fault]:
    if line.net is None or line.price is None or line.quantity is None:
        return
    on = _total(a.amount for a in line.allowances if a.charge)
    off = _total(a.amount for a in line.allowances if not a.charge)
    expected = line.quantity * line.price / (line.base_quantity or 1) + on - off
    if abs(line.net - expected) > _SLACK:
        yield unequal("PEPPOL-EN16931-R120", Term.LINE_NET, line.net, cents(expected), line.id)
    if line.gross_price is not None and line.price != line.gross_price - (
        line.price_discount or _NONE
    ):
        net = line.gross_price - (line.price_discount or _NONE)
        yield unequal("PEPPOL-EN16931-R046", Term.PRICE, line.price, net, line.id)
