"""Send the organisation e-invoices, as suppliers do, and have them read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from xml.sax.saxutils import escape

from samsyn.apps.register.models import Agreement, PriceLine, Supplier
from samsyn.apps.spend.public import read_invoices
from samsyn.config.demo import sheets
from samsyn.config.demo.site import Site
from samsyn.domain.invoices.packing import Packed
from samsyn.kernel.tenancy.session import acting_for

_CENT = Decimal("0.01")
_RATE = Decimal(25)
_UNITS = {"timme": "HUR", "styck": "C62", "dag": "DAY", "deltagare": "C62", "månad": "MON"}
_XML = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<b:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0\
</b:CustomizationID>
<b:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</b:ProfileID>
<b:ID>{number}</b:ID><b:IssueDate>{issued}</b:IssueDate><b:DueDate>{due}</b:DueDate>
<b:InvoiceTypeCode>380</b:InvoiceTypeCode><b:DocumentCurrencyCode>SEK</b:DocumentCurrencyCode>
<b:BuyerReference>1001</b:BuyerReference>{contract}
<a:AccountingSupplierParty>{seller}</a:AccountingSupplierParty>
<a:AccountingCustomerParty>{buyer}</a:AccountingCustomerParty>
<a:PaymentMeans><b:PaymentMeansCode>30</b:PaymentMeansCode>
<a:PayeeFinancialAccount><b:ID>5050-1055</b:ID></a:PayeeFinancialAccount></a:PaymentMeans>
<a:TaxTotal><b:TaxAmount currencyID="SEK">{tax}</b:TaxAmount><a:TaxSubtotal>
<b:TaxableAmount currencyID="SEK">{net}</b:TaxableAmount>
<b:TaxAmount currencyID="SEK">{tax}</b:TaxAmount>
<a:TaxCategory>{category}</a:TaxCategory></a:TaxSubtotal></a:TaxTotal>
<a:LegalMonetaryTotal><b:LineExtensionAmount currencyID="SEK">{net}</b:LineExtensionAmount>
<b:TaxExclusiveAmount currencyID="SEK">{net}</b:TaxExclusiveAmount>
<b:TaxInclusiveAmount currencyID="SEK">{gross}</b:TaxInclusiveAmount>
<b:PayableAmount currencyID="SEK">{gross}</b:PayableAmount></a:LegalMonetaryTotal>
<a:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="{unit}">{quantity}</b:InvoicedQuantity>
<b:LineExtensionAmount currencyID="SEK">{net}</b:LineExtensionAmount>
<a:Item><b:Name>{what}</b:Name>{article}
<a:ClassifiedTaxCategory>{category}</a:ClassifiedTaxCategory></a:Item>
<a:Price><b:PriceAmount currencyID="SEK">{price}</b:PriceAmount></a:Price></a:InvoiceLine>
</Invoice>"""
_PARTY = """<a:Party><b:EndpointID schemeID="0007">{number}</b:EndpointID>
<a:PartyName><b:Name>{name}</b:Name></a:PartyName>
<a:PostalAddress><b:CityName>Edskog</b:CityName>
<a:Country><b:IdentificationCode>SE</b:IdentificationCode></a:Country></a:PostalAddress>
<a:PartyTaxScheme><b:CompanyID>SE{number}01</b:CompanyID>
<a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:PartyTaxScheme>
<a:PartyLegalEntity><b:RegistrationName>{name}</b:RegistrationName>
<b:CompanyID schemeID="0007">{number}</b:CompanyID></a:PartyLegalEntity></a:Party>"""
_CATEGORY = "<b:ID>S</b:ID><b:Percent>25</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One invoice with one line; `ago` is days before today."""

    supplier: Supplier
    what: str
    quantity: int
    per: str
    price: Decimal
    ago: int
    article: str = ""
    contract: str = ""


def pay(site: Site, suppliers: dict[str, Supplier]) -> None:
    """Have a year's invoices read, where people write Swedish."""
    if site.language != "sv":
        return
    with acting_for(site.samsyn):
        bills = [*_within(site), *_outside(site, suppliers)]
    files = [
        Packed(f"faktura-{site.slug}-{nth}.xml", _written(site, nth, bill).encode())
        for nth, bill in enumerate(bills, start=1)
    ]
    read_invoices(site.samsyn, files=files)


def _within(site: Site) -> Iterator[Bill]:
    prices = {
        (price.agreement.name, price.article_number): price
        for price in PriceLine.owned_by(site.samsyn).select_related("agreement__supplier")
    }
    for row in sheets.read("privacy")["Bills"]:
        price = prices.get((row["framework"], row["article"]))
        if price is None or price.agreement.supplier is None:
            continue
        agreement: Agreement = price.agreement
        yield Bill(
            supplier=price.agreement.supplier,
            what=price.name,
            article=price.article_number,
            quantity=int(row["quantity"]) * site.population // 27_000 or 1,
            per=price.unit,
            price=(price.price * (100 + int(row["over"])) / 100).quantize(_CENT),
            ago=int(row["ago"]),
            contract=agreement.number,
        )


def _outside(site: Site, suppliers: dict[str, Supplier]) -> Iterator[Bill]:
    for row in sheets.read("privacy")["Strays"]:
        yield Bill(
            supplier=suppliers[row["supplier"]],
            what=row["what"],
            quantity=int(row["quantity"]),
            per=row["per"],
            price=Decimal(row["price"]),
            ago=int(row["ago"]) + site.rng.randint(0, 9),
        )


def _written(site: Site, nth: int, bill: Bill) -> str:
    issued = site.today - timedelta(days=bill.ago)
    net = (bill.price * bill.quantity).quantize(_CENT)
    tax = (net * _RATE / 100).quantize(_CENT)
    reference = f"<b:ID>{escape(bill.contract)}</b:ID>"
    article = f"<b:ID>{escape(bill.article)}</b:ID>"
    return _XML.format(
        number=f"{issued:%Y}-{nth:04d}",
        issued=issued,
        due=issued + timedelta(days=30),
        contract=f"<a:ContractDocumentReference>{reference}</a:ContractDocumentReference>"
        if bill.contract
        else "",
        seller=_party(bill.supplier.name),
        buyer=_party(site.name),
        net=net,
        tax=tax,
        gross=net + tax,
        category=_CATEGORY,
        unit=_UNITS[bill.per],
        quantity=bill.quantity,
        what=escape(bill.what),
        article=f"<a:SellersItemIdentification>{article}</a:SellersItemIdentification>"
        if bill.article
        else "",
        price=bill.price,
    )


def _party(name: str) -> str:
    """Return a party whose invented number has the check digit that Sweden would give it."""
    body = f"5599{sum(name.encode()) % 100_000:05d}"
    doubled = (int(digit) * (1 + (place + 1) % 2) for place, digit in enumerate(body))
    total = sum(part // 10 + part % 10 for part in doubled)
    return _PARTY.format(number=f"{body}{-total % 10}", name=escape(name))
