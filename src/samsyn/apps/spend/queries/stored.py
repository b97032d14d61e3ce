"""Put a kept invoice back into the form in which it is matched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samsyn.apps.spend.models import Invoice, InvoiceLine
from samsyn.domain.invoices.document import Document, Identifier, Kind, Line, Party, Totals


def document_of(invoice: Invoice, lines: Iterable[InvoiceLine]) -> Document:
    """Return what matching needs to know of an invoice that was read before."""
    return Document(
        kind=Kind(invoice.kind),
        number=invoice.number,
        issued_on=invoice.issued_on,
        currency=invoice.currency,
        contract_reference=invoice.contract_reference,
        order_reference=invoice.order_reference,
        accounting_cost=invoice.cost_centre,
        buyer_reference=invoice.buyer_reference,
        seller=_party(invoice.seller),
        totals=Totals(net=invoice.net),
        lines=tuple(
            Line(
                id=line.line_number,
                article=line.article,
                standard_article=line.gtin,
                name=line.name,
                description=line.description,
                quantity=line.quantity,
                unit=line.unit,
                price=line.unit_price,
                net=line.net,
            )
            for line in lines
        ),
    )


def _party(said: dict[str, Any]) -> Party:
    return Party(
        name=str(said.get("name", "")),
        trade_name=str(said.get("trade_name", "")),
        legal=_identifier(said.get("legal")),
        vat=str(said.get("vat", "")),
        endpoint=_identifier(said.get("endpoint")),
        ids=tuple(found for one in said.get("ids", ()) if (found := _identifier(one))),
        country=str(said.get("country", "")),
    )


def _identifier(said: dict[str, str] | None) -> Identifier | None:
    return Identifier(said["value"], said["scheme"]) if said else None
