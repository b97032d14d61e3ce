"""Turn judged documents into rows: each is kept, known already, or refused; none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from samsyn.apps.spend.models import Invoice, InvoiceLine, InvoiceReading, InvoiceRefusal
from samsyn.apps.spend.queries.known import Surroundings
from samsyn.apps.spend.services.by_columns import insert_rows
from samsyn.apps.spend.services.placing import place
from samsyn.apps.spend.wording import sentence
from samsyn.domain.access.actor import Actor
from samsyn.domain.invoices.document import Document, Line
from samsyn.domain.invoices.faults import Fault, Says
from samsyn.domain.invoices.identifiers import companies_of, is_person
from samsyn.domain.invoices.judging import Judged, identity_of, sender_key
from samsyn.domain.invoices.screening import mask
from samsyn.domain.register.company_number import company_of_number
from samsyn.kernel import clock
from samsyn.kernel.imports import bulk

_NAME, _REFERENCE, _LARGEST_PRICE = 300, 200, Decimal(10) ** 13
_SUMMARY = 2000


@dataclass
class Counts:
    """What became of the documents of one reading."""

    documents: int = 0
    read: int = 0
    known: int = 0
    refused: int = 0
    within: int = 0
    undecided: int = 0
    outside: int = 0


@dataclass
class Keeper:
    """Writes one reading, heap by heap, inside one act."""

    actor: Actor
    reading: InvoiceReading
    about: Surroundings
    counts: Counts = field(default_factory=Counts)
    refusals: list[InvoiceRefusal] = field(default_factory=list)
    _here: dict[str, tuple[Decimal, Decimal, str]] = field(default_factory=dict)

    def keep(self, heap: Sequence[Judged]) -> None:
        """Write what can be taken of one heap, and remember why the rest cannot."""
        self.counts.documents += len(heap)
        sound = []
        for judged in heap:
            if judged.document is not None and judged.acceptable:
                sound.append((judged, judged.document, identity_of(judged.document)))
            else:
                self._refuse(judged, judged.faults)
        self._look_up([identity for _judged, _document, identity in sound])
        fresh = [one for one in sound if self._is_new(*one)]
        self._write(fresh)

    def _look_up(self, identities: list[str]) -> None:
        rows = Invoice.owned_by(self.actor).filter(identity__in=identities)
        self._here |= {
            identity: (net, payable, currency)
            for identity, net, payable, currency in rows.values_list(
                "identity", "net", "payable", "currency"
            )
        }

    def _is_new(self, judged: Judged, document: Document, identity: str) -> bool:
        totals = document.totals
        said = (totals.net or Decimal(0), totals.payable or Decimal(0), document.currency)
        there = self._here.setdefault(identity, said)
        if there is said:
            return True
        if there == said:
            self.counts.known += 1
            return False
        facts = {"number": document.number, "value": str(said[1]), "than": str(there[1])}
        self._refuse(judged, (Fault("FILE", Says.OTHER_CONTENT, facts),))
        return False

    def _refuse(self, judged: Judged, faults: Sequence[Fault]) -> None:
        self.counts.refused += 1
        document, today = judged.document, clock.today()
        country = self.about.organisation.country
        told = [fault.told() for fault in faults]
        for fault in told:
            fault["facts"] = {k: mask(v, today, country) for k, v in fault["facts"].items()}
        self.refusals.append(
            InvoiceRefusal(
                organisation_id=self.actor.organisation_id,
                name=judged.name[-_NAME:],
                reading=self.reading,
                number=document.number[:_REFERENCE] if document else "",
                supplier_name=document.seller.name[:_REFERENCE] if document else "",
                faults=told,
                summary=" ".join(map(sentence, told))[:_SUMMARY],
            )
        )

    def _write(self, fresh: Sequence[tuple[Judged, Document, str]]) -> None:
        ids = iter(bulk.reserve_ids(Invoice, len(fresh)))
        invoices, lines = [], []
        for judged, document, identity in fresh:
            invoice = self._invoice(judged, document, identity)
            invoice.pk = next(ids)
            theirs = [
                self._line(invoice, line, masked=place in judged.masked)
                for place, line in enumerate(document.lines)
            ]
            place(invoice, theirs, document, self.about)
            self._count(invoice)
            invoices.append(invoice)
            lines += theirs
        insert_rows(Invoice, invoices)
        insert_rows(InvoiceLine, lines)

    def _count(self, invoice: Invoice) -> None:
        self.counts.read += 1
        self.counts.within += invoice.standing == Invoice.Standing.WITHIN
        self.counts.undecided += invoice.standing == Invoice.Standing.SEVERAL
        self.counts.outside += invoice.standing == Invoice.Standing.OUTSIDE

    def _invoice(self, judged: Judged, document: Document, identity: str) -> Invoice:
        day = document.issued_on
        if day is None:  # a fatal fault: it was refused
            raise ValueError(judged.name)
        seller, totals = document.seller, document.totals
        first = self.about.organisation.fiscal_year_start
        today, country = clock.today(), self.about.organisation.country
        number = seller.legal.value if seller.legal else seller.vat
        person = any(is_person(company) for _how, company in companies_of(seller))
        invoice = Invoice(
            organisation_id=self.actor.organisation_id,
            kind=document.kind,
            number=document.number[:_REFERENCE],
            issued_on=day,
            due_on=document.due_on,
            year=day.year - (day.month < first),
            quarter=(day.month - first) % 12 // 3 + 1,
            supplier_name=(seller.name or seller.trade_name)[:_REFERENCE],
            supplier_number=(_hidden(number) if person else mask(number, today, country))[:60],
            sender_key=sender_key(document),
            seller=_told(document, person=person),
            buyer_name=document.buyer.name[:_REFERENCE],
            currency=document.currency,
            net=totals.net or Decimal(0),
            tax=document.tax or Decimal(0),
            payable=totals.payable or Decimal(0),
            spent=document.spent,
            buyer_reference=document.buyer_reference[:_REFERENCE],
            order_reference=document.order_reference[:_REFERENCE],
            contract_reference=document.contract_reference[:_REFERENCE],
            cost_centre=document.accounting_cost[:_REFERENCE],
            credits_number=document.preceding[0][:_REFERENCE] if document.preceding else "",
            remarks=[fault.told() for fault in (*judged.faults, *self._addressed(document))],
            personal_data=bool(judged.masked) or person,
            reading=self.reading,
            source_name=judged.name[-_NAME:],
            source_hash=judged.digest,
            identity=identity,
        )
        invoice.name_it()
        return invoice

    def _addressed(self, document: Document) -> list[Fault]:
        """Remark on an invoice that is addressed to somebody else's number."""
        ours = self.about.organisation
        own = company_of_number(ours.org_number, ours.country) if ours.org_number else None
        named = [company for _how, company in companies_of(document.buyer)]
        if own is None or not named or own in named:
            return []
        facts = {"value": document.buyer.name[:60]}
        return [Fault("NOTE", Says.NOT_FOR_US, facts, fatal=False)]

    def _line(self, invoice: Invoice, line: Line, *, masked: bool) -> InvoiceLine:
        price = line.unit_price
        return InvoiceLine(
            organisation_id=self.actor.organisation_id,
            invoice=invoice,
            name=line.name[:_NAME],
            line_number=line.id[:60],
            article=(line.article or line.buyers_article)[:100],
            gtin=line.standard_article[:100],
            description=" ".join(text for text in (line.description, line.note) if text),
            quantity=line.quantity,
            unit=line.unit[:10],
            unit_price=price if price is not None and abs(price) < _LARGEST_PRICE else None,
            net=line.net or Decimal(0),
            personal_data=masked,
        )


def _told(document: Document, *, person: bool) -> dict[str, Any]:
    """Return how the sender named itself, as JSON; of a person only the name is kept."""
    said = asdict(document.seller)
    kept = ("name", "trade_name", "country") if person else tuple(said)
    return {name: said[name] for name in kept if said[name] and name != "has_address"}


def _hidden(number: str) -> str:
    return f"{number[:-4]}••••"
