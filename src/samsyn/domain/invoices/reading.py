"""Read UBL 2.1 (Peppol BIS Billing 3) into a document; what is unreadable becomes a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lxml import etree

from samsyn.domain.invoices.cells import CAC, CBC, Cells
from samsyn.domain.invoices.document import (
    Allowance,
    Document,
    Identifier,
    Kind,
    Line,
    Party,
    Payment,
    Tax,
    Totals,
)
from samsyn.domain.invoices.faults import Fault, Says, Term

_MOST_EMPTY = 5  # empty elements told of one invoice; more say nothing new


def read_document(root: etree._Element) -> Document:
    """Return what an Invoice or CreditNote element says, with the faults met on the way.

    Source: UBL 2.1 and the syntax binding of Peppol BIS Billing 3.0. Amounts are exact decimals.
    """
    kind = Kind.CREDIT_NOTE if str(root.tag).endswith("}CreditNote") else Kind.INVOICE
    cells = Cells(root, currency=(root.findtext(f"{CBC}DocumentCurrencyCode") or "").strip())
    _empty_elements(cells)
    taxes, tax, tax_in_other, breakdowns = _taxes(cells)
    preceding = [cells.text(e, "ID") for e in _invoice_references(root)]
    period = root.find(f"{CAC}InvoicePeriod")
    lines = tuple(_line(cells, element, kind) for element in root.iterfind(_line_tag(kind)))
    return Document(
        kind=kind,
        number=cells.text(root, "ID"),
        issued_on=cells.day(root, "IssueDate", Term.ISSUED_ON),
        due_on=_due_on(cells),
        type_code=cells.text(
            root, "InvoiceTypeCode" if kind is Kind.INVOICE else "CreditNoteTypeCode"
        ),
        currency=cells.currency,
        tax_currency=cells.text(root, "TaxCurrencyCode"),
        specification=cells.text(root, "CustomizationID"),
        process=cells.text(root, "ProfileID"),
        notes=len(root.findall(f"{CBC}Note")),
        buyer_reference=cells.text(root, "BuyerReference"),
        order_reference=cells.text(root, "OrderReference/ID"),
        contract_reference=cells.text(root, "ContractDocumentReference/ID"),
        project_reference=cells.text(root, "ProjectReference/ID"),
        accounting_cost=cells.text(root, "AccountingCost"),
        preceding=tuple(number for number in preceding if number),
        preceding_without_number=not all(preceding),
        seller=_party(cells, root.find(f"{CAC}AccountingSupplierParty/{CAC}Party")),
        buyer=_party(cells, root.find(f"{CAC}AccountingCustomerParty/{CAC}Party")),
        starts=cells.day(period, "StartDate", Term.PERIOD_START),
        ends=cells.day(period, "EndDate", Term.PERIOD_END),
        allowances=tuple(
            _allowance(cells, e, Term.ALLOWANCE, Term.ALLOWANCE_BASE)
            for e in root.iterfind(f"{CAC}AllowanceCharge")
        ),
        taxes=taxes,
        breakdowns=breakdowns,
        tax=tax,
        tax_in_other=tax_in_other,
        totals=_totals(cells, root.find(f"{CAC}LegalMonetaryTotal")),
        payments=tuple(_payment(cells, e) for e in root.iterfind(f"{CAC}PaymentMeans")),
        payment_terms=bool(cells.text(root, "PaymentTerms/Note")),
        lines=lines,
        found=tuple(cells.faults),
    )


def _line_tag(kind: Kind) -> str:
    return f"{CAC}InvoiceLine" if kind is Kind.INVOICE else f"{CAC}CreditNoteLine"


def _invoice_references(root: etree._Element) -> list[etree._Element]:
    path = f"{CAC}BillingReference/{CAC}InvoiceDocumentReference"
    return list(root.iterfind(path))


def _empty_elements(cells: Cells) -> None:
    told = 0
    for element in cells.root.iter():
        if len(element) or (element.text and not element.text.isspace()):
            continue
        name = str(element.tag).rpartition("}")[2]
        cells.faults.append(Fault("PEPPOL-EN16931-R008", Says.EMPTY, {"name": name}))
        told += 1
        if told == _MOST_EMPTY:
            return


def _due_on(cells: Cells) -> date | None:
    """Return when to pay: a credit note says it with the way it is paid."""
    due = cells.day(cells.root, "DueDate", Term.DUE_ON)
    return due or cells.day(cells.root.find(f"{CAC}PaymentMeans"), "PaymentDueDate", Term.DUE_ON)


def _party(cells: Cells, party: etree._Element | None) -> Party:
    if party is None:
        return Party()
    vat = other = ""
    for scheme in party.iterfind(f"{CAC}PartyTaxScheme"):
        number = cells.text(scheme, "CompanyID")
        if cells.text(scheme, "TaxScheme/ID").upper() == "VAT":
            vat = vat or number
        else:
            other = other or number
    ids = (_identifier(e) for e in party.iterfind(f"{CAC}PartyIdentification/{CBC}ID"))
    return Party(
        name=cells.text(party, "PartyLegalEntity/RegistrationName"),
        trade_name=cells.text(party, "PartyName/Name"),
        legal=_identifier(party.find(f"{CAC}PartyLegalEntity/{CBC}CompanyID")),
        vat=vat,
        other_tax=other,
        endpoint=_identifier(party.find(f"{CBC}EndpointID")),
        ids=tuple(found for found in ids if found),
        country=cells.text(party, "PostalAddress/Country/IdentificationCode"),
        has_address=party.find(f"{CAC}PostalAddress") is not None,
    )


def _identifier(element: etree._Element | None) -> Identifier | None:
    value = (element.text or "").strip() if element is not None else ""
    if element is None or not value:
        return None
    return Identifier(value, str(element.get("schemeID") or "").strip())


def _allowance(
    cells: Cells, element: etree._Element, amount: Term, base: Term, line: str = ""
) -> Allowance:
    indicator = cells.text(element, "ChargeIndicator")
    return Allowance(
        charge=indicator == "true",
        indicator=indicator,
        amount=cells.amount(element, "Amount", amount, line),
        base=cells.amount(element, "BaseAmount", base, line),
        percent=cells.number(element, "MultiplierFactorNumeric", base, line),
        has_reason=bool(
            cells.text(element, "AllowanceChargeReason")
            or cells.text(element, "AllowanceChargeReasonCode")
        ),
        category=cells.text(element, "TaxCategory/ID"),
        rate=cells.number(element, "TaxCategory/Percent", Term.RATE, line),
    )


def _taxes(cells: Cells) -> tuple[tuple[Tax, ...], Decimal | None, Decimal | None, int]:
    """Return the breakdown, its sum, the sum in another currency, and how many breakdowns."""
    taxes: list[Tax] = []
    tax = in_other = None
    breakdowns = 0
    for total in cells.root.iterfind(f"{CAC}TaxTotal"):
        parts = total.findall(f"{CAC}TaxSubtotal")
        element = total.find(f"{CBC}TaxAmount")
        foreign = element is not None and element.get("currencyID") != cells.currency
        if not parts and foreign:
            in_other = cells.number(total, "TaxAmount", Term.TAX_IN_OTHER)
            continue
        breakdowns += bool(parts)
        tax = cells.amount(total, "TaxAmount", Term.TAX)
        taxes += [_tax(cells, part) for part in parts]
    return tuple(taxes), tax, in_other, breakdowns


def _tax(cells: Cells, part: etree._Element) -> Tax:
    return Tax(
        taxable=cells.amount(part, "TaxableAmount", Term.TAXABLE),
        amount=cells.amount(part, "TaxAmount", Term.CATEGORY_TAX),
        category=cells.text(part, "TaxCategory/ID"),
        rate=cells.number(part, "TaxCategory/Percent", Term.RATE),
        has_reason=bool(
            cells.text(part, "TaxCategory/TaxExemptionReason")
            or cells.text(part, "TaxCategory/TaxExemptionReasonCode")
        ),
    )


def _totals(cells: Cells, element: etree._Element | None) -> Totals:
    if element is None:
        return Totals(present=False)
    return Totals(
        lines=cells.amount(element, "LineExtensionAmount", Term.LINE_TOTAL),
        allowances=cells.amount(element, "AllowanceTotalAmount", Term.ALLOWANCE_TOTAL),
        charges=cells.amount(element, "ChargeTotalAmount", Term.CHARGE_TOTAL),
        net=cells.amount(element, "TaxExclusiveAmount", Term.NET),
        gross=cells.amount(element, "TaxInclusiveAmount", Term.GROSS),
        prepaid=cells.amount(element, "PrepaidAmount", Term.PREPAID),
        rounding=cells.amount(element, "PayableRoundingAmount", Term.ROUNDING),
        payable=cells.amount(element, "PayableAmount", Term.PAYABLE),
    )


def _payment(cells: Cells, element: etree._Element) -> Payment:
    return Payment(
        code=cells.text(element, "PaymentMeansCode"),
        account=cells.text(element, "PayeeFinancialAccount/ID"),
        mandate=cells.text(element, "PaymentMandate/ID"),
    )


def _line(cells: Cells, element: etree._Element, kind: Kind) -> Line:
    name = "InvoicedQuantity" if kind is Kind.INVOICE else "CreditedQuantity"
    number = cells.text(element, "ID")
    quantity = element.find(f"{CBC}{name}")
    base = element.find(f"{CAC}Price/{CBC}BaseQuantity")
    period = element.find(f"{CAC}InvoicePeriod")
    return Line(
        id=number,
        article=cells.text(element, "Item/SellersItemIdentification/ID"),
        standard_article=cells.text(element, "Item/StandardItemIdentification/ID"),
        buyers_article=cells.text(element, "Item/BuyersItemIdentification/ID"),
        name=cells.text(element, "Item/Name"),
        description=cells.text(element, "Item/Description"),
        note=cells.text(element, "Note"),
        quantity=cells.number(element, name, Term.QUANTITY, number),
        unit=str(quantity.get("unitCode") or "") if quantity is not None else "",
        net=cells.amount(element, "LineExtensionAmount", Term.LINE_NET, number),
        price=cells.price(element, "Price/PriceAmount", Term.PRICE, number),
        gross_price=cells.price(
            element, "Price/AllowanceCharge/BaseAmount", Term.GROSS_PRICE, number
        ),
        price_discount=cells.price(
            element, "Price/AllowanceCharge/Amount", Term.PRICE_DISCOUNT, number
        ),
        price_indicator=cells.text(element, "Price/AllowanceCharge/ChargeIndicator"),
        base_quantity=cells.number(element, "Price/BaseQuantity", Term.BASE_QUANTITY, number),
        base_unit=str(base.get("unitCode") or "") if base is not None else "",
        category=cells.text(element, "Item/ClassifiedTaxCategory/ID"),
        rate=cells.number(element, "Item/ClassifiedTaxCategory/Percent", Term.LINE_RATE, number),
        allowances=tuple(
            _allowance(cells, e, Term.LINE_ALLOWANCE, Term.LINE_ALLOWANCE_BASE, number)
            for e in element.iterfind(f"{CAC}AllowanceCharge")
        ),
        starts=cells.day(period, "StartDate", Term.LINE_START, number),
        ends=cells.day(period, "EndDate", Term.LINE_END, number),
        accounting_cost=cells.text(element, "AccountingCost"),
        order_line=cells.text(element, "OrderLineReference/LineID"),
    )
