"""Make e-invoices in UBL 2.1 as Peppol wants them, right ones and ones that are wrong on purpose.

Everything is invented: companies, numbers with right check digits, articles and prices.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape, quoteattr

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CENT = Decimal("0.01")


def luhn_number(body: str) -> str:
    """Return nine digits with the tenth that Sweden would give them."""
    total = 0
    for place, digit in enumerate(body):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str((10 - total % 10) % 10)


@dataclass(frozen=True)
class Company:
    """A company as an invoice names it."""

    name: str = "Nordljus Drift AB"
    number: str = luhn_number("559900101")
    country: str = "SE"
    scheme: str = "0007"

    @property
    def vat(self) -> str:
        """Its VAT number, as its country writes it."""
        bare = self.number.removeprefix("DK").replace("-", "")
        ends = {"SE": "01", "NO": "MVA"}
        return f"{self.country}{bare}{ends.get(self.country, '')}"


TOWN = Company("Norra kommun", luhn_number("212000001"))


@dataclass(frozen=True)
class Item:
    """One line to come: what, how many, at what price."""

    name: str = "Drift av server"
    article: str = "DRIFT-1"
    quantity: Decimal = Decimal(10)
    unit: str = "HUR"
    price: Decimal = Decimal("950.00")
    rate: int = 25
    discount: Decimal = Decimal(0)
    description: str = ""

    @property
    def net(self) -> Decimal:
        """What the line comes to."""
        return (self.quantity * self.price - self.discount).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Bill:
    """All that one invoice says; the sums are worked out."""

    number: str = "2026-1"
    issued_on: date = date(2026, 9, 1)
    due_on: date | None = date(2026, 10, 1)
    seller: Company = Company()
    buyer: Company = TOWN
    items: tuple[Item, ...] = (Item(),)
    currency: str = "SEK"
    credit: bool = False
    contract: str = ""
    order: str = ""
    reference: str = "12345"
    credits_number: str = ""
    cost_centre: str = ""
    allowance: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        """What it comes to without VAT."""
        return sum((item.net for item in self.items), Decimal(0)) - self.allowance

    def xml(self, prefixes: tuple[str, str] = ("cac", "cbc")) -> bytes:
        """Write it."""
        return _Writer(self, *prefixes).document().encode()


class _Writer:
    def __init__(self, bill: Bill, cac: str, cbc: str) -> None:
        self.bill, self.a, self.b = bill, cac, cbc

    def say(self, name: str, value: object, **attributes: str) -> str:
        told = "".join(f" {key}={quoteattr(text)}" for key, text in attributes.items())
        return f"<{self.b}:{name}{told}>{escape(str(value))}</{self.b}:{name}>"

    def hold(self, name: str, *parts: str) -> str:
        return f"<{self.a}:{name}>{''.join(parts)}</{self.a}:{name}>"

    def money(self, name: str, amount: Decimal) -> str:
        return self.say(name, f"{amount:.2f}", currencyID=self.bill.currency)

    def document(self) -> str:
        bill = self.bill
        name, space = ("CreditNote", CREDIT_NOTE) if bill.credit else ("Invoice", INVOICE)
        parts = [*self.head(), *self.references(), *self.parties(), *self.figures(), *self.lines()]
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<{name} xmlns="{space}" xmlns:{self.a}="{CAC}" xmlns:{self.b}="{CBC}">'
            + "\n".join(part for part in parts if part)
            + f"</{name}>"
        )

    def head(self) -> Iterator[str]:
        bill = self.bill
        yield self.say("CustomizationID", SPECIFICATION)
        yield self.say("ProfileID", PROCESS)
        yield self.say("ID", bill.number)
        yield self.say("IssueDate", bill.issued_on.isoformat())
        if bill.due_on and not bill.credit:
            yield self.say("DueDate", bill.due_on.isoformat())
        kind = ("CreditNoteTypeCode", "381") if bill.credit else ("InvoiceTypeCode", "380")
        yield self.say(*kind)
        yield self.say("DocumentCurrencyCode", bill.currency)
        yield self.say("AccountingCost", bill.cost_centre) if bill.cost_centre else ""
        yield self.say("BuyerReference", bill.reference) if bill.reference else ""

    def references(self) -> Iterator[str]:
        bill = self.bill
        if bill.order:
            yield self.hold("OrderReference", self.say("ID", bill.order))
        if bill.credits_number:
            inner = self.hold("InvoiceDocumentReference", self.say("ID", bill.credits_number))
            yield self.hold("BillingReference", inner)
        if bill.contract:
            yield self.hold("ContractDocumentReference", self.say("ID", bill.contract))

    def parties(self) -> Iterator[str]:
        for role, company in (("Supplier", self.bill.seller), ("Customer", self.bill.buyer)):
            yield self.hold(f"Accounting{role}Party", self.hold("Party", *self.party(company)))

    def party(self, company: Company) -> Iterator[str]:
        country = self.hold("Country", self.say("IdentificationCode", company.country))
        yield self.say("EndpointID", company.number, schemeID=company.scheme)
        yield self.hold("PartyName", self.say("Name", company.name))
        yield self.hold("PostalAddress", self.say("CityName", "Norrtorp"), country)
        scheme = self.hold("TaxScheme", self.say("ID", "VAT"))
        yield self.hold("PartyTaxScheme", self.say("CompanyID", company.vat), scheme)
        yield self.hold(
            "PartyLegalEntity",
            self.say("RegistrationName", company.name),
            self.say("CompanyID", company.number, schemeID=company.scheme),
        )

    def figures(self) -> Iterator[str]:
        bill = self.bill
        yield self.hold(
            "PaymentMeans",
            self.say("PaymentMeansCode", "30"),
            self.hold("PayeeFinancialAccount", self.say("ID", "5050-1055")),
        )
        if bill.allowance:
            yield self.hold(
                "AllowanceCharge",
                self.say("ChargeIndicator", "false"),
                self.say("AllowanceChargeReason", "Rabatt"),
                self.money("Amount", bill.allowance),
                self.category("TaxCategory", 25),
            )
        rates = sorted({item.rate for item in bill.items})
        bases = {r: sum((i.net for i in bill.items if i.rate == r), Decimal(0)) for r in rates}
        if bill.allowance:
            bases[25] = bases.get(25, Decimal(0)) - bill.allowance
        taxes = {r: (b * r / 100).quantize(CENT, ROUND_HALF_UP) for r, b in bases.items()}
        tax = sum(taxes.values(), Decimal(0))
        yield self.hold(
            "TaxTotal",
            self.money("TaxAmount", tax),
            *(
                self.hold(
                    "TaxSubtotal",
                    self.money("TaxableAmount", bases[rate]),
                    self.money("TaxAmount", taxes[rate]),
                    self.category("TaxCategory", rate),
                )
                for rate in bases
            ),
        )
        yield self.hold(
            "LegalMonetaryTotal",
            self.money("LineExtensionAmount", bill.net + bill.allowance),
            self.money("TaxExclusiveAmount", bill.net),
            self.money("TaxInclusiveAmount", bill.net + tax),
            self.money("AllowanceTotalAmount", bill.allowance) if bill.allowance else "",
            self.money("PayableAmount", bill.net + tax),
        )

    def category(self, name: str, rate: int) -> str:
        scheme = self.hold("TaxScheme", self.say("ID", "VAT"))
        return self.hold(
            name, self.say("ID", "S" if rate else "Z"), self.say("Percent", rate), scheme
        )

    def lines(self) -> Iterator[str]:
        kind, counted = ("Invoice", "Invoiced")
        if self.bill.credit:
            kind, counted = ("CreditNote", "Credited")
        for place, item in enumerate(self.bill.items, start=1):
            off = (
                self.hold(
                    "AllowanceCharge",
                    self.say("ChargeIndicator", "false"),
                    self.say("AllowanceChargeReason", "Rabatt"),
                    self.money("Amount", item.discount),
                )
                if item.discount
                else ""
            )
            described = self.say("Description", item.description) if item.description else ""
            yield self.hold(
                f"{kind}Line",
                self.say("ID", place),
                self.say(f"{counted}Quantity", item.quantity, unitCode=item.unit),
                self.money("LineExtensionAmount", item.net),
                off,
                self.hold(
                    "Item",
                    described,
                    self.say("Name", item.name),
                    self.hold("SellersItemIdentification", self.say("ID", item.article))
                    if item.article
                    else "",
                    self.category("ClassifiedTaxCategory", item.rate),
                ),
                self.hold(
                    "Price", self.say("PriceAmount", item.price, currencyID=self.bill.currency)
                ),
            )


def in_envelope(*documents: bytes) -> bytes:
    """Put documents into a StandardBusinessDocument."""
    inside = b"".join(one.split(b"?>\n", 1)[-1] for one in documents)
    header = (
        "<sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion>"
        "</sh:StandardBusinessDocumentHeader>"
    )
    start = f'<sh:StandardBusinessDocument xmlns:sh="{SBDH}">{header}'.encode()
    return start + inside + b"</sh:StandardBusinessDocument>"


#: What a forger or a poor program does to a right invoice, and the rule that must say so.
SPOILED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a sum that is not the sum": (
        lambda x: _first(x, b"</cbc:TaxInclusiveAmount>", b"1</cbc:TaxInclusiveAmount>"),
        "BR-CO-15",
    ),
    "no number": (lambda x: _between(x, b"<cbc:ID>", b"</cbc:ID>", whole=True), "BR-02"),
    "a day that is none": (
        lambda x: _between(x, b"<cbc:IssueDate>", b"</cbc:IssueDate>", b"2026-02-30"),
        "PEPPOL-EN16931-F001",
    ),
    "an invented currency": (lambda x: x.replace(b"SEK", b"SKR"), "BR-CL-04"),
    "a number with a wrong check digit": (
        lambda x: x.replace(Company().number.encode(), b"5599001018", 1),
        "PEPPOL-COMMON-R049",
    ),
    "a negative price": (
        lambda x: _between(x, b'<cbc:PriceAmount currencyID="SEK">', b"<", b"-1"),
        "BR-27",
    ),
    "an empty element": (
        lambda x: _between(x, b"<cbc:BuyerReference>", b"<", b""),
        "PEPPOL-EN16931-R008",
    ),
    "a document type": (
        lambda x: x.replace(b"?>\n", b'?>\n<!DOCTYPE Invoice [<!ENTITY a "b">]>', 1),
        "FILE",
    ),
    "half a file": (lambda x: x[: len(x) // 2], "FILE"),
    "another format": (
        lambda _x: b'<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0"><ID>1</ID></Invoice>',
        "FILE",
    ),
}


def _first(text: bytes, old: bytes, new: bytes) -> bytes:
    return text.replace(old, new, 1)


def _between(
    text: bytes, start: bytes, end: bytes, new: bytes = b"", *, whole: bool = False
) -> bytes:
    head, _, rest = text.partition(start)
    _inside, _, tail = rest.partition(end)
    return head + tail if whole else head + start + new + end + tail


@dataclass(frozen=True)
class Made:
    """One file of many: its name, its bytes, and the rule it breaks ("" for none)."""

    name: str
    content: bytes
    breaks: str = ""


def sellers(count: int) -> list[Company]:
    """Return companies with numbers of their own."""
    return [
        Company(f"Leverantör {n:03} AB", luhn_number(f"5591{n:05}")) for n in range(1, count + 1)
    ]


def many(count: int, *, seed: int = 7, suppliers: int = 200, wrong: float = 0.03) -> Iterator[Made]:
    """Yield seeded invoices of one to nine lines, some of them wrong, some of them credit notes."""
    chance = random.Random(seed)  # noqa: S311 - made-up data
    companies = sellers(suppliers)
    spoilers = list(SPOILED.values())
    for n in range(count):
        bill = _chance_bill(chance, chance.choice(companies), n)
        content, breaks = bill.xml(), ""
        if chance.random() < wrong:
            spoil, breaks = chance.choice(spoilers)
            spoiled = spoil(content)
            content, breaks = (spoiled, breaks) if spoiled != content else (content, "")
        yield Made(f"faktura-{n:05}.xml", content, breaks)


def _chance_bill(chance: random.Random, seller: Company, n: int) -> Bill:
    credit = chance.random() < 0.05
    items = tuple(
        Item(
            name=f"Artikel {a}",
            article=f"A-{a}",
            quantity=Decimal(chance.randint(1, 40)),
            unit=chance.choice(["C62", "HUR", "MON"]),
            price=Decimal(chance.randint(100, 200_000)) / 100,
            rate=chance.choice([25, 25, 25, 12, 6]),
        )
        for a in chance.sample(range(1, 60), chance.randint(1, 9))
    )
    issued = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
    return Bill(
        number=f"F{n:06}",
        issued_on=issued,
        due_on=issued + timedelta(days=30),
        seller=seller,
        items=items,
        credit=credit,
        credits_number=f"F{max(0, n - 1):06}" if credit else "",
        contract=f"AVT-{seller.number[4:9]}" if chance.random() < 0.3 else "",
    )


def changed(bill: Bill, **values: object) -> Bill:
    """Return the bill with something else said."""
    return replace(bill, **values)  # type: ignore[arg-type]
