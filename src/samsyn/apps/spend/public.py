"""The front door: what rooms above and the roof may know about spend."""

from __future__ import annotations

from samsyn.apps.spend.models import Invoice, InvoiceLine, InvoiceReading, InvoiceRefusal
from samsyn.apps.spend.queries.spending import Sums
from samsyn.apps.spend.services.keeping import Counts
from samsyn.apps.spend.services.read_invoices import DryRun, read_invoices
from samsyn.apps.spend.services.settle import choose_agreement, choose_supplier, match_again
from samsyn.apps.spend.wording import sentence

__all__ = [
    "Counts",
    "DryRun",
    "Invoice",
    "InvoiceLine",
    "InvoiceReading",
    "InvoiceRefusal",
    "Sums",
    "choose_agreement",
    "choose_supplier",
    "match_again",
    "read_invoices",
    "sentence",
]
