"""What must stand on an invoice, in which codes, and in which order of days."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.domain.invoices import codes
from samsyn.domain.invoices.document import Allowance, Document, Kind, Line
from samsyn.domain.invoices.faults import Fault, Says, Term

SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:"


def field_faults(document: Document) -> Iterator[Fault]:
    """Yield what is missing, not a known code, or out of order."""
    yield from _head(document)
    yield from _codes(document)
    yield from _days(document)
    yield from _references(document)
    yield from _payment(document)
    for allowance in document.allowances:
        yield from _allowance(allowance)
    for line in document.lines:
        yield from _line(line)
        yield from _line_price(line)
        yield from _line_days(document, line)
        for allowance in line.allowances:
            yield from _line_allowance(allowance, line.id)


def missing(rule: str, term: Term, line: str = "") -> Fault:
    """Return the fault of something that is not there."""
    return Fault(rule, Says.MISSING, {"term": str(term)}, line)


def _head(document: Document) -> Iterator[Fault]:
    totals = document.totals
    for rule, term, there in (
        ("BR-01", Term.SPECIFICATION, document.specification),
        ("BR-02", Term.NUMBER, document.number),
        ("BR-04", Term.TYPE, document.type_code),
        ("BR-05", Term.CURRENCY, document.currency),
        ("BR-06", Term.SELLER_NAME, document.seller.name),
        ("BR-07", Term.BUYER_NAME, document.buyer.name),
        ("BR-08", Term.SELLER_ADDRESS, document.seller.has_address),
        ("BR-10", Term.BUYER_ADDRESS, document.buyer.has_address),
        ("BR-12", Term.LINE_TOTAL, totals.lines is not None),
        ("BR-13", Term.NET, totals.net is not None),
        ("BR-14", Term.GROSS, totals.gross is not None),
        ("BR-15", Term.PAYABLE, totals.payable is not None),
        ("BR-16", Term.LINES, document.lines),
        ("PEPPOL-EN16931-R001", Term.PROCESS, document.process),
        (
            "PEPPOL-EN16931-R003",
            Term.BUYER_REFERENCE,
            document.buyer_reference or document.order_reference,
        ),
    ):
        if not there and not _told_already(document, term):
            yield missing(rule, term)
    if document.issued_on is None and not _told_already(document, Term.ISSUED_ON):
        yield missing("BR-03", Term.ISSUED_ON)
    if document.specification and not document.specification.startswith(SPECIFICATION):
        yield Fault("PEPPOL-EN16931-R004", Says.NOT_THE_FORMAT, {"value": document.specification})
    if document.process and not document.process.startswith(PROCESS):
        facts = {"term": str(Term.PROCESS), "value": document.process}
        yield Fault("PEPPOL-EN16931-R007", Says.NOT_IN_LIST, facts)
    if document.notes > 1:
        yield Fault("PEPPOL-EN16931-R002", Says.TOO_MANY, {"term": str(Term.NOTE)})


def _told_already(document: Document, term: Term) -> bool:
    """Tell whether reading it failed: then it is there, and wrong."""
    unreadable = (Says.NOT_A_NUMBER, Says.NOT_A_DATE)
    return any(
        f.says in unreadable and f.facts.get("term") == term and not f.line for f in document.found
    )


def _codes(document: Document) -> Iterator[Fault]:
    types, rule = codes.INVOICE_TYPES, "PEPPOL-EN16931-P0100"
    if document.kind is Kind.CREDIT_NOTE:
        types, rule = codes.CREDIT_NOTE_TYPES, "PEPPOL-EN16931-P0101"
    yield from _listed(rule, Term.TYPE, document.type_code, types)
    yield from _listed("BR-CL-04", Term.CURRENCY, document.currency, codes.CURRENCIES)
    yield from _listed("BR-CL-05", Term.TAX_CURRENCY, document.tax_currency, codes.CURRENCIES)
    if document.tax_currency and document.tax_currency == document.currency:
        yield Fault("PEPPOL-EN16931-R005", Says.SAME_CURRENCY, {"value": document.currency})
    for payment in document.payments:
        yield from _listed("BR-CL-16", Term.PAYMENT_MEANS, payment.code, codes.PAYMENT_MEANS)


def _listed(
    rule: str, term: Term, value: str, known: frozenset[str], line: str = ""
) -> Iterator[Fault]:
    if value and value not in known:
        yield Fault(rule, Says.NOT_IN_LIST, {"term": str(term), "value": value[:60]}, line)


def _days(document: Document) -> Iterator[Fault]:
    if document.starts and document.ends and document.ends < document.starts:
        facts = {"term": str(Term.PERIOD_END), "other": str(Term.PERIOD_START)}
        facts |= {"value": document.ends.isoformat(), "than": document.starts.isoformat()}
        yield Fault("BR-29", Says.BEFORE, facts)
    if document.due_on and document.issued_on and document.due_on < document.issued_on:
        facts = {"value": document.due_on.isoformat(), "than": document.issued_on.isoformat()}
        yield Fault("NOTE", Says.DUE_BEFORE_ISSUED, facts, fatal=False)


def _references(document: Document) -> Iterator[Fault]:
    if document.preceding_without_number:
        yield missing("BR-55", Term.PRECEDING)
    if document.kind is Kind.CREDIT_NOTE and not document.preceding:
        yield Fault("NOTE", Says.CREDIT_OF_NOTHING, {"term": str(Term.PRECEDING)}, fatal=False)


def _payment(document: Document) -> Iterator[Fault]:
    positive = (document.totals.payable or 0) > 0
    settled = document.due_on or document.payment_terms or _told_already(document, Term.DUE_ON)
    if document.kind is Kind.INVOICE and positive and not settled:
        yield missing("BR-CO-25", Term.DUE_ON)
    for payment in document.payments:
        if not payment.code:
            yield missing("BR-49", Term.PAYMENT_MEANS)
        if payment.code in codes.CREDIT_TRANSFERS and not payment.account:
            yield missing("BR-61", Term.PAYMENT_ACCOUNT)
        if payment.code in codes.DIRECT_DEBITS and not payment.mandate:
            yield missing("PEPPOL-EN16931-R061", Term.MANDATE)


def _allowance(allowance: Allowance) -> Iterator[Fault]:
    charge = allowance.charge
    if allowance.indicator not in {"true", "false"}:
        yield _no_indicator(allowance)
    if allowance.amount is None:
        yield missing("BR-36" if charge else "BR-31", Term.ALLOWANCE)
    if not allowance.category:
        yield missing("BR-37" if charge else "BR-32", Term.ALLOWANCE_CATEGORY)
    if not allowance.has_reason:
        yield missing("BR-38" if charge else "BR-33", Term.ALLOWANCE_REASON)


def _line_allowance(allowance: Allowance, line: str) -> Iterator[Fault]:
    charge = allowance.charge
    if allowance.indicator not in {"true", "false"}:
        yield _no_indicator(allowance, line)
    if allowance.amount is None:
        yield missing("BR-43" if charge else "BR-41", Term.LINE_ALLOWANCE, line)
    if not allowance.has_reason:
        yield missing("BR-44" if charge else "BR-42", Term.LINE_ALLOWANCE_REASON, line)


def _no_indicator(allowance: Allowance, line: str = "") -> Fault:
    facts = {"term": str(Term.CHARGE_INDICATOR), "value": allowance.indicator[:40]}
    return Fault("PEPPOL-EN16931-R043", Says.NOT_TRUE_OR_FALSE, facts, line)


def _line(line: Line) -> Iterator[Fault]:
    for rule, term, there in (
        ("BR-21", Term.LINE_ID, line.id),
        ("BR-22", Term.QUANTITY, line.quantity is not None),
        ("BR-23", Term.UNIT, line.unit),
        ("BR-24", Term.LINE_NET, line.net is not None),
        ("BR-25", Term.ITEM_NAME, line.name),
        ("BR-26", Term.PRICE, line.price is not None),
        ("BR-CO-04", Term.LINE_CATEGORY, line.category),
    ):
        if not there:
            yield missing(rule, term, line.id)
    if line.unit and not codes.is_unit(line.unit):
        facts = {"term": str(Term.UNIT), "value": line.unit[:40]}
        yield Fault("BR-CL-23", Says.NOT_IN_LIST, facts, line.id)
    yield from _listed("BR-CL-18", Term.LINE_CATEGORY, line.category, codes.VAT_CATEGORIES, line.id)


def _line_price(line: Line) -> Iterator[Fault]:
    if line.price is not None and line.price < 0:
        facts = {"term": str(Term.PRICE), "value": str(line.price)}
        yield Fault("BR-27", Says.NEGATIVE, facts, line.id)
    if line.gross_price is not None and line.gross_price < 0:
        facts = {"term": str(Term.GROSS_PRICE), "value": str(line.gross_price)}
        yield Fault("BR-28", Says.NEGATIVE, facts, line.id)
    if line.price_indicator == "true":
        yield Fault("PEPPOL-EN16931-R044", Says.CHARGE_ON_PRICE, {}, line.id)
    if line.base_quantity is not None and line.base_quantity <= 0:
        facts = {"term": str(Term.BASE_QUANTITY), "value": str(line.base_quantity)}
        yield Fault("PEPPOL-EN16931-R121", Says.NOT_POSITIVE, facts, line.id)
    if line.base_unit and line.unit and line.base_unit != line.unit:
        facts = {"term": str(Term.BASE_QUANTITY), "value": line.base_unit[:40], "than": line.unit}
        yield Fault("PEPPOL-EN16931-R130", Says.NOT_IN_LIST, facts, line.id)


def _line_days(document: Document, line: Line) -> Iterator[Fault]:
    if line.starts and line.ends and line.ends < line.starts:
        facts = {"term": str(Term.LINE_END), "other": str(Term.LINE_START)}
        facts |= {"value": line.ends.isoformat(), "than": line.starts.isoformat()}
        yield Fault("BR-30", Says.BEFORE, facts, line.id)
    if line.starts and document.starts and line.starts < document.starts:
        facts = {"term": str(Term.LINE_START), "value": line.starts.isoformat()}
        yield Fault("PEPPOL-EN16931-R110", Says.OUTSIDE_PERIOD, facts, line.id)
    if line.ends and document.ends and line.ends > document.ends:
        facts = {"term": str(Term.LINE_END), "value": line.ends.isoformat()}
        yield Fault("PEPPOL-EN16931-R111", Says.OUTSIDE_PERIOD, facts, line.id)
