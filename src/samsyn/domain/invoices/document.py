"""An invoice as it was written, before anybody says whether it is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.invoices.faults import Fault


class Kind(StrEnum):
    """Whether money is asked for or given back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number with the scheme that says whose number it is, as in Peppol: 0007, 0192, 0184."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who sells or who buys, as the invoice says."""

    name: str = ""
    trade_name: str = ""
    legal: Identifier | None = None
    vat: str = ""
    other_tax: str = ""
    endpoint: Identifier | None = None
    ids: tuple[Identifier, ...] = ()
    country: str = ""
    has_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Something taken off (or, for a charge, put on), on the whole invoice or on one line."""

    charge: bool
    indicator: str = ""
    amount: Decimal | None = None
    base: Decimal | None = None
    percent: Decimal | None = None
    has_reason: bool = False
    category: str = ""
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """One row of the VAT breakdown."""

    taxable: Decimal | None = None
    amount: Decimal | None = None
    category: str = ""
    rate: Decimal | None = None
    has_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One way the invoice may be paid."""

    code: str = ""
    account: str = ""
    mandate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what was delivered, how much of it, and what it cost."""

    id: str = ""
    article: str = ""
    standard_article: str = ""
    buyers_article: str = ""
    name: str = ""
    description: str = ""
    note: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    net: Decimal | None = None
    price: Decimal | None = None
    gross_price: Decimal | None = None
    price_discount: Decimal | None = None
    price_indicator: str = ""
    base_quantity: Decimal | None = None
    base_unit: str = ""
    category: str = ""
    rate: Decimal | None = None
    allowances: tuple[Allowance, ...] = ()
    starts: date | None = None
    ends: date | None = None
    accounting_cost: str = ""
    order_line: str = ""

    @property
    def unit_price(self) -> Decimal | None:
        """What one unit costs after what is taken off this line; None where nobody can tell."""
        if self.allowances and self.net is not None and self.quantity:
            return (self.net / self.quantity).quantize(Decimal("0.0001"))
        if self.price is None:
            return None
        return self.price / (self.base_quantity or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the invoice says it sums up to."""

    lines: Decimal | None = None
    allowances: Decimal | None = None
    charges: Decimal | None = None
    net: Decimal | None = None
    gross: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
    payable: Decimal | None = None
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One invoice or credit note; `found` are the faults met while reading it."""

    kind: Kind
    number: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    type_code: str = ""
    currency: str = ""
    tax_currency: str = ""
    specification: str = ""
    process: str = ""
    notes: int = 0
    buyer_reference: str = ""
    order_reference: str = ""
    contract_reference: str = ""
    project_reference: str = ""
    accounting_cost: str = ""
    preceding: tuple[str, ...] = ()
    preceding_without_number: bool = False
    seller: Party = field(default_factory=Party)
    buyer: Party = field(default_factory=Party)
    starts: date | None = None
    ends: date | None = None
    allowances: tuple[Allowance, ...] = ()
    taxes: tuple[Tax, ...] = ()
    breakdowns: int = 0
    tax: Decimal | None = None
    tax_in_other: Decimal | None = None
    totals: Totals = field(default_factory=Totals)
    payments: tuple[Payment, ...] = ()
    payment_terms: bool = False
    lines: tuple[Line, ...] = ()
    found: tuple[Fault, ...] = ()

    @property
    def spent(self) -> Decimal:
        """What it adds to what was bought, without VAT: a credit note takes away."""
        net = self.totals.net or Decimal(0)
        return -net if self.kind is Kind.CREDIT_NOTE else net
