"""Who sells and who buys: addresses, schemes, and numbers whose check digits must be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samsyn.domain.invoices import codes
from samsyn.domain.invoices.document import Document, Identifier, Kind, Party
from samsyn.domain.invoices.faults import Fault, Says, Term
from samsyn.domain.invoices.identifiers import (
    RULE_OF_SCHEME,
    company_of_vat,
    is_valid,
)
from samsyn.domain.invoices.rule_fields import missing
from samsyn.domain.register.company_number import company_of_number

_SELLER = (Term.SELLER_ENDPOINT, Term.SELLER_NUMBER, Term.SELLER_ID)
_BUYER = (Term.BUYER_ENDPOINT, Term.BUYER_NUMBER, Term.BUYER_ID)
_PREFIX = re.compile(r"[A-Z]{2}")
_SWEDISH_VAT = re.compile(r"SE\d{12}\Z", re.ASCII)
_SWEDISH_RATES = {6, 12, 25}
_NORDIC = ("SE", "NO", "DK", "FI")


def party_faults(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with how seller and buyer are named, addressed and numbered."""
    seller, buyer = document.seller, document.buyer
    if not seller.endpoint:
        yield missing("PEPPOL-EN16931-R020", Term.SELLER_ENDPOINT)
    elif not seller.endpoint.scheme:
        yield Fault("BR-62", Says.NO_SCHEME, _facts(Term.SELLER_ENDPOINT, seller.endpoint.value))
    if not buyer.endpoint:
        yield missing("PEPPOL-EN16931-R010", Term.BUYER_ENDPOINT)
    elif not buyer.endpoint.scheme:
        yield Fault("BR-63", Says.NO_SCHEME, _facts(Term.BUYER_ENDPOINT, buyer.endpoint.value))
    if not (seller.ids or seller.legal or seller.vat):
        yield missing("BR-CO-26", Term.SELLER_NUMBER)
    yield from _countries(seller, "BR-09", Term.SELLER_COUNTRY)
    yield from _countries(buyer, "BR-11", Term.BUYER_COUNTRY)
    yield from _numbers(seller, _SELLER, Term.SELLER_VAT)
    yield from _numbers(buyer, _BUYER, Term.BUYER_VAT)
    yield from _national(document)


def _facts(term: Term, value: str) -> dict[str, str]:
    return {"term": str(term), "value": value[:60]}


def _countries(party: Party, rule: str, term: Term) -> Iterator[Fault]:
    if party.has_address and not party.country:
        yield missing(rule, term)
    elif party.country and party.country not in codes.COUNTRIES:
        yield Fault("BR-CL-14", Says.NOT_IN_LIST, _facts(term, party.country))


def _numbers(party: Party, terms: tuple[Term, Term, Term], vat: Term) -> Iterator[Fault]:
    endpoint, legal, other = terms
    said = [(endpoint, party.endpoint), (legal, party.legal), *((other, one) for one in party.ids)]
    for term, identifier in said:
        if identifier is None:
            continue
        yield from _number(identifier, term)
    scheme = party.endpoint.scheme if party.endpoint else ""
    if scheme and not codes.is_endpoint_scheme(scheme):
        yield Fault("BR-CL-25", Says.NOT_IN_LIST, _facts(endpoint, scheme))
    unsaid = party.legal and not party.legal.scheme and party.country in _NORDIC
    if party.legal and unsaid and company_of_number(party.legal.value, party.country) is None:
        rule = "SE-R-013" if party.country == "SE" else "NOTE"
        facts = _facts(legal, party.legal.value) | {"scheme": party.country}
        yield Fault(rule, Says.INVALID_NUMBER, facts, fatal=False)
    if party.vat and not _PREFIX.match(party.vat):
        yield Fault("BR-CO-09", Says.NO_COUNTRY_PREFIX, _facts(vat, party.vat))


def _number(identifier: Identifier, term: Term) -> Iterator[Fault]:
    if identifier.scheme and not is_valid(identifier):
        rule = RULE_OF_SCHEME.get(identifier.scheme, "NOTE")
        facts = _facts(term, identifier.value) | {"scheme": identifier.scheme}
        yield Fault(rule, Says.INVALID_NUMBER, facts, fatal=rule != "NOTE")


def _national(document: Document) -> Iterator[Fault]:
    seller = document.seller
    prefix = seller.vat[:2].upper()
    if prefix == "SE" and not _SWEDISH_VAT.match(seller.vat):
        yield _bad_vat("SE-R-001", seller.vat)
    elif prefix in _NORDIC and company_of_vat(seller.vat) is None:
        yield _bad_vat("NO-R-001" if prefix == "NO" else "NOTE", seller.vat)
    elif prefix == "NO" and not seller.vat.endswith("MVA"):
        yield _bad_vat("NO-R-001", seller.vat)
    if prefix == "SE" and seller.country == "SE":
        for tax in document.taxes:
            if tax.category == "S" and tax.rate is not None and tax.rate not in _SWEDISH_RATES:
                yield Fault("SE-R-006", Says.RATE_NOT_NATIONAL, {"value": str(tax.rate)})
    if seller.country == "DK":
        yield from _danish(document)


def _bad_vat(rule: str, vat: str) -> Fault:
    facts = _facts(Term.SELLER_VAT, vat) | {"scheme": vat[:2].upper()}
    return Fault(rule, Says.INVALID_NUMBER, facts, fatal=rule != "NOTE")


def _danish(document: Document) -> Iterator[Fault]:
    legal = document.seller.legal
    if legal is None:
        yield missing("DK-R-002", Term.SELLER_NUMBER)
    elif legal.scheme != "0184":
        yield Fault("DK-R-014", Says.NO_SCHEME, _facts(Term.SELLER_NUMBER, legal.value))
    payable = document.totals.payable or 0
    if document.kind is Kind.CREDIT_NOTE and document.buyer.country == "DK" and payable < 0:
        yield Fault("DK-R-016", Says.NEGATIVE, _facts(Term.PAYABLE, str(payable)))
