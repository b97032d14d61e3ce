"""The parts of an invoice's page that are worked out: its lines beside agreed prices, remarks."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.apps.spend.models import Invoice, InvoiceLine, InvoiceRefusal
from samsyn.apps.spend.wording import sentence
from samsyn.domain.access.actor import Actor

_SHOWN = 200


def invoice_facts(actor: Actor, invoice: Invoice) -> Mapping[str, object]:
    """Return the lines, what is dearer than agreed, and what was remarked."""
    lines = list(InvoiceLine.owned_by(actor).filter(invoice=invoice).order_by("pk")[: _SHOWN + 1])
    return {
        "currency": invoice.currency,
        "lines": lines[:_SHOWN],
        "more": len(lines) > _SHOWN,
        "priced": any(line.agreed_price is not None for line in lines),
        "over": invoice.over_agreed,
        "remarks": [sentence(told) for told in invoice.remarks],
        "masked": invoice.personal_data,
        "candidates": len(invoice.candidates),
    }


def refusal_faults(_actor: Actor, refusal: InvoiceRefusal) -> Mapping[str, object]:
    """Return every reason in the reader's language."""
    return {"faults": [sentence(told) for told in refusal.faults]}
