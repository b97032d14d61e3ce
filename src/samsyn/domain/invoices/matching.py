"""Find out who sent an invoice, under which agreement, and whether the price is the agreed one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from samsyn.domain.invoices.document import Document, Line
from samsyn.domain.invoices.identifiers import companies_of
from samsyn.domain.invoices.units import unit_key
from samsyn.domain.register.validity import Terms, in_force
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.names import name_key


class SupplierGround(StrEnum):
    """By what the supplier was recognised."""

    LEGAL_NUMBER = "legal_number"
    VAT_NUMBER = "vat_number"
    ENDPOINT = "endpoint"
    NAME = "name"
    HAND = "hand"
    NONE = "none"


class Standing(StrEnum):
    """How an invoice stands to our agreements."""

    WITHIN = "within"
    SEVERAL = "several"
    OUTSIDE = "outside"


class AgreementGround(StrEnum):
    """Why it stands there."""

    CONTRACT_REFERENCE = "contract_reference"
    ORDER_REFERENCE = "order_reference"
    ARTICLES = "articles"
    ONLY_ONE = "only_one"
    MANY = "many"
    NOT_IN_FORCE = "not_in_force"
    NO_AGREEMENT = "no_agreement"
    UNKNOWN_SUPPLIER = "unknown_supplier"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Priced:
    """One line of an agreement's price list."""

    article: str = ""
    description: str = ""
    unit: str = ""
    price: Decimal = Decimal(0)
    currency: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the price is the agreed one on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Candidate:
    """One of our agreements: what it is called, its terms, its prices (thousands, perhaps)."""

    pk: int
    number: str
    name: str
    supplier: int | None
    terms: Terms
    prices: tuple[Priced, ...] = ()
    is_purchase: bool = True
    parent: int | None = None

    @cached_property
    def by_article(self) -> Mapping[str, Sequence[Priced]]:
        """The prices under their article numbers, as two spellings of them are compared."""
        return _under(self.prices, lambda priced: priced.article)

    @cached_property
    def by_words(self) -> Mapping[str, Sequence[Priced]]:
        """The prices under their descriptions, likewise."""
        return _under(self.prices, lambda priced: priced.description)


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows, ready to be asked ten thousand times.

    numbers   company (country, number): supplier's id
    names     normal name: supplier's id, None where two share it
    numbered  suppliers whose number the register knows
    """

    numbers: Mapping[tuple[str, str], int]
    names: Mapping[str, int | None]
    agreements: Mapping[int, Sequence[Candidate]]
    by_number: Mapping[str, Candidate | None] = field(default_factory=dict)
    numbered: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one invoice; `candidates` are those a person chooses among."""

    standing: Standing
    ground: AgreementGround
    agreement: Candidate | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceCheck:
    """The agreed price of one line, and how much more was asked for in all; 0 for not more."""

    agreed: Decimal
    over: Decimal
    beyond_tolerance: bool = False


def reference_key(reference: str) -> str:
    """Return what two spellings of an agreement's number have in common."""
    return "".join(letter for letter in fold(reference) if letter.isalnum())


def name_of(name: str) -> str:
    """Return what two spellings of a company's name have in common, legal form kept."""
    key = name_key(name)
    return " ".join(part for part in (key.core.replace(" ", ""), key.form, key.version) if part)


def find_supplier(document: Document, known: Known) -> tuple[int | None, SupplierGround]:
    """Return the supplier by legal number, VAT number, electronic address, else by exact name.

    A name does not count where the register knows that company by another number.
    """
    said = companies_of(document.seller)
    for how, company in said:
        if (found := known.numbers.get(company)) is not None:
            return found, SupplierGround(how)
    for name in (document.seller.name, document.seller.trade_name):
        found = known.names.get(name_of(name)) if name else None
        if found is not None and not (said and found in known.numbered):
            return found, SupplierGround.NAME
    return None, SupplierGround.NONE


def find_agreement(document: Document, supplier: int | None, known: Known) -> Match:
    """Return the agreement an invoice falls under: the one it names, else the one that covers it.

    A named agreement counts on the invoice's day only, and only if it is with that supplier. Of
    several in force, those whose price lists know its articles; still several: a person chooses.
    """
    day = document.issued_on
    if supplier is None or day is None:
        return Match(Standing.OUTSIDE, AgreementGround.UNKNOWN_SUPPLIER)
    ours = known.agreements.get(supplier, ())
    named = _named(document, supplier, known, day)
    if named is not None:
        return named
    holding = [one for one in ours if one.is_purchase and in_force(one.terms, day)]
    if not holding:
        lapsed = any(one.is_purchase for one in ours)
        ground = AgreementGround.NOT_IN_FORCE if lapsed else AgreementGround.NO_AGREEMENT
        return Match(Standing.OUTSIDE, ground)
    covering = _covering(document, holding, day)
    if len(covering) == 1:
        return Match(Standing.WITHIN, AgreementGround.ARTICLES, covering[0])
    if len(holding) == 1:
        return Match(Standing.WITHIN, AgreementGround.ONLY_ONE, holding[0])
    choice = tuple(one.pk for one in covering or holding)
    return Match(Standing.SEVERAL, AgreementGround.MANY, candidates=choice)


def check_price(
    line: Line, currency: str, day: date | None, agreement: Candidate, tolerance: int = 0
) -> PriceCheck | None:
    """Hold a line against the agreed price that day; None where no price can be compared.

    The article number decides, else the description, word for word. Unit and currency must agree.
    `tolerance` is whole per cent above the agreed price. A negative quantity gives money back.
    """
    asked = line.unit_price
    if day is None or asked is None or line.quantity is None:
        return None
    agreed = _agreed(line, currency, day, agreement)
    if agreed is None:
        return None
    over = asked - agreed.price
    if over <= 0:
        return PriceCheck(agreed.price, Decimal(0))
    beyond = asked * 100 > agreed.price * (100 + tolerance)
    return PriceCheck(agreed.price, (over * line.quantity).quantize(Decimal("0.01")), beyond)


def _named(document: Document, supplier: int, known: Known, day: date) -> Match | None:
    for reference, ground in (
        (document.contract_reference, AgreementGround.CONTRACT_REFERENCE),
        (document.order_reference, AgreementGround.ORDER_REFERENCE),
    ):
        found = known.by_number.get(reference_key(reference)) if reference else None
        if found is None or not _is_with(found, supplier, known):
            continue
        if in_force(found.terms, day):
            return Match(Standing.WITHIN, ground, found)
        return Match(Standing.OUTSIDE, AgreementGround.NOT_IN_FORCE)
    return None


def _is_with(agreement: Candidate, supplier: int, known: Known) -> bool:
    """Tell whether an agreement is with a supplier; a framework may hold others under it."""
    if agreement.supplier in (None, supplier):
        return True
    under = known.agreements.get(supplier, ())
    return any(one.parent == agreement.pk for one in under)


def _covering(document: Document, holding: Sequence[Candidate], day: date) -> list[Candidate]:
    articles = {key for line in document.lines for key in _articles(line)}
    found = []
    for one in holding:
        listed = (p for article in articles for p in one.by_article.get(article, ()))
        if any(p.holds(day) for p in listed):
            found.append(one)
    return found


def _articles(line: Line) -> list[str]:
    said = (line.article, line.standard_article, line.buyers_article)
    return [fold(article) for article in said if article]


def _agreed(line: Line, currency: str, day: date, agreement: Candidate) -> Priced | None:
    def applies(priced: Priced) -> bool:
        return (
            priced.holds(day)
            and priced.currency in ("", currency)
            and (not priced.unit or unit_key(priced.unit) == unit_key(line.unit))
        )

    words = {fold(line.name), fold(line.description)} - {""}
    for listed, keys in ((agreement.by_article, _articles(line)), (agreement.by_words, words)):
        found = [p for key in sorted(set(keys)) for p in listed.get(key, ()) if applies(p)]
        if found:
            return max(found, key=lambda p: p.valid_from or date.min)
    return None


def _under(
    prices: Iterable[Priced], said: Callable[[Priced], str]
) -> Mapping[str, Sequence[Priced]]:
    found: dict[str, list[Priced]] = {}
    for priced in prices:
        if said(priced):
            found.setdefault(fold(said(priced)), []).append(priced)
    return found
